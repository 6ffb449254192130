"""Extensions: who may get one, finding the OPD, giving it and taking it back."""

from tests.handlers.deadlines.stage import DUE, extends, opens_card, returned_after, revokes
from tests.handlers.years.yearly import settings_of
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


async def test_one_opd_that_still_owes_the_report_gets_longer(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.operator()
    eka = await town.operator(1004, "Eka", LIBRARY.code)
    await eka.reports_sakip()
    dewi = await town.reviewer()
    await opens_card(dewi)
    picked = await dewi.presses("Perpanjang satu OPD")
    assert "1 OPD belum lapor. OPD mana yang diberi waktu lebih?" in picked["text"]
    assert labels(picked) == [HEALTH.name, "Cari nama OPD", "‹ Kembali"]
    asked = await dewi.presses(HEALTH.name)
    assert "Perpanjang SAKIP 2026 · 1/3\nDinas Kesehatan · kini 2 Des 2026 16.00 WIB" in asked["text"]
    assert labels(asked)[:3] == ["Jumat, 4 Des 2026", "Rabu, 9 Des 2026", "Rabu, 16 Des 2026"]
    assert "tidak lebih lambat dari tenggat OPD ini kini" in (await dewi.says("1 Des"))["text"]
    summary = await dewi.walks(press("Rabu, 9 Des", "12.00"), "Kantor kebanjiran")
    assert (
        "Menjadi Rabu, 9 Desember 2026 pukul 12.00 WIB (16 hari lagi)\n"
        "1 OPD belum lapor; 1 operator akan diberi tahu.\n"
        "Pengingat berikutnya: H‑14 · Rabu 25 Nov"
    ) in summary["text"]
    stored = await dewi.presses("Perpanjang")
    assert (
        "Perpanjangan (1)\n• Dinas Kesehatan: 9 Des 2026 12.00 WIB\nDewi, 23 Nov 2026 · Kantor kebanjiran"
        in stored["text"]
    )
    last = (await settings_of(town, 2026))[-1]
    assert (last.key, last.value) == ("extension.sakip.DINKES", "2026-12-09T12:00:00+07:00")


async def test_an_extension_that_is_given_up_is_named_without_what_holds(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.operator()
    dewi = await town.reviewer()
    await opens_card(dewi)
    await dewi.presses("Perpanjang satu OPD")
    await dewi.presses(HEALTH.name)
    assert (await dewi.says("/batal"))["text"] == "Draf dihapus: Perpanjang SAKIP 2026 · Dinas Kesehatan."


async def test_an_extension_is_extended_once_more(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await extends(dewi, "9 Des")
    await opens_card(dewi)
    await dewi.presses("Perpanjang satu OPD")
    assert "kini 9 Des 2026 16.00 WIB" in (await dewi.presses("Dinas Kesehatan"))["text"]
    assert "tidak lebih lambat" in (await dewi.says("8 Des"))["text"]


async def test_an_opd_is_found_by_part_of_its_name(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.found_opds(20)
    dewi = await town.reviewer()
    await opens_card(dewi)
    first = await dewi.presses("Perpanjang satu OPD")
    assert labels(first)[8:11] == ["·", "1/3", "›"]
    assert "Dinas 12" in labels(await dewi.presses("›"))
    await dewi.presses("Cari nama OPD")
    many = await dewi.says("dinas 0")
    assert "11 OPD cocok dengan “dinas 0”. Pilih OPD." in many["text"]
    assert "Dinas 10" in labels(await dewi.presses("›"))
    await dewi.presses("Cari nama OPD")
    none = await dewi.says("pariwisata")
    assert "Tidak ada OPD yang belum lapor dan cocok" in none["text"]
    assert none["text"].endswith("Untuk mencoba kata lain, tekan Cari nama OPD.")
    await dewi.presses("Cari nama OPD")
    await dewi.says("pustaka")
    assert LIBRARY.name in (await dewi.presses(LIBRARY.name))["text"]


async def test_a_search_is_left_and_is_no_way_in_for_others(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await opens_card(dewi)
    await dewi.presses("Perpanjang satu OPD")
    await dewi.presses("Cari nama OPD")
    assert "OPD mana yang diberi waktu lebih?" in (await dewi.presses("‹ Kembali"))["text"]
    await dewi.presses("Cari nama OPD")
    await dewi.says("dinas")
    number = max(town.storage.tables.drafts)
    rudi = await town.reviewer("anjab", 2002, "Rudi")
    await rudi.says("/tenggat")
    assert HEALTH.name not in (await rudi.forges(f"tf:{number}:0"))["text"]


async def test_who_reported_meanwhile_needs_no_extension(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    siti, dewi = await town.operator(), await town.reviewer()
    await opens_card(dewi)
    await dewi.presses("Perpanjang satu OPD")
    await dewi.presses("Dinas Kesehatan")
    for said in ("9 Des", "16.00", "Banjir"):
        await dewi.says(said)
    summary = await dewi.card()
    await siti.reports_sakip()
    assert "tidak perlu perpanjangan" in (await dewi.presses("Perpanjang", summary))["text"]
    assert (await settings_of(town, 2026))[-1].key == "deadline.sakip"


async def test_without_a_deadline_nothing_can_be_extended(dewi: Talker) -> None:
    await dewi.says("/tenggat")
    assert "sudah tidak berlaku" in (await dewi.forges("tx:2026:sakip:DINKES"))["text"]
    assert "sudah tidak berlaku" in (await dewi.forges("tr:2026:sakip:DINKES"))["text"]


async def test_the_days_of_a_review_come_on_top(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    siti, dewi = await town.operator(), await town.reviewer()
    await returned_after(town, siti, dewi, days=2)
    await opens_card(dewi)
    await dewi.presses("Perpanjang satu OPD")
    await dewi.presses("Dinas Kesehatan")
    for said in ("9 Des", "16.00"):
        await dewi.says(said)
    summary = await dewi.says("Banjir")
    assert "Ditambah lamanya pemeriksaan, waktu OPD ini sampai 11 Des 2026 16.00 WIB." in summary["text"]


async def test_an_extension_is_revoked_with_a_reason(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.operator()
    dewi = await town.reviewer()
    await extends(dewi, "9 Des")
    await opens_card(dewi)
    assert labels(await dewi.presses("Cabut perpanjangan")) == [HEALTH.name, "‹ Kembali"]
    asked = await dewi.presses("Dinas Kesehatan")
    assert "Cabut perpanjangan SAKIP 2026 · 1/1\nDinas Kesehatan · kini 9 Des 2026" in asked["text"]
    summary = await dewi.says("Salah OPD")
    assert "Menjadi Rabu, 2 Desember 2026 pukul 16.00 WIB (9 hari lagi)" in summary["text"]
    stored = await dewi.presses("Cabut")
    assert "Perpanjangan (" not in stored["text"]
    last = (await settings_of(town, 2026))[-1]
    assert (last.key, last.value, last.legal_basis) == ("extension.sakip.DINKES", "", "Salah OPD")
    assert "Belum ada perpanjangan." in (await dewi.forges("tl:2026:sakip:0"))["text"]


async def test_an_extension_that_changed_meanwhile_is_not_revoked(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await extends(dewi, "9 Des")
    await opens_card(dewi)
    summary = await dewi.walks(press("Cabut perpanjangan", "Dinas Kesehatan"), "Salah OPD")
    await town.set_year("extension.sakip.DINKES", "2026-12-16T16:00:00+07:00")
    assert "berubah sejak isian ini dimulai" in (await dewi.presses("Cabut", summary))["text"]
    assert (await settings_of(town, 2026))[-1].value == "2026-12-16T16:00:00+07:00"


async def test_a_revoked_extension_can_be_given_again(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await extends(dewi, "9 Des")
    await revokes(dewi)
    assert "• Dinas Kesehatan: 10 Des 2026" in (await extends(dewi, "10 Des"))["text"]
