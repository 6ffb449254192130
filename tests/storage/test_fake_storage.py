"""What the storage in memory has beyond the ports: its memory, and its ways to fail a test."""

import asyncio

import pytest

from storage.ports import Unavailable
from tests.fakes.storage import Commit, FakeStorage
from tests.storage.samples import clock, someone


async def enter(storage: FakeStorage) -> None:
    async with storage.uow():
        pass


async def test_it_remembers_commits_and_replies() -> None:
    storage = FakeStorage(clock)
    async with storage.uow(7) as uow:
        await uow.commit("welcome")
    async with storage.uow() as uow:
        await uow.commit()
    await enter(storage)
    assert storage.commits == [Commit(7, "welcome"), Commit(None, "")]
    assert storage.replies == {7: "welcome"}


async def test_it_knows_whether_a_unit_is_open() -> None:
    storage = FakeStorage(clock)
    async with storage.uow() as uow:
        assert storage.open_units == 1
        await uow.commit()
        assert storage.open_units == 1
    assert storage.open_units == 0


async def test_it_is_unavailable_as_often_as_asked() -> None:
    storage = FakeStorage(clock)
    storage.fail_next(2)
    for _ in range(2):
        with pytest.raises(Unavailable):
            await enter(storage)
    await enter(storage)
    assert storage.open_units == 0


async def test_a_unit_in_a_unit_is_a_mistake() -> None:
    storage = FakeStorage(clock)
    async with storage.uow():
        with pytest.raises(RuntimeError, match="inside another"):
            await enter(storage)
    assert storage.open_units == 0


async def test_units_of_other_tasks_take_turns() -> None:
    storage = FakeStorage(clock)

    async def second() -> int:
        async with storage.uow() as uow:
            return len(await uow.people.everyone())

    async with storage.uow() as uow:
        waiting = asyncio.create_task(second())
        await asyncio.sleep(0)
        assert storage.open_units == 1
        await someone(uow)
        await uow.commit()
    assert await waiting == 1
