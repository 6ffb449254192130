"""The digest: what changed in the five numbers since the last one, and why; nothing changed, nothing sent."""

from dataclasses import replace
from datetime import date

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reports.events import EventKind
from tests.handlers.morning.mornings import got, listens, sent, told, wib
from tests.town.dialogue import HEALTH, LIBRARY, Talker, Town, labels

LAST, NEXT = date(2026, 11, 30), wib(7)
"""Two Mondays; the pimpinan was told something on the first."""


@pytest.fixture
async def boss(town: Town) -> Talker:
    bambang = await listens(await town.talker(3001, "Bambang", Grant(Role.PIMPINAN)))
    await got(town, bambang, LAST)
    return bambang


async def verified(town: Town, siti: Talker, opd: str = HEALTH.code) -> None:
    await sent(town, siti, opd)
    await town.verify(opd)


async def undone(town: Town, opd: str = HEALTH.code) -> None:
    last = (await town.events(opd))[-1]
    async with town.storage.uow() as uow:
        undoing = replace(last, id=0, kind=EventKind.UNDONE, at=town.now, about=last.id)
        await uow.reports.append(undoing)
        await uow.commit()


async def test_unchanged_numbers_are_not_worth_a_message(town: Town, boss: Talker, siti: Talker) -> None:
    await verified(town, siti)
    town.now = wib(1)
    await sent(town, siti, LIBRARY.code)
    assert await told(town, boss, NEXT) is None


async def test_what_changed_is_told_with_its_cause(town: Town, boss: Talker, siti: Talker) -> None:
    await sent(town, siti)
    town.now = wib(1)
    await town.verify(HEALTH.code)
    await town.evaluated(LIBRARY.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    assert await told(town, boss, NEXT) == (
        "2 angka IKU berubah\nSelamat pagi, Bapak/Ibu Bambang.\n\n"
        "Perubahan angka sejak 30 Nov 2026\n\n"
        "1 · SAKIP baik\n0,00 % → 50,00 % (0 → 1 dari 2)\n+1 diterima: DINKES\n\n"
        "2 · Tepat tugas dan fungsi\n0,00 % → 50,00 % (0 → 1 dari 2)\n"
        "+1 dinilai memenuhi: DISPERPUSIP\n\n"
        "Seluruh laporan: menunggu verifikasi 1 → 0"
    )
    assert labels(await boss.card()) == ["Buka /iku", "‹ Beranda"]
    assert (await boss.presses("Buka /iku"))["text"].startswith("IKU 2026")


async def test_an_undone_verdict_is_told_as_a_loss(town: Town, boss: Talker, siti: Talker) -> None:
    town.now = wib(7, "07:58")
    await verified(town, siti)
    first = await told(town, boss, NEXT)
    assert first is not None
    assert "+1 diterima: DINKES" in first
    town.now = wib(7, "08:01")
    await undone(town)
    second = await told(town, boss, wib(14))
    assert second is not None
    assert "50,00 % → 0,00 % (1 → 0 dari 2)\n−1 keputusan diurungkan: DINKES" in second
    assert second.endswith("Seluruh laporan: menunggu verifikasi 0 → 1")


async def test_a_verdict_undone_before_the_digest_changes_nothing(
    town: Town, boss: Talker, siti: Talker
) -> None:
    await sent(town, siti)
    town.now = wib(1)
    await town.verify(HEALTH.code)
    town.pass_time(minutes=2)
    await undone(town)
    assert await told(town, boss, NEXT) is None


async def test_an_opd_that_left_moves_every_number(town: Town, boss: Talker, siti: Talker) -> None:
    await verified(town, siti)
    async with town.storage.uow() as uow:
        await uow.opds.record(replace(LIBRARY, valid_to=date(2026, 12, 2)), by=None, at=wib(1))
        await uow.commit()
    said = await told(town, boss, NEXT)
    assert said is not None
    assert "50,00 % → 100,00 % (1 dari 2 → 1 dari 1)\n1 keluar hitungan: DISPERPUSIP" in said
    assert said.count("keluar hitungan") == 5


async def test_it_also_comes_on_the_working_day_after_a_deadline(
    town: Town, boss: Talker, siti: Talker
) -> None:
    await town.set_year("deadline.sakip", "2026-12-02T16:00:00+07:00")
    town.now = wib(1)
    await verified(town, siti)
    assert await told(town, boss, wib(2)) is None
    after = await told(town, boss, wib(3))
    assert after is not None
    assert "Perubahan angka sejak 30 Nov 2026" in after
    # The next one goes on where this one ended.
    assert await told(town, boss, NEXT) is None


async def test_a_monday_after_a_deadline_is_one_message(town: Town, boss: Talker, siti: Talker) -> None:
    await town.set_year("deadline.sakip", "2026-12-04T16:00:00+07:00")
    town.now = wib(1)
    await verified(town, siti)
    assert await told(town, boss, NEXT) is not None
    assert await told(town, boss, wib(7, "08:01")) is None


async def test_verifikators_see_their_own_indicators_first(town: Town, siti: Talker) -> None:
    nur = await listens(await town.reviewer("anjab"))
    await sent(town, siti, indicator=IndicatorKey.ANJAB)
    town.now = wib(1)
    await town.verify(HEALTH.code)
    await verified(town, siti, LIBRARY.code)
    said = await told(town, nur, NEXT)
    assert said is not None
    assert said.index("4 · Analisis jabatan") < said.index("1 · SAKIP baik")


@pytest.mark.parametrize(
    ("day", "clock", "met"),
    [
        (7, "16:59", 1),
        (7, "17:00", None),
        (8, "08:00", 1),
        (8, "16:59", 1),
        (9, "08:00", None),
        (14, "08:00", 2),  # what was missed altogether is part of the next one
    ],
)
async def test_a_bot_that_was_away_makes_up_for_it(
    town: Town, boss: Talker, siti: Talker, day: int, clock: str, met: int | None
) -> None:
    town.now = wib(1)
    await verified(town, siti)
    town.now = wib(7, "15:00")
    # What comes after its moment is for the next one, however late it is told.
    await verified(town, siti, LIBRARY.code)
    said = await told(town, boss, wib(day, clock))
    assert (said is None) is (met is None)
    if said is not None:
        assert f"(0 → {met} dari 2)" in said


async def test_after_new_year_last_years_numbers_still_change(town: Town, boss: Talker, siti: Talker) -> None:
    await sent(town, siti)
    town.now = wib(6, month=1, year=2027)
    await town.verify(HEALTH.code)
    said = await told(town, boss, wib(11, month=1, year=2027))
    assert said is not None
    assert "1 · SAKIP baik 2026\n0,00 % → 50,00 % (0 → 1 dari 2)" in said
    assert "Seluruh laporan: menunggu verifikasi 1 → 0" in said
    assert (await boss.presses("Buka /iku"))["text"].startswith("IKU 2026 · ")


async def test_where_both_years_change_the_present_one_is_opened(town: Town, boss: Talker) -> None:
    town.now = wib(6, month=1, year=2027)
    # It counts for three years, so it changes the new year's number, too.
    await town.evaluated(LIBRARY.code, IndicatorKey.KELEMBAGAAN, {"hasil": "tepat"})
    said = await told(town, boss, wib(11, month=1, year=2027))
    assert said is not None
    assert "2 · Tepat tugas dan fungsi 2026\n" in said
    assert "2 · Tepat tugas dan fungsi\n" in said
    assert (await boss.presses("Buka /iku"))["text"].startswith("IKU 2027 · ")


async def test_what_waits_of_a_closed_year_waits_for_nobody(town: Town, boss: Talker, siti: Talker) -> None:
    await sent(town, siti)
    await sent(town, siti, LIBRARY.code)
    town.now = wib(6, month=1, year=2027)
    await town.verify(HEALTH.code)
    await town.set_year("closed_at", town.now.isoformat())
    said = await told(town, boss, wib(11, month=1, year=2027))
    assert said is not None
    assert "menunggu verifikasi 2 → 0" in said


async def test_the_first_digest_of_somebody_looks_back_five_weeks(town: Town, siti: Talker) -> None:
    town.now = wib(31, month=10)
    await verified(town, siti)
    town.now = wib(3, month=11)
    await verified(town, siti, LIBRARY.code)
    boss = await listens(await town.talker(3001, "Bambang", Grant(Role.PIMPINAN)))
    said = await told(town, boss, NEXT)
    assert said is not None
    assert "sejak 2 Nov 2026\n\n1 · SAKIP baik\n50,00 % → 100,00 % (1 → 2 dari 2)" in said


async def test_whose_role_has_ended_is_told_nothing(town: Town, boss: Talker, siti: Talker) -> None:
    town.now = wib(1)
    await verified(town, siti)
    person = await town.person(boss)
    async with town.storage.uow() as uow:
        await uow.notices.add(person.id, "morning", 20261207, NEXT)
        await uow.people.end(person.id, Grant(Role.PIMPINAN), by=None, at=NEXT)
        await uow.commit()
    assert await told(town, boss, NEXT) is None


async def test_nothing_comes_to_operators_and_admins(town: Town, siti: Talker) -> None:
    admin = await listens(await town.talker(9001, "Admin", Grant(Role.ADMIN)))
    town.now = wib(1)
    await verified(town, siti)
    assert await told(town, admin, NEXT) is None


async def test_many_changes_are_summed_up(town: Town, boss: Talker, siti: Talker) -> None:
    await town.found_opds(30)
    town.now = wib(1)
    for number in range(30):
        await verified(town, siti, f"OPD{number}")
    said = await told(town, boss, NEXT)
    assert said is not None
    assert "(0 → 30 dari 32)" in said
    assert "+30 diterima: OPD0, OPD1," in said
    assert ", OPD7, dan 22 OPD lain" in said
