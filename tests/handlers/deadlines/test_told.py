"""Who is told of a deadline: exactly those concerned, once, and what holds at the moment of sending."""

import pytest

from domain.keys import IndicatorKey
from storage.ports import NoticeState, Urgency
from tests.handlers.admins import admin_of
from tests.handlers.deadlines.stage import DUE, extends, moves, opens_card, queued, returned_after, revokes
from tests.handlers.reminders.reminding import wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels, press


async def news_goes_out(town: Town) -> None:
    town.pass_time(minutes=1)
    await town.send_notices()


async def told(talker: Talker) -> list[str]:
    """Return the messages about deadlines that this person has got."""
    return [one["text"] for one in await talker.chat() if one["text"].startswith("Tenggat SAKIP: ")]


@pytest.fixture
async def siti(town: Town) -> Talker:
    await town.set_year("deadline.sakip", DUE)
    siti = await town.operator()
    await siti.says("/start")
    return siti


async def test_a_move_is_told_to_the_operators_who_still_owe_it(
    town: Town, siti: Talker, eka: Talker
) -> None:
    await eka.reports_sakip()
    dewi = await town.reviewer()
    await moves(dewi, "9 Des", "12.00", "LHE <mundur>")
    (line,) = queued(town)
    assert (line.person, line.urgency) == ((await town.person(siti)).id, Urgency.ANSWER)
    await news_goes_out(town)
    card = await siti.card()
    assert card["text"] == (
        "Tenggat SAKIP: 9 Des 12.00 – diubah\n\nDinas Kesehatan\n"
        "Semula: 2 Desember 2026 pukul 16.00 WIB\n"
        "Menjadi: 9 Desember 2026 pukul 12.00 WIB (16 hari lagi)\n\n"
        "Alasan: LHE <mundur>\nOleh: Dewi"
    )
    assert labels(card) == ["Lapor sekarang"]
    assert "SAKIP 2026 · 1/" in (await siti.presses("Lapor sekarang"))["text"]
    assert await told(siti) == [card["text"]]


async def test_a_first_deadline_is_told_as_set(town: Town) -> None:
    rina = await town.operator(1003, "Rina", HEALTH.code, LIBRARY.code)
    await rina.says("/start")
    dewi = await town.reviewer()
    await opens_card(dewi)
    await dewi.walks(press("Tetapkan tenggat"), "9 Des", press("16.00", "Lewati", "Simpan"))
    await news_goes_out(town)
    card = await rina.card()
    assert card["text"] == (
        "Tenggat SAKIP: 9 Des 16.00 – ditetapkan\n\n"
        "Dinas Kesehatan\n9 Desember 2026 pukul 16.00 WIB (16 hari lagi)\n\n"
        "Dinas Perpustakaan dan Kearsipan\n9 Desember 2026 pukul 16.00 WIB (16 hari lagi)\n\n"
        "Oleh: Dewi"
    )
    assert labels(card) == ["Lapor Dinas Kesehatan", "Lapor Dinas Perpustakaan dan Kearsipan"]


async def test_two_quick_moves_are_told_as_one(town: Town, siti: Talker, dewi: Talker) -> None:
    await moves(dewi, "9 Des")
    await moves(dewi, "16 Des")
    await news_goes_out(town)
    (only,) = await told(siti)
    assert "Semula: 2 Desember 2026 pukul 16.00 WIB\nMenjadi: 16 Desember" in only
    assert [one.state for one in queued(town)] == [NoticeState.FAILED, NoticeState.SENT]


async def test_a_move_and_back_again_is_told_to_nobody_who_heard_of_neither(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await moves(dewi, "9 Des")
    await moves(dewi, "2 Des")
    await news_goes_out(town)
    assert await told(siti) == []
    await moves(dewi, "9 Des")
    await news_goes_out(town)
    await moves(dewi, "2 Des")
    await news_goes_out(town)
    assert ["Semula: 9" in one for one in await told(siti)] == [False, True]


async def test_who_reports_before_it_is_sent_is_not_told(town: Town, siti: Talker, dewi: Talker) -> None:
    await moves(dewi, "9 Des")
    await siti.reports_sakip()
    await news_goes_out(town)
    assert await told(siti) == []


async def test_an_extension_is_told_to_that_opd_alone(town: Town, siti: Talker, eka: Talker) -> None:
    await eka.says("/start")
    dewi = await town.reviewer()
    await extends(dewi, "9 Des")
    await news_goes_out(town)
    await revokes(dewi)
    await news_goes_out(town)
    assert await told(eka) == []
    given, revoked = await told(siti)
    assert given.startswith("Tenggat SAKIP: 9 Des 16.00 – diperpanjang\n\nDinas Kesehatan\nSemula: 2 Des")
    assert revoked.startswith("Tenggat SAKIP: 2 Des 16.00 – perpanjangan dicabut\n\n")
    assert "\n\nDinas Kesehatan\nSemula: 9 Des" in revoked
    assert "Alasan: Salah OPD\nOleh: Dewi" in revoked


async def test_who_has_longer_anyway_is_not_told_of_a_move(town: Town, siti: Talker, dewi: Talker) -> None:
    await extends(dewi, "16 Des")
    await moves(dewi, "9 Des")
    await news_goes_out(town)
    (only,) = await told(siti)
    assert "diperpanjang" in only


async def test_a_returned_report_is_told_with_the_days_of_its_review(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await returned_after(town, siti, dewi, days=2)
    await moves(dewi, "9 Des")
    await news_goes_out(town)
    (only,) = await told(siti)
    assert "Semula: 4 Desember 2026 pukul 16.00 WIB\nMenjadi: 11 Desember" in only


async def test_an_evaluations_deadline_is_told_to_the_others_of_the_sub_bagian(town: Town) -> None:
    dewi, budi = await town.reviewer(), await town.reviewer(telegram_id=2002, name="Budi")
    rudi = await town.reviewer("anjab", 2003, "Rudi")
    for one in (budi, rudi):
        await one.says("/start")
    await town.evaluated(LIBRARY.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    await opens_card(dewi, "2 · Tepat")
    await dewi.walks(press("Tetapkan tenggat"), "9 Des", press("16.00"))
    summary = await dewi.presses("Lewati")
    assert "1 OPD belum dinilai; 1 verifikator lain akan diberi tahu." in summary["text"]
    assert "Pengingat berikutnya" not in summary["text"]
    await dewi.presses("Simpan")
    assert [one.person for one in queued(town)] == [(await town.person(budi)).id]
    await news_goes_out(town)
    card = await budi.card()
    assert card["text"] == (
        "Tenggat Tepat tugas dan fungsi: 9 Des 16.00 – ditetapkan\n\n"
        "9 Desember 2026 pukul 16.00 WIB (16 hari lagi)\n1 OPD belum dinilai\n\nOleh: Dewi"
    )
    assert "Evaluasi Tepat tugas" in (await budi.presses("Buka evaluasi"))["text"]


async def test_an_evaluation_that_is_finished_is_told_to_nobody(town: Town) -> None:
    budi, admin = await town.reviewer(telegram_id=2002, name="Budi"), await admin_of(town)
    await town.set_year("deadline.kelembagaan", DUE)
    await opens_card(admin, "2 · Tepat")
    await admin.presses("Ubah tenggat")
    for said in ("9 Des", "16.00", "Rapat ditunda"):
        await admin.says(said)
    await admin.presses("Simpan")
    for opd in (HEALTH.code, LIBRARY.code):
        await town.evaluated(opd, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    await news_goes_out(town)
    assert [one.state for one in queued(town)] == [NoticeState.FAILED]
    assert await budi.chat() == []


async def test_a_year_that_was_closed_before_it_is_sent_tells_nobody(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await moves(dewi, "9 Des")
    await town.set_year("closed_at", "2026-11-23T09:15:00+07:00")
    await news_goes_out(town)
    assert await told(siti) == []


async def test_a_slip_that_is_set_right_at_once_reaches_nobody(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await moves(dewi, "9 Des")
    await town.send_notices()
    assert await told(siti) == []
    await moves(dewi, "10 Des")
    await news_goes_out(town)
    (news,) = await told(siti)
    assert "10 Desember" in news


async def test_nobody_is_woken_by_a_deadline(town: Town, siti: Talker, dewi: Talker) -> None:
    town.now = wib(11, 24, 2)
    await moves(dewi, "9 Des")
    await news_goes_out(town)
    assert await told(siti) == []
    town.now = wib(11, 24, 7)
    await town.send_notices()
    assert len(await told(siti)) == 1
