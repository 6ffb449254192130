"""After the clock was set back by seven hours (a hardware clock in local time) nothing is wrong or waits."""

import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest

from handlers.audit.clock_watch import keep_watch
from handlers.audit.stopwatch import ClockWatch
from storage.ports import Unavailable
from tests.fakes.troubles import FakeTroubles
from tests.handlers.delivery.queueing import queue
from tests.handlers.reminders.reminding import THE_DAY_BEFORE, reminded, reminders_of
from tests.handlers.review.reviewing import opens_report
from tests.town.dialogue import HEALTH, Talker, Town

BACK = -7
"""Hours."""


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as opened:
        yield opened


async def test_a_withdrawn_report_does_not_wait_and_one_is_accepted_once(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    town.pass_time(hours=BACK)
    by = await town.person(siti)
    await town.withdraws(HEALTH.code, by.id)
    assert "Tidak ada laporan yang menunggu Anda" in (await dewi.says("/verifikasi"))["text"]
    await siti.reports_sakip()
    await opens_report(dewi)
    await dewi.presses("Terima")
    assert "Tidak ada laporan yang menunggu Anda" in (await dewi.says("/verifikasi"))["text"]
    assert "1 · SAKIP baik  50,00 %  (1/2)" in (await dewi.says("/iku"))["text"]
    assert [one.kind.value for one in await town.events(HEALTH.code)] == [
        "submitted", "withdrawn", "submitted", "verified",
    ]  # fmt: skip


async def test_a_verdict_of_just_now_can_be_undone_and_an_hour_later_it_cannot(
    town: Town, siti: Talker, dewi: Talker
) -> None:
    await siti.reports_sakip()
    town.pass_time(hours=BACK)
    await opens_report(dewi)
    decided = await dewi.presses("Terima")
    assert "Bisa diurungkan sampai pukul 02.20." in decided["text"]
    town.pass_time(minutes=4)
    await dewi.presses("Urungkan", decided)
    assert (await town.events(HEALTH.code))[-1].kind.value == "undone"
    await opens_report(dewi)
    decided = await dewi.presses("Terima")
    town.pass_time(minutes=6)
    await dewi.presses("Urungkan", decided)
    assert (await town.events(HEALTH.code))[-1].kind.value == "verified"


def troubles(town: Town) -> list[str]:
    return [one.reason for one in town.storage.tables.troubles.values() if one.settled_at is None]


async def looks(town: Town) -> None:
    """Run the tick that watches the clock."""
    await keep_watch(town.app.context_types.context(town.app))


async def test_a_step_back_is_said_once_and_is_over_when_the_clock_has_caught_up(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.services.kept(ClockWatch).stopwatch = town.stopwatch
    await looks(town)
    town.pass_time(seconds=5)
    await looks(town)
    assert troubles(town) == []
    town.pass_time(hours=BACK)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            await looks(town)
            town.pass_time(seconds=5)
    said = "The clock went back by 7 h 0 min; it says 2026-11-23 02:15 WIB now"
    assert troubles(town) == [said]
    assert [record.getMessage().startswith(said) for record in caplog.records] == [True]
    town.pass_time(hours=7)
    await looks(town)
    assert troubles(town) == []


async def test_a_step_back_while_the_database_is_away_is_noted_when_it_is_there_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.services.kept(ClockWatch).stopwatch = town.stopwatch
    await looks(town)
    town.pass_time(hours=BACK)

    async def away(*_: object) -> None:
        raise Unavailable("as the test asked")

    for method in ("note", "of"):
        with monkeypatch.context() as database:
            database.setattr(FakeTroubles, method, away)
            with suppress(Unavailable):
                await looks(town)
        town.pass_time(seconds=5)
    await looks(town)
    assert troubles(town) == ["The clock went back by 7 h 0 min; it says 2026-11-23 02:15 WIB now"]


async def test_a_clock_that_is_set_right_by_a_little_or_goes_ahead_is_no_trouble(town: Town) -> None:
    town.services.kept(ClockWatch).stopwatch = town.stopwatch
    await looks(town)
    for seconds in (-30, 5, 3 * 24 * 3600):
        town.pass_time(seconds=seconds)
        await looks(town)
    assert troubles(town) == []


async def test_a_start_behind_what_is_stored_is_said(town: Town) -> None:
    town.pass_time(hours=BACK)
    await looks(town)
    assert troubles(town) == ["The clock went back by 7 h 0 min; it says 2026-11-23 02:15 WIB now"]
    town.pass_time(hours=8)
    await town.restart()
    await looks(town)
    assert troubles(town) == []


async def test_a_message_whose_process_died_in_the_future_is_sent_at_once(town: Town, siti: Talker) -> None:
    await siti.says("/start")
    await queue(town, siti, "role")
    await town.claim_and_die()
    town.pass_time(hours=BACK)
    await town.restart()
    await looks(town)
    await town.send_notices()
    assert [one.attempts for one in town.storage.tables.notices.values()] == [2]


async def test_a_reminder_of_a_later_day_is_no_reason_for_silence(town: Town) -> None:
    siti = await reminded(town, THE_DAY_BEFORE + timedelta(days=7))
    ahead = len(await reminders_of(siti))
    town.go_to(THE_DAY_BEFORE)
    await town.set_year("deadline.anjab", "2026-12-03T16:00:00+07:00")
    town.pass_time(days=1)
    await town.remind()
    assert (ahead, len(await reminders_of(siti))) == (1, 2)
