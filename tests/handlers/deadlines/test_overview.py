"""`/tenggat`: the list and the card, and who may see and change what."""

import pytest

from domain.people.person import Grant, Role
from tests.handlers.admins import admin_of
from tests.handlers.deadlines.stage import DUE, extends, opens_card
from tests.handlers.years.yearly import NEW_YEAR, closes
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


async def test_an_admin_sees_every_deadline_and_may_change_all(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.set_year("deadline.ikm", "2026-11-20T12:00:00+07:00")
    shown = await (await admin_of(town)).says("/tenggat")
    assert shown["text"] == (
        "Tenggat 2026 · berjalan\n\n"
        "1 · SAKIP baik\n2 Des pukul 16.00 · 9 hari lagi\n"
        "2 · Tepat tugas dan fungsi\nbelum ada tenggat\n"
        "3a · IKM baik\n20 Nov pukul 12.00 · lewat 3 hari\n"
        "3b · Ketatalaksanaan\nbelum ada tenggat\n4 · Analisis jabatan\nbelum ada tenggat\n\n"
        "Libur berikutnya: Kamis 24 Des"
    )
    assert labels(shown) == [
        "1 · SAKIP baik",
        "2 · Tepat tugas dan fungsi",
        "3a · IKM baik",
        "3b · Ketatalaksanaan",
        "4 · Analisis jabatan",
        "Pengingat",
        "Hari libur",
        "‹ Beranda",
    ]


async def test_a_sub_bagian_changes_its_own_and_sees_the_others(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer("tatalaksana")
    shown = await dewi.says("/tenggat")
    assert "1 · SAKIP baik\n2 Des pukul 16.00 · 9 hari lagi" in shown["text"]
    assert labels(shown) == ["3a · IKM baik", "3b · Ketatalaksanaan", "Pengingat", "Hari libur", "‹ Beranda"]
    for data in ("tc:2026:sakip", "ts:2026:sakip", "te:2026:sakip:0", "tx:2026:sakip:DINKES"):
        assert "hanya untuk admin dan Sub Bagian" in (await dewi.forges(data))["text"]
    assert await town.held(dewi) is None


@pytest.mark.parametrize("grant", [Grant(Role.OPERATOR, HEALTH.code), Grant(Role.PIMPINAN)])
async def test_others_are_refused_by_command_and_by_button(town: Town, grant: Grant) -> None:
    someone = await town.talker(4001, "Lain", grant)
    assert "bukan untuk peran Anda" in (await someone.says("/tenggat"))["text"]
    for data in ("ta:2026", "tp:2026", "to:2026:0"):
        assert "hanya untuk" in (await someone.forges(data))["text"]


async def test_the_card_says_on_which_days_reminders_go_and_why(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-12-28T16:00:00+07:00")
    card = await opens_card(await admin_of(town))
    assert card["text"] == (
        "Tenggat SAKIP 2026\n\n"
        "Senin, 28 Desember 2026 pukul 16.00 WIB\n35 hari lagi\nsaat bot disiapkan, 23 Nov 2026\n\n"
        "2 OPD belum lapor\n\n"
        "Pengingat, pukul 08.00\n"
        "H‑14 · Senin 14 Des\nH‑7 · Senin 21 Des\n"
        "H‑3 jatuh hari Jumat (Hari Raya Natal) → Rabu 23 Des\n"
        "H‑1 jatuh hari Minggu → Rabu 23 Des\n"
        "Hari‑H · Senin 28 Des\nH+1 · Selasa 29 Des\nH+7 · Senin 4 Jan 2027"
    )
    assert labels(card) == ["Ubah tenggat", "Perpanjang satu OPD", "‹ Tenggat", "‹ Beranda"]


async def test_a_step_that_had_come_when_the_deadline_was_set_is_not_promised(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-11-24T16:00:00+07:00")
    card = await opens_card(await admin_of(town))
    assert "Pengingat, pukul 08.00\nHari‑H · Selasa 24 Nov\nH+1 · Rabu 25 Nov\n" in card["text"]
    assert "\nbesok\n" in card["text"]


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-11-23T16:00:00+07:00", "hari ini"),
        ("2026-11-23T09:15:00+07:00", "lewat hari ini"),
        ("2026-11-21T16:00:00+07:00", "lewat 2 hari\n⚠️ Sabtu, bukan hari kerja."),
    ],
)
async def test_how_near_a_deadline_is(town: Town, due: str, said: str) -> None:
    await town.set_year("deadline.sakip", due)
    assert f"WIB\n{said}\nsaat bot disiapkan" in (await opens_card(await admin_of(town)))["text"]


async def test_an_evaluation_has_a_deadline_without_reminders_or_extensions(town: Town) -> None:
    await town.set_year("deadline.kelembagaan", DUE)
    admin = await admin_of(town)
    card = await opens_card(admin, "2 · Tepat")
    assert "2 OPD belum dinilai\n\nDiisi Sub Bagian sendiri" in card["text"]
    assert labels(card) == ["Ubah tenggat", "‹ Tenggat", "‹ Beranda"]
    for data in ("te:2026:kelembagaan:0", "tx:2026:kelembagaan:DINKES", "tl:2026:kelembagaan:0"):
        assert "sudah tidak berlaku" in (await admin.forges(data))["text"]


async def test_extensions_are_listed_the_earliest_first_and_the_rest_counted(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    await town.found_opds(9)
    for number in range(9):
        await town.set_year(f"extension.sakip.OPD{number}", f"2026-12-{20 - number:02}T16:00:00+07:00")
    admin = await admin_of(town)
    listed = await admin.says("/tenggat")
    assert "9 hari lagi · 9 OPD diperpanjang\n" in listed["text"]
    card = (await admin.presses("1 · SAKIP"))["text"]
    assert "Perpanjangan (9)\n• Dinas 08: 12 Des 2026 16.00 WIB\nsaat bot disiapkan, 23 Nov 2026\n" in card
    assert card.endswith("… dan 1 lagi")


async def test_nobody_owes_anything_any_more(town: Town) -> None:
    await town.set_year("deadline.sakip", "2026-11-24T16:00:00+07:00")
    siti, eka = await town.operator(), await town.operator(1004, "Eka", LIBRARY.code)
    await siti.reports_sakip()
    await eka.reports_sakip()
    admin = await admin_of(town)
    assert "Semua OPD sudah lengkap." in (await opens_card(admin))["text"]
    picked = await admin.presses("Perpanjang satu OPD")
    assert "Semua OPD sudah lapor" in picked["text"]
    assert "tidak perlu perpanjangan" in (await admin.forges("tx:2026:sakip:DINKES"))["text"]


async def test_a_closed_year_is_read_and_not_changed(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    dewi = await town.reviewer()
    await extends(dewi, "9 Des")
    town.now = NEW_YEAR
    admin = await admin_of(town)
    await closes(admin)
    await admin.says("/tenggat")
    shown = await admin.presses("‹ 2026")
    assert "Tahun ini sudah ditutup, jadi tidak bisa diubah." in shown["text"]
    assert "Libur berikutnya" not in shown["text"]
    card = await admin.presses("1 · SAKIP")
    assert "• Dinas Kesehatan: 9 Des 2026 16.00 WIB\nDewi, 23 Nov 2026 · Banjir" in card["text"]
    assert labels(card) == ["‹ Tenggat", "‹ Beranda"]
    for data in ("tx:2026:sakip:DISPERPUSIP", "tr:2026:sakip:DINKES", "tt:2026:before"):
        assert (await admin.forges(data))["text"] != card["text"]
        assert await town.held(admin) is None
    assert "Tahun ini sudah ditutup" in (await admin.forges("tp:2026"))["text"]


async def test_a_year_that_is_over_and_open_may_only_be_extended(town: Town) -> None:
    await town.set_year("deadline.sakip", DUE)
    town.now = NEW_YEAR
    admin = await admin_of(town)
    await admin.says("/tenggat")
    await admin.presses("‹ 2026")
    assert labels(await admin.presses("1 · SAKIP")) == ["Perpanjang satu OPD", "‹ Tenggat", "‹ Beranda"]
    assert "sudah tidak berlaku" in (await admin.forges("ts:2026:sakip"))["text"]
    stored = await extends_last_year(town)
    assert "• Dinas Kesehatan: 29 Jan 2027 16.00 WIB" in stored


async def extends_last_year(town: Town) -> str:
    dewi = await town.reviewer()
    await dewi.walks(
        "/tenggat",
        press("‹ 2026", "1 · SAKIP", "Perpanjang satu OPD", "Dinas Kesehatan"),
        "29 Januari 2027",
        "16.00",
        "LHE susulan",
    )
    return str((await dewi.presses("Perpanjang"))["text"])


HUGE = 10**20


@pytest.mark.parametrize(
    "data",
    [
        "ta:1999", "tc:2026:gaji", "tp:2031", "to:2031:0", "ts:20261201:sakip", f"ts:{HUGE}:sakip",
        "tx:-1:ikm:DINKES", f"tx:{HUGE}:ikm:DINKES", f"tr:{HUGE}:ikm:DINKES",
    ],
)  # fmt: skip
async def test_forged_buttons_are_refused(admin: Talker, data: str) -> None:
    await admin.says("/tenggat")
    assert "sudah tidak berlaku" in (await admin.forges(data))["text"]
