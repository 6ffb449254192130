import logging
from datetime import timedelta

import pytest

from bot.app import build
from bot.keep import Keep
from bot.ticks.schedule import TICKS, patient, prune_inbox
from bot.ticks.wheel import Wheel
from domain.language.dates import WIB
from handlers.telegram.chores import Chore, Tick, done_as_found
from handlers.telegram.context import Context, Services
from storage.ports import Received, Unavailable
from storage.tables.columns import metadata
from tests.bot.offline import OfflineRequest
from tests.bot.support import NOW, TOKEN, clock
from tests.fakes.evidence import FakeEvidenceStore
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.fakes.storage import FakeStorage

KEEP_UPDATES = timedelta(days=Keep().updates)


def application(storage: FakeStorage) -> Context:
    """Return the context of a tick."""
    services = Services(
        storage=storage,
        files=FakeEvidenceStore(),
        foreign=InThisProcess(),
        renderer=FakeRenderer(),
        papers=TemporaryPapers(),
        clock=clock,
    )
    request = OfflineRequest(lambda _: (200, {}))
    return Context(build(token=TOKEN, services=services, zone=WIB, request=request, updates_request=request))


async def one_item(_: Context) -> list[int]:
    return [0]


def test_every_tick_is_on_the_wheel_once() -> None:
    queue = application(FakeStorage()).job_queue
    assert isinstance(queue, Wheel)
    assert queue.ticks == TICKS
    assert len({tick.name for tick in TICKS}) == len(TICKS)


def test_what_a_tick_follows_are_tables() -> None:
    named = {table for tick in TICKS for table in tick.wakes or ()}
    assert named <= metadata.tables.keys()


async def test_what_was_finished_three_days_ago_is_forgotten_and_nothing_else() -> None:
    storage = FakeStorage()
    finished = {1: NOW - KEEP_UPDATES - timedelta(seconds=1), 2: NOW - KEEP_UPDATES, 3: None}
    async with storage.uow() as uow:
        for update_id, at in finished.items():
            received = Received(
                update_id=update_id, chat_id=1, payload="{}", received_at=NOW - timedelta(days=9)
            )
            await uow.inbox.store([received])
            if at is not None:
                await uow.inbox.finish(update_id, at)
        await uow.commit()
    await prune_inbox(application(storage))
    assert sorted(storage.tables.inbox) == [2, 3]


async def test_a_database_that_is_away_is_said_once_and_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    outcomes: list[Exception | None] = [
        Unavailable("locked"),
        Unavailable("locked"),
        None,
        Unavailable("locked"),
    ]

    async def items(_: Context) -> list[int]:
        outcome = outcomes.pop(0)
        if outcome is not None:
            raise outcome
        return []

    run = patient(Tick(Chore("delivery", items, done_as_found, str), timedelta(seconds=1)))
    with caplog.at_level(logging.WARNING):
        for _ in range(4):
            await run(application(FakeStorage()))
    said = "The tick delivery has to wait for the database. (locked)"
    assert [record.getMessage() for record in caplog.records] == [said] * 2


async def test_a_tick_that_is_broken_is_not_hushed_up(caplog: pytest.LogCaptureFixture) -> None:
    async def work(_: Context, __: int) -> None:
        raise ZeroDivisionError

    storage = FakeStorage(clock)
    await patient(Tick(Chore("broken", one_item, work, str), timedelta(seconds=1)))(application(storage))
    assert [(one.lane, one.item) for one in storage.tables.troubles.values()] == [("broken", "0")]
    assert "ZeroDivisionError" in caplog.text
