"""Backoff and Stop: how the process waits."""

import asyncio
from typing import Any

import pytest

from bot.receiving.backoff import Backoff
from bot.receiving.stop import Stop
from tests.seconds import GUARD


def test_waits_double_up_to_the_ceiling_and_are_shortened_by_at_most_half() -> None:
    backoff = Backoff(first=0.2, most=10)
    full = [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10]
    waits = [backoff.next() for _ in full]
    assert all(whole / 2 <= wait <= whole for wait, whole in zip(waits, full, strict=True))


def test_a_thousand_failures_do_not_overflow() -> None:
    assert Backoff(first=1, most=30, tries=100_000).next() <= 30


def test_after_a_success_it_begins_anew() -> None:
    backoff = Backoff(first=1, most=30, tries=9)
    backoff.reset()
    assert backoff.next() <= 1


async def test_a_sleep_ends_when_the_end_is_wished_for() -> None:
    stop = Stop()
    sleeping = asyncio.create_task(stop.sleep(3600))
    await asyncio.sleep(0)
    stop.request()
    await asyncio.wait_for(sleeping, timeout=GUARD)
    assert stop.requested


def test_the_time_since_the_wish_counts_from_the_first_one() -> None:
    stop = Stop()
    assert stop.since == 0
    stop.request()
    first = stop.since
    stop.request()
    assert stop.since >= first > 0


async def test_a_sleep_of_nothing_returns_by_itself() -> None:
    stop = Stop()
    await stop.sleep(0)
    assert not stop.requested


async def test_work_gives_its_result_unless_the_end_comes_first() -> None:
    stop = Stop()
    assert await stop.unless(asyncio.sleep(0, result=7)) == 7

    endless = asyncio.create_task(asyncio.Event().wait())
    waiting = asyncio.create_task(stop.unless(endless))
    await asyncio.sleep(0)
    stop.request()
    assert await waiting is None
    assert endless.cancelled()


async def test_an_error_of_the_work_comes_through() -> None:
    async def fails() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await Stop().unless(fails())


async def test_work_that_wishes_for_the_end_in_its_last_step_has_its_result() -> None:
    stop = Stop()

    async def last() -> int:
        stop.request()
        return 7

    assert await stop.unless(last()) == 7


async def test_work_is_not_begun_when_the_end_was_wished_for() -> None:
    stop = Stop()
    stop.request()
    assert await stop.unless(asyncio.Event().wait()) is None


async def under_way() -> tuple[Stop, asyncio.Task[Any], asyncio.Task[Any]]:
    """Return work without an end, and who waits for it unless the end is wished for."""
    stop = Stop()
    endless = asyncio.create_task(asyncio.Event().wait())
    waiting = asyncio.create_task(stop.unless(endless))
    await asyncio.sleep(0)
    return stop, endless, waiting


async def test_whoever_waits_for_work_may_be_cut_off_and_so_is_the_work() -> None:
    stop, endless, waiting = await under_way()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert endless.cancelled()
    assert not stop.requested


async def test_work_that_is_cut_off_by_nobody_says_so() -> None:
    stop, endless, waiting = await under_way()
    endless.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not stop.requested
