"""Several instances on one database: one of them answers an update, and another if that one dies."""

import asyncio
from datetime import datetime, timedelta

import pytest
from telegram import Update

from bot.receiving import incoming
from bot.receiving.intake import Intake
from bot.receiving.leases import LEASE, RENEW_SECONDS, Leases
from storage.ports import Lease, Unavailable
from tests.bot.support import NOW, FakeReader, QuickStop, message
from tests.fakes.storage import FakeStorage
from tests.storage.samples import received

A, B = "satu:8080", "dua:8080"


class Watch:
    """A clock for everybody; time passes when a test says so."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Gate:
    """A handler that waits for `open` with the updates in `ids`."""

    def __init__(self, *ids: int) -> None:
        self.open, self.reached = asyncio.Event(), asyncio.Event()
        self._ids = ids

    async def __call__(self, update: Update) -> None:
        if update.update_id in self._ids:
            self.reached.set()
            await self.open.wait()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage()


async def turn(intake: Intake) -> None:
    """Do what `stay` does every ten seconds."""
    await intake.renew_and_take_over()


async def test_what_a_peer_is_answering_is_left_to_it(watch: Watch, storage: FakeStorage) -> None:
    gate = Gate(1)
    first, second = FakeReader(gate), FakeReader()
    one = Intake(first, storage, watch, QuickStop(), A)
    other = Intake(second, storage, watch, QuickStop(), B)
    await one.accept([message(1)])
    await gate.reached.wait()
    await other.accept([message(1), message(2, chat=2)])  # delivered again, to the other instance
    await turn(other)
    await other.idle()
    assert second.handled == [2]
    gate.open.set()
    await one.idle()
    assert first.handled == [1]


async def test_what_a_dead_peer_held_is_taken_over_in_order(watch: Watch, storage: FakeStorage) -> None:
    dead = Intake(FakeReader(Gate(1)), storage, watch, QuickStop(), A)
    await dead.accept([message(1), message(2)])
    reader = FakeReader()
    alive = Intake(reader, storage, watch, QuickStop(), B)
    watch.passes(LEASE.total_seconds() - 1)
    await turn(alive)
    assert reader.handled == []
    watch.passes(1)
    await turn(alive)
    await alive.idle()
    assert reader.handled == [1, 2]
    await dead.close(0)


async def test_who_lives_keeps_what_it_has_however_long_it_takes(watch: Watch, storage: FakeStorage) -> None:
    gate, second = Gate(1), FakeReader()
    one = Intake(FakeReader(gate), storage, watch, QuickStop(), A)
    other = Intake(second, storage, watch, QuickStop(), B)
    await one.accept([message(1)])
    for _ in range(10):
        watch.passes(RENEW_SECONDS)
        await turn(one)
        await turn(other)
    assert second.handled == []
    gate.open.set()
    await one.idle()


async def test_who_was_suspended_asks_before_it_goes_on(watch: Watch, storage: FakeStorage) -> None:
    gate = Gate(1)
    sleeper, awake = FakeReader(gate), FakeReader()
    one = Intake(sleeper, storage, watch, QuickStop(), A)
    other = Intake(awake, storage, watch, QuickStop(), B)
    await one.accept([message(1), message(2)])
    await gate.reached.wait()
    watch.passes(60)
    await turn(other)
    await other.idle()
    gate.open.set()
    await one.idle()
    assert awake.handled == [1, 2]
    assert sleeper.handled == [1]  # it was in the middle of the first, whose effect is stored once
    async with storage.uow() as uow:
        assert await uow.inbox.unfinished() == []


async def test_who_was_suspended_and_lost_nothing_goes_on(watch: Watch, storage: FakeStorage) -> None:
    gate = Gate(1)
    reader = FakeReader(gate)
    alone = Intake(reader, storage, watch, QuickStop(), A)
    await alone.accept([message(1), message(2)])
    await gate.reached.wait()
    watch.passes(3600)
    gate.open.set()
    await alone.idle()
    assert reader.handled == [1, 2]


async def test_a_restart_takes_up_its_own_at_once(watch: Watch, storage: FakeStorage) -> None:
    killed = Intake(FakeReader(Gate(1)), storage, watch, QuickStop(), A)
    await killed.accept([message(1)])
    reader = FakeReader()
    anew = Intake(reader, storage, watch, QuickStop(), A)
    await anew.resume()
    await anew.idle()
    assert reader.handled == [1]
    await killed.close(0)


async def test_who_leaves_in_order_hands_over_at_once(watch: Watch, storage: FakeStorage) -> None:
    stop = QuickStop()
    leaving = Intake(FakeReader(Gate(1)), storage, watch, stop, A)
    await leaving.accept([message(1), message(2)])
    stop.request()
    await leaving.close(0)
    await leaving.leave()
    reader = FakeReader()
    staying = Intake(reader, storage, watch, QuickStop(), B)
    await turn(staying)
    await staying.idle()
    assert reader.handled == [1, 2]


async def test_without_the_database_leaving_and_staying_end_nothing(
    watch: Watch, storage: FakeStorage
) -> None:
    stop = QuickStop(ends_after=3)
    intake = Intake(FakeReader(Gate(1)), storage, watch, stop, A)
    await intake.accept([message(1)])
    storage.fail_next(3)
    await intake.stay()
    assert stop.slept == [RENEW_SECONDS] * 3
    await intake.close(0)
    storage.fail_next()
    await intake.leave()


async def test_a_database_that_is_away_leaves_it_open_whether_a_row_is_held(
    watch: Watch, storage: FakeStorage
) -> None:
    leases = Leases(A, storage, watch)
    (row,) = await leases.keep([received(1)])
    assert await leases.holds(row)
    watch.passes(60)
    storage.fail_next()
    with pytest.raises(Unavailable):
        await leases.holds(row)
    assert await leases.holds(row)


async def test_what_was_taken_over_while_the_clock_jumped_is_let_go_at_the_next_renewal(
    watch: Watch, storage: FakeStorage
) -> None:
    one, other = Leases(A, storage, watch), Leases(B, storage, watch)
    (row,) = await one.keep([received(1)])
    watch.passes(7 * 3600)
    await one.renew()
    watch.passes(-7 * 3600)
    assert [taken.update_id for taken in await other.take_over()] == [1]
    await one.renew()
    assert (await one.holds(row), await other.holds(row)) == (False, True)


async def test_of_an_inbox_that_has_long_been_calm_nothing_is_asked(
    watch: Watch, storage: FakeStorage
) -> None:
    seconds = [0.0]
    here = Leases(A, storage, watch, stopwatch=lambda: seconds[0])
    for _ in range(10):
        assert await here.take_over() == []
        seconds[0] += RENEW_SECONDS
        watch.passes(RENEW_SECONDS)
    before = storage.opened
    assert await here.take_over() == []
    assert storage.opened == before
    there = Leases(B, storage, watch)
    await there.keep([received(1)])
    assert await here.take_over() == []
    assert storage.opened > before
    watch.passes(LEASE.total_seconds() + 1)
    seconds[0] += LEASE.total_seconds() + 1
    assert [taken.update_id for taken in await here.take_over()] == [1]


async def test_what_was_stored_without_a_word_and_came_again_elsewhere_is_answered(
    watch: Watch, storage: FakeStorage
) -> None:
    gate = Gate(2)
    first, second = FakeReader(gate), FakeReader()
    one = Intake(first, storage, watch, QuickStop(), A)
    other = Intake(second, storage, watch, QuickStop(), B)
    storage.lose_word_of_next()
    with pytest.raises(Unavailable):
        await one.accept([message(1)])
    await other.accept([message(1)])  # it is known, and seems to be held by somebody who lives
    await one.accept([message(2, chat=2)])  # who has something else in hand, and renews its leases
    for _ in range(10):
        watch.passes(RENEW_SECONDS)
        await turn(one)
        await turn(other)
    gate.open.set()
    await one.idle()
    await other.idle()
    assert sorted(first.handled + second.handled) == [1, 2]
    async with storage.uow() as uow:
        assert await uow.inbox.unfinished() == []


@pytest.mark.parametrize("held_by", [None, B])
async def test_what_was_taken_over_without_a_word_is_answered(
    watch: Watch, storage: FakeStorage, held_by: str | None
) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([incoming.received(message(1), NOW)])
        if held_by is not None:
            await uow.inbox.claim(Lease(owner=held_by, at=NOW, until=NOW))
        await uow.commit()
    reader = FakeReader()
    alone = Intake(reader, storage, watch, QuickStop(), A)
    storage.lose_word_of_next()
    with pytest.raises(Unavailable):
        await turn(alone)
    for _ in range(5):
        watch.passes(RENEW_SECONDS)
        await turn(alone)
    await alone.idle()
    assert reader.handled == [1]


async def test_what_a_dead_self_stored_after_the_start_is_found(watch: Watch, storage: FakeStorage) -> None:
    gate = Gate(1)
    reader = FakeReader(gate)
    anew = Intake(reader, storage, watch, QuickStop(), A)
    await anew.resume()
    await anew.accept([message(1)])
    # The server was still storing it when the process before this one was killed.
    await Leases(A, storage, watch).keep([incoming.received(message(2, chat=2), NOW)])
    for _ in range(5):
        watch.passes(RENEW_SECONDS)
        await turn(anew)
    gate.open.set()
    await anew.idle()
    assert sorted(reader.handled) == [1, 2]


async def test_who_was_stopped_for_long_looks_for_what_a_peer_held_when_it_died(
    watch: Watch, storage: FakeStorage
) -> None:
    seconds = [0.0]
    here = Leases(B, storage, watch, stopwatch=lambda: seconds[0])
    await Leases(A, storage, watch).keep([received(1)])
    assert await here.take_over() == []
    watch.passes(600)
    seconds[0] += 600
    assert [row.update_id for row in await here.take_over()] == [1]


async def test_a_cancellation_that_a_library_lets_out_ends_no_chat(
    watch: Watch, storage: FakeStorage, caplog: pytest.LogCaptureFixture
) -> None:
    let_out = list[int]()

    async def handle(update: Update) -> None:
        if not let_out:
            let_out.append(update.update_id)
            raise asyncio.CancelledError

    reader = FakeReader(handle)
    intake = Intake(reader, storage, watch, QuickStop(), A)
    await intake.accept([message(1), message(2)])
    await intake.idle()
    await intake.accept([message(3)])
    await intake.idle()
    assert reader.handled == [2, 3]
    assert "Update 1 was cut off" in caplog.text
    for _ in range(4):
        watch.passes(RENEW_SECONDS)
        await turn(intake)
    await intake.idle()
    assert reader.handled == [2, 3, 1]
    async with storage.uow() as uow:
        assert await uow.inbox.unfinished() == []
