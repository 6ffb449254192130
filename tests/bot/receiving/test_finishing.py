"""That many updates were answered is noted together, and what is not noted yet is not answered again."""

import asyncio
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest

from bot.receiving import finishing as finishing_module
from bot.receiving.finishing import Finishing
from bot.receiving.intake import Intake
from bot.receiving.leases import Leases
from storage.database import Disk
from storage.migrate import migrate
from storage.ports import Unavailable
from storage.sql.unit_of_work import open_storage
from tests.bot.support import FakeReader, QuickStop, clock, message
from tests.fakes.storage import FakeStorage
from tests.storage.samples import received


class Notes:
    def __init__(self) -> None:
        self.together: list[list[int]] = []
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, update_ids: Collection[int]) -> None:
        await self.open.wait()
        self.together.append(sorted(update_ids))


async def in_the_middle() -> tuple[Notes, Finishing, asyncio.Task[None]]:
    """Return notes that are not taken yet, while 1 is being noted, and who waits until it is."""
    notes = Notes()
    notes.open.clear()
    finishing = Finishing(notes)
    finishing.add(1)
    settled = asyncio.create_task(finishing.settle())
    await asyncio.sleep(0.01)
    return notes, finishing, settled


async def test_what_is_answered_meanwhile_is_noted_together() -> None:
    notes = Notes()
    finishing = Finishing(notes)
    for number in (3, 1, 2):
        finishing.add(number)
    assert 2 in finishing
    await finishing.settle()
    assert notes.together == [[1, 2, 3]]
    assert 2 not in finishing


async def test_what_is_answered_while_others_are_noted_comes_with_the_next() -> None:
    notes, finishing, settled = await in_the_middle()
    finishing.add(2)
    notes.open.set()
    await settled
    assert notes.together == [[1], [2]]


async def test_what_was_noted_with_something_else_is_not_noted_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing_module, "TOGETHER_SECONDS", 3600)
    notes = Notes()
    finishing = Finishing(notes)
    finishing.add(1)
    finishing.noted([1])
    finishing.add(2)
    finishing._look()  # noqa: SLF001 - the moment at which the first would have been noted
    await finishing.settle()
    await finishing.settle()
    assert notes.together == [[2]]


async def test_what_nobody_else_notes_is_noted_after_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing_module, "TOGETHER_SECONDS", 0.001)
    notes = Notes()
    finishing = Finishing(notes)
    finishing.add(1)
    while 1 in finishing:  # noqa: ASYNC110 - nothing else tells of it
        await asyncio.sleep(0)
    assert notes.together == [[1]]


async def test_noting_that_is_cut_off_is_not_waited_for_for_ever() -> None:
    notes, finishing, settled = await in_the_middle()
    [noting] = [task for task in asyncio.all_tasks() if task.get_name() == "finishing"]
    noting.cancel()
    await settled
    assert (notes.together, 1 in finishing) == ([], True)


async def test_a_hundred_answers_are_one_commit() -> None:
    reader, storage = FakeReader(), FakeStorage()
    intake = Intake(reader, storage, clock, QuickStop())
    await intake.accept([message(number, chat=number) for number in range(1, 101)])
    await intake.idle()
    assert sorted(reader.handled) == sorted(reader.new) == list(range(1, 101))
    assert len(storage.commits) <= 4  # the batch, and what was collected until each lane was done


async def test_what_is_answered_and_not_noted_yet_is_not_answered_again() -> None:
    first = asyncio.Event()

    async def handle(_: object) -> None:
        first.set()

    reader, storage = FakeReader(handle), FakeStorage()
    intake = Intake(reader, storage, clock, QuickStop())
    await intake.accept([message(1)])
    await first.wait()
    await intake.accept([message(1), message(2)])  # Telegram brings it again before it is noted
    await intake.idle()
    assert reader.handled == [1, 2]


async def test_only_what_came_just_now_and_was_never_tried_is_new() -> None:
    async def handle(_: object) -> None:
        if len(reader.new) == 1 and not tried:
            tried.append(True)
            raise Unavailable("away")

    tried = list[bool]()
    reader = FakeReader(handle)
    intake = Intake(reader, FakeStorage(), clock, QuickStop())
    await intake.accept([message(1)])
    await intake.idle()
    assert (reader.handled, reader.new) == ([1], [1])  # at its first try only


async def test_what_another_left_is_not_new() -> None:
    storage, reader = FakeStorage(), FakeReader()
    async with storage.uow() as uow:
        await uow.inbox.store([received(2)])
        await uow.commit()
    intake = Intake(reader, storage, clock, QuickStop())
    await intake.resume()
    await intake.idle()
    assert (reader.handled, reader.new) == ([], [])  # its payload is none, but it was taken up
    assert reader.apologized == [received(2).chat_id]


async def test_what_is_brought_again_keeps_its_place_before_what_is_new() -> None:
    storage = FakeStorage()
    leases = Leases("only", storage, clock)
    async with storage.uow() as uow:
        await uow.inbox.store([received(1)])
        await uow.commit()
    assert [row.update_id for row in await leases.keep([received(1), received(2)])] == [1, 2]
    assert not leases.is_untried(received(1))
    assert leases.is_untried(received(2))
    assert not leases.is_untried(received(2))  # said once


async def test_what_a_full_disk_did_not_take_is_noted_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    await migrate(url)
    storage, reader, refused = open_storage(url, clock), FakeReader(), list[int]()
    intake = Intake(reader, storage, clock, QuickStop())
    await intake.accept([message(1)])
    commit = Disk.commit

    def at_the_third_time(disk: Disk) -> None:
        if len(refused) < 2:
            refused.append(1)
            raise sqlite3.OperationalError("database or disk is full")
        commit(disk)

    monkeypatch.setattr(Disk, "commit", at_the_third_time)
    await intake.idle()
    await storage.close()
    assert reader.handled == [1]
    assert len(refused) == 2
    with closing(sqlite3.connect(tmp_path / "bot.db")) as file:
        assert file.execute("SELECT count(*) FROM inbox WHERE finished_at IS NULL").fetchone() == (0,)
