"""The ticks' turns while the wall clock is set back or ahead: they come at their intervals."""

import asyncio
from datetime import UTC, datetime, timedelta

from apscheduler.job import Job

from bot.ticks.steady import Every, SteadyScheduler
from tests.seconds import GUARD

NOW = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)


def test_what_was_missed_is_not_made_up_for() -> None:
    every = Every(timedelta(seconds=2))
    assert every.get_next_fire_time(None, NOW) == NOW + timedelta(seconds=1)
    ten_years_ago = NOW - timedelta(days=3650)
    assert every.get_next_fire_time(ten_years_ago, NOW) == NOW + timedelta(seconds=2)


async def ticking(first: datetime) -> tuple[SteadyScheduler, Job, asyncio.Event]:
    came = asyncio.Event()

    async def turn() -> None:
        came.set()

    scheduler = SteadyScheduler(timezone=UTC)
    job = scheduler.add_job(turn, Every(timedelta(hours=1)), next_run_time=first)
    scheduler.start()
    return scheduler, job, came


async def test_a_clock_that_was_set_back_makes_no_tick_stand_still() -> None:
    scheduler, job, came = await ticking(datetime.now(UTC) + timedelta(hours=8))
    try:
        scheduler.wakeup()  # as the loop's timer of another job does
        async with asyncio.timeout(GUARD):
            await came.wait()
        assert job.next_run_time <= datetime.now(UTC) + timedelta(hours=1)
    finally:
        scheduler.shutdown()
        await asyncio.sleep(0)


async def test_a_turn_that_is_an_interval_away_waits_for_it() -> None:
    due = datetime.now(UTC) + timedelta(minutes=59)
    scheduler, job, came = await ticking(due)
    try:
        scheduler.wakeup()
        await asyncio.sleep(0)
        assert (job.next_run_time, came.is_set()) == (due, False)
    finally:
        scheduler.shutdown()
        await asyncio.sleep(0)
