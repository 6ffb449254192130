"""Units that only read, and how somebody hears that something was stored."""

import asyncio
from datetime import UTC, datetime

import pytest

from storage.ports import Storage, Touched
from tests.seconds import GUARD

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


async def add(storage: Storage, telegram_id: int, *, soon: bool = False) -> int:
    async with storage.uow(None, NOW) as uow:
        person = await uow.people.add(telegram_id, "Sri", NOW)
        await uow.commit(soon=soon)
    return person.id


def hears_of_others(storage: Storage) -> bool:
    """Return whether it hears of what other processes store; if not, no version is like another."""
    return storage.version("people") == storage.version("people")


async def heard(storage: Storage) -> None:
    """Return once it hears of what other processes store."""
    async with asyncio.timeout(GUARD):
        while not hears_of_others(storage):  # noqa: ASYNC110 - a server has to answer first
            await asyncio.sleep(0.01)


async def test_a_look_sees_what_is_stored(storage: Storage) -> None:
    number = await add(storage, 1001)
    async with storage.look(NOW) as uow:
        assert (await uow.people.get(number)).name == "Sri"


async def test_a_look_sees_what_is_to_be_stored_soon(storage: Storage) -> None:
    number = await add(storage, 1001, soon=True)
    async with storage.look(NOW) as uow:
        assert (await uow.people.get(number)).name == "Sri"


async def test_a_look_stores_nothing(storage: Storage) -> None:
    async with storage.look(NOW) as uow:
        with pytest.raises(RuntimeError):
            await uow.commit()


async def test_a_version_holds_until_something_is_stored(storage: Storage) -> None:
    await add(storage, 1001)
    await heard(storage)
    before = storage.version("people")
    async with storage.look(NOW) as uow:
        await uow.people.everyone()
    assert storage.version("people") == before
    await add(storage, 1002)
    assert storage.version("people") != before


async def test_what_is_not_stored_changes_no_version(storage: Storage) -> None:
    await add(storage, 1001)
    await heard(storage)
    before = storage.version("people")
    async with storage.uow(None, NOW) as uow:
        await uow.people.add(1002, "Budi", NOW)
    assert storage.version("people") == before


async def test_whoever_wants_to_know_is_told_of_a_commit(storage: Storage) -> None:
    told = list[Touched]()
    end = storage.subscribe(told.append)
    await add(storage, 1001)
    assert told
    assert all(one is None or "people" in one for one in told)
    told.clear()
    end()
    await add(storage, 1002)
    assert told == []


async def test_versions_are_those_of_the_moment_they_were_asked_for(storage: Storage) -> None:
    await add(storage, 1001)
    before, as_of = storage.version("people"), storage.versions()
    if storage.version("people") == before:  # a storage that hears of nobody just now has no two alike
        assert as_of("people") == before
    await add(storage, 1002)
    assert as_of("people") != storage.version("people")
