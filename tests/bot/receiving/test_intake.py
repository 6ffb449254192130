import asyncio
import json
import logging
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Self

import pytest
from telegram import Update
from telegram.error import BadRequest, NetworkError

from bot.receiving.answering import BUG_TRIES, LANE, POISON_TRIES
from bot.receiving.incoming import Json, chat_of
from bot.receiving.intake import Intake
from bot.receiving.reader import Undelivered
from storage.ports import Received, Trouble, Unavailable
from tests.bot.support import NOW, FakeReader, QuickStop, clock, message
from tests.fakes.inbox import FakeInbox
from tests.fakes.storage import FakeStorage, FakeUnitOfWork
from tests.seconds import GUARD


def intake(reader: FakeReader, storage: FakeStorage, stop: QuickStop | None = None) -> Intake:
    return Intake(reader, storage, clock, stop or QuickStop())


async def unfinished(storage: FakeStorage) -> list[int]:
    async with storage.uow() as uow:
        return [row.update_id for row in await uow.inbox.unfinished()]


async def set_aside(storage: FakeStorage) -> list[Trouble]:
    async with storage.uow() as uow:
        return await uow.troubles.of(LANE)


class Faulty:
    """A handler that fails its first `times` tries of each update, or always those in `ids`."""

    def __init__(self, times: int = 0, ids: tuple[int, ...] = (), wait: float | None = None) -> None:
        self.tries = Counter[int]()
        self._times, self._ids, self._wait = times, ids, wait

    async def __call__(self, update: Update) -> None:
        self.tries[update.update_id] += 1
        if update.update_id in self._ids or self.tries[update.update_id] <= self._times:
            raise Undelivered(NetworkError("away"), self._wait)


async def test_what_is_accepted_is_stored_processed_and_finished() -> None:
    reader, storage = FakeReader(), FakeStorage()
    inbox = intake(reader, storage)
    await inbox.accept([message(1), message(2)])
    assert await unfinished(storage) == [1, 2]  # accepting stores; it does not wait for the handlers
    await inbox.idle()
    assert reader.handled == [1, 2]
    assert await unfinished(storage) == []


async def test_one_chat_keeps_its_order_while_others_overtake_it() -> None:
    gate, others = asyncio.Event(), asyncio.Event()

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await gate.wait()
        if update.update_id == 4:
            others.set()

    reader, storage = FakeReader(handle), FakeStorage()
    inbox = intake(reader, storage)
    await inbox.accept([message(1, chat=7), message(2, chat=7), message(3, chat=8), message(4, chat=9)])
    await asyncio.wait_for(others.wait(), timeout=GUARD)
    assert reader.handled == [3, 4]
    gate.set()
    await inbox.idle()
    assert reader.handled == [3, 4, 1, 2]


async def test_an_update_delivered_again_is_not_processed_again() -> None:
    reader, storage = FakeReader(), FakeStorage()
    inbox = intake(reader, storage)
    await inbox.accept([message(1)])
    await inbox.accept([message(1)])  # still in its lane
    await inbox.idle()
    await inbox.accept([message(1), message(2)])  # finished long ago
    await inbox.idle()
    assert reader.handled == [1, 2]


async def test_what_a_dead_process_left_is_taken_up_in_order() -> None:
    storage = FakeStorage()
    dead = intake(FakeReader(Faulty(times=99)), storage, QuickStop(ends_after=1))
    await dead.accept([message(1), message(2)])
    await dead.idle()
    assert await unfinished(storage) == [1, 2]

    reader = FakeReader()
    alive = intake(reader, storage)
    await alive.resume()
    await alive.idle()
    assert reader.handled == [1, 2]


async def test_a_passing_error_tries_the_same_update_again_with_growing_waits() -> None:
    handler, stop = Faulty(times=4, ids=()), QuickStop()
    reader, storage = FakeReader(handler), FakeStorage()
    inbox = intake(reader, storage, stop)
    await inbox.accept([message(1), message(2)])
    await inbox.idle()
    assert reader.handled == [1, 2]
    assert handler.tries == {1: 5, 2: 5}
    assert all(0.1 * 2**n <= wait <= 0.2 * 2**n for n, wait in enumerate(stop.slept[:4]))
    assert await unfinished(storage) == []


async def test_a_flood_limit_waits_what_telegram_says() -> None:
    stop = QuickStop()
    inbox = intake(FakeReader(Faulty(times=1, wait=17.0)), FakeStorage(), stop)
    await inbox.accept([message(1)])
    await inbox.idle()
    assert stop.slept == [17.0]


async def test_an_update_that_fails_while_others_succeed_is_given_up() -> None:
    handler = Faulty(ids=(1,))
    reader, storage = FakeReader(handler), FakeStorage()
    inbox = intake(reader, storage)
    others = [message(number, chat=number) for number in range(2, 3 + POISON_TRIES)]
    await inbox.accept([message(1), *others])
    await inbox.idle()
    assert [update for update, _ in reader.given_up] == [1]
    assert handler.tries[1] == POISON_TRIES + 1
    assert await unfinished(storage) == []


async def test_while_nothing_goes_through_nothing_is_given_up() -> None:
    handler, stop = Faulty(ids=(1,)), QuickStop(ends_after=POISON_TRIES * 3)
    reader, storage = FakeReader(handler), FakeStorage()
    inbox = intake(reader, storage, stop)
    await inbox.accept([message(1)])
    await inbox.idle()
    assert reader.given_up == []
    assert await unfinished(storage) == [1]


async def test_what_telegram_itself_cannot_do_is_given_up_although_nothing_else_goes_through() -> None:
    async def handle(_: Update) -> None:
        raise Undelivered(BadRequest("Group send failed"), is_outage=False)

    reader, storage = FakeReader(handle), FakeStorage()
    inbox = intake(reader, storage)
    await inbox.accept([message(1)])
    await inbox.idle()
    assert [update for update, _ in reader.given_up] == [1]
    assert await unfinished(storage) == []


async def test_a_database_that_is_away_accepts_nothing() -> None:
    reader, storage = FakeReader(), FakeStorage()
    inbox = intake(reader, storage)
    storage.fail_next()
    with pytest.raises(Unavailable):
        await inbox.accept([message(1)])
    await inbox.idle()
    assert reader.handled == []


async def test_finishing_waits_for_the_database_without_processing_again() -> None:
    storage = FakeStorage()

    async def handle(_: Update) -> None:
        storage.fail_next(3)

    reader = FakeReader(handle)
    inbox = intake(reader, storage)
    await inbox.accept([message(1)])
    await inbox.idle()
    assert reader.handled == [1]
    assert await unfinished(storage) == []


async def test_what_cannot_be_finished_before_the_end_stays_for_the_next_start() -> None:
    storage = FakeStorage()

    async def handle(_: Update) -> None:
        storage.fail_next(2)

    stop = QuickStop(ends_after=1)
    inbox = intake(FakeReader(handle), storage, stop)
    await inbox.accept([message(1)])
    await inbox.idle()
    assert await unfinished(storage) == [1]


async def test_an_unreadable_payload_is_passed_over_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    broken = message(1)
    del broken["message"]["date"]
    reader, storage = FakeReader(), FakeStorage()
    inbox = intake(reader, storage)
    await inbox.accept([broken, message(2)])
    await inbox.idle()
    assert reader.handled == [2]
    assert reader.apologized == [1]
    assert await unfinished(storage) == []
    assert "Update 1 cannot be read" in caplog.text
    (aside,) = await set_aside(storage)
    assert aside.item == "update 1"
    assert json.loads(aside.raw) == broken


async def test_a_bug_beside_the_handlers_is_set_aside_and_leaves_the_chat_alive(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries = Counter[int]()

    async def handle(update: Update) -> None:
        tries[update.update_id] += 1
        if update.update_id == 1:
            raise ZeroDivisionError("by nothing")

    reader, storage = FakeReader(handle), FakeStorage()
    inbox = intake(reader, storage)
    with caplog.at_level(logging.ERROR):
        await inbox.accept([message(1), message(2)])
        await inbox.idle()
    assert reader.handled == [2]
    assert tries == {1: BUG_TRIES, 2: 1}
    assert [update for update, _ in reader.given_up] == [1]
    assert await unfinished(storage) == []
    assert [(one.item, one.reason) for one in await set_aside(storage)] == [
        ("update 1", "ZeroDivisionError: by nothing")
    ]
    assert "Update 1 fails" in caplog.text


async def test_an_update_without_a_chat_is_logged_and_not_kept(caplog: pytest.LogCaptureFixture) -> None:
    storage = FakeStorage()
    await intake(FakeReader(), storage).accept([{"update_id": 5, "poll": {"id": "1"}}])
    assert await unfinished(storage) == []
    assert "Update 5 names no chat" in caplog.text


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        (message(1, chat=42), 42),
        ({"edited_message": {"chat": {"id": 43}}}, 43),
        ({"my_chat_member": {"chat": {"id": 44}, "from": {"id": 9}}}, 44),
        ({"callback_query": {"from": {"id": 9}, "message": {"chat": {"id": 45}}}}, 45),
        ({"callback_query": {"from": {"id": 9}}}, 9),
        ({"poll": {"id": "1"}}, None),
    ],
)
def test_the_chat_of_an_update(update: Json, chat: int | None) -> None:
    assert chat_of(update) == chat


class Speechless(FakeReader):
    """Stumbles over its own apology, too."""

    async def give_up(self, update: Update, error: Exception) -> None:
        await super().give_up(update, error)
        raise ZeroDivisionError


async def test_whoever_cannot_be_told_what_failed_gets_one_line_all_the_same() -> None:
    async def handle(update: Update) -> None:
        if update.update_id == 1:
            raise ZeroDivisionError

    reader, storage = Speechless(handle), FakeStorage()
    inbox = intake(reader, storage)
    await inbox.accept([message(1, chat=7), message(2, chat=7)])
    await inbox.idle()
    assert reader.apologized == [7]
    assert reader.handled == [2]
    assert await unfinished(storage) == []


class Picky(FakeStorage):
    """A database that stumbles over one row in a way that nobody expects."""

    def uow(self, update_id: int | None = None, now: datetime | None = None) -> FakeUnitOfWork:
        return StumblingUnit(self, update_id, now or NOW)


class StumblingUnit(FakeUnitOfWork):
    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.inbox = StumblingInbox(self._tables)
        return self


class StumblingInbox(FakeInbox):
    async def store(self, updates: Sequence[Received]) -> None:
        if any(update.update_id == 2 for update in updates):
            raise ZeroDivisionError
        await super().store(updates)


async def test_a_row_that_cannot_be_stored_keeps_no_other_away(caplog: pytest.LogCaptureFixture) -> None:
    reader = FakeReader()
    inbox = intake(reader, Picky())
    await inbox.accept([message(1, chat=1), message(2, chat=2, text="apa ini"), message(3, chat=3)])
    await inbox.idle()
    assert sorted(reader.handled) == [1, 3]
    assert "Update 2 is kept in this line only" in caplog.text
    assert "apa ini" in caplog.text


class Forgetful(FakeStorage):
    """A database that cannot note that anything was answered."""

    def uow(self, update_id: int | None = None, now: datetime | None = None) -> FakeUnitOfWork:
        return ForgetfulUnit(self, update_id, now or NOW)


class ForgetfulUnit(FakeUnitOfWork):
    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.inbox = ForgetfulInbox(self._tables)
        return self


class ForgetfulInbox(FakeInbox):
    async def finish_all(self, update_ids: Collection[int], at: datetime, owner: str) -> None:
        raise RuntimeError(f"{owner} cannot note {update_ids} at {at}")


async def test_what_cannot_be_noted_as_answered_keeps_nothing_new_away() -> None:
    reader, storage = FakeReader(), Forgetful()
    inbox = intake(reader, storage)
    await inbox.accept([message(1, chat=1)])
    for _ in range(5):
        await asyncio.sleep(0)
    assert reader.handled == [1]
    await inbox.accept([message(2, chat=2), message(3, chat=3)])
    await inbox.idle()
    assert sorted(reader.handled) == [1, 2, 3]
