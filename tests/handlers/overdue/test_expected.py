"""What everybody who does not report reads of a report that is not out yet: lists, cards, morning, audit."""

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reports.events import EventKind, event_about
from tests.handlers.admins import admin_of
from tests.handlers.morning.mornings import listens, told, wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press

DUE = "2026-12-08T16:00:00+07:00"


async def expects(
    town: Town, by: Talker, month: str = "2027-03", opd: str = HEALTH.code, key: str = "sakip"
) -> None:
    said = {"perkiraan": month}
    person = await town.person(by)
    await town.happens(EventKind.EXPECTED, opd, IndicatorKey(key), said, by=person.id)


async def test_the_list_names_who_waits_for_it_and_until_when(
    town: Town, siti: Talker, eka: Talker, dewi: Talker
) -> None:
    await town.set_year("deadline.sakip", DUE)
    await expects(town, siti)
    listed = await dewi.says("/belum sakip")
    assert listed["text"] == (
        "Belum lapor 2026 · Kelembagaan\n\n"
        "SAKIP · 2 dari 2 OPD belum lapor\ntenggat 8 Des pukul 16.00 (15 hari lagi)\n"
        "1 belum terbit: DINKES (perkiraan Mar 2027)"
    )
    await expects(town, eka, "2026-11", LIBRARY.code)
    town.now = wib(1, "10:00")
    listed = await dewi.says("/belum sakip")
    assert (
        "2 belum terbit: DINKES (perkiraan Mar 2027), DISPERPUSIP (perkiraan Nov 2026 sudah lewat)"
        in (listed["text"])
    )
    home = await dewi.says("/menu")
    assert "⬜ SAKIP · 2 OPD belum lapor (2 belum terbit)\n" in home["text"]


async def test_of_many_some_are_named(town: Town, siti: Talker, dewi: Talker) -> None:
    await town.found_opds(5)
    async with town.storage.uow() as uow:
        codes = [opd.code for opd in await uow.opds.all()]
    for code in codes:
        await expects(town, siti, opd=code)
    listed = await dewi.says("/belum sakip")
    assert f"{len(codes)} belum terbit: " in listed["text"]
    assert "lain" in listed["text"]


async def test_its_card_says_so_and_it_can_be_extended(town: Town, siti: Talker, dewi: Talker) -> None:
    await town.set_year("deadline.sakip", DUE)
    await expects(town, siti)
    await dewi.says("/belum sakip")
    card = await dewi.presses("⬜ DINKES")
    assert "⬜ SAKIP · belum terbit, perkiraan Mar 2027\n8 Des 16.00, 15 hari lagi" in card["text"].replace(
        "\u00a0", " "
    )
    assert "Perpanjang SAKIP" in labels(card)
    assert "Ingatkan sekarang" in labels(card)


async def test_the_indicators_cards_say_so(town: Town, siti: Talker, dewi: Talker) -> None:
    await expects(town, siti)
    card = await dewi.says("/iku sakip")
    assert "1 OPD mencatat LHE belum terbit" in card["text"]
    assert "2 belum lapor" in card["text"].replace("\u00a0", " ")
    report = await dewi.presses("⬜ DINKES")
    assert "⬜ belum terbit, perkiraan Mar 2027" in report["text"]
    assert "dicatat Siti, 23 Nov 2026 09.15 WIB" in report["text"]
    history = await dewi.presses("Riwayat")
    assert "⬜ dicatat · SAKIP 2026\nbelum terbit, perkiraan Mar 2027" in history["text"]
    opd = await dewi.says("/iku dinas kesehatan")
    assert "1 · SAKIP: ⬜ belum terbit, perkiraan Mar 2027" in opd["text"]


async def test_nothing_waits_for_a_verdict(town: Town, siti: Talker, dewi: Talker) -> None:
    await expects(town, siti)
    assert "Tidak ada laporan yang menunggu" in (await dewi.says("/verifikasi"))["text"]


async def test_the_morning_after_a_deadline_says_who_had_said_so(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await town.set_year("deadline.sakip", DUE)
    await listens(dewi)
    await expects(town, siti)
    said = await told(town, dewi, wib(9))
    assert said is not None
    assert "2 OPD belum lapor: DINKES (belum terbit, perkiraan Mar 2027), DISPERPUSIP" in said


async def test_the_digest_counts_them(town: Town, siti: Talker, eka: Talker, boss: Talker) -> None:
    await listens(boss)
    await town.set_year("deadline.sakip", DUE)
    assert await told(town, boss, wib(30, month=11)) is None
    town.now = wib(2)
    await expects(town, siti, "2027-03")
    person = await town.person(eka)
    answers = {"predikat": "BB", "nilai": "75.5", "bukti": "belum"}
    sent = await town.happens(EventKind.SUBMITTED, LIBRARY.code, IndicatorKey.SAKIP, answers, by=person.id)
    async with town.storage.uow() as uow:
        await uow.reports.append(event_about(sent, EventKind.VERIFIED, by=person.id, at=town.now))
        await uow.commit()
    said = await told(town, boss, wib(7))
    assert said is not None
    assert "belum terbit/belum ada 0 → 1" in said


async def test_the_audit_trail_says_it_in_words(town: Town, siti: Talker) -> None:
    admin = await admin_of(town)
    await siti.opens("SAKIP", press("LHE belum terbit"), "maret 2027", press("Kirim"))
    await siti.presses("Hapus catatan")
    trail = await admin.says("/audit")
    assert "Laporan dicatat belum terbit" in trail["text"]
    assert "perkiraan Mar 2027" in trail["text"]
    assert "Laporan ditarik kembali" in trail["text"]


async def test_a_rehearsal_foresees_the_pause_and_the_day_of_the_month(town: Town, siti: Talker) -> None:
    await town.set_year("deadline.sakip", DUE)
    admin = await admin_of(town)
    await expects(town, siti, "2027-02")
    await admin.says("/gladi")
    shown = await admin.presses("SAKIP")
    days = shown["text"].replace("\u2011", "-")
    assert "H-7" not in days
    assert "H-3" not in days.partition("1 orang dari 1 OPD")[0]
    assert "Senin 7 Des 08.00 · H-1" in days
    while "Berikutnya ›" in labels(shown):
        shown = await admin.presses("Berikutnya ›")
        days += shown["text"]
    assert "Senin 1 Feb 08.00 · bulan perkiraan\n1 orang dari 1 OPD: SAKIP" in days


async def test_a_pimpinan_reads_it_too(town: Town, siti: Talker) -> None:
    boss = await town.talker(3002, "Kabag", Grant(Role.PIMPINAN))
    await expects(town, siti, key="ikm")
    await boss.says("/belum ikm")
    assert "1 belum ada: DINKES (perkiraan Mar 2027)" in (await boss.card())["text"]
