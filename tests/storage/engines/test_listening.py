"""Two processes on one PostgreSQL: each hears what the other stores, and knows when it could not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.ports import Storage, Touched, Unavailable
from storage.sql.unit_of_work import Database, open_storage
from tests.seconds import GUARD
from tests.storage.databases import Shelf, run
from tests.storage.samples import NOW, clock

pytestmark = pytest.mark.postgres


@pytest.fixture
async def at(tmp_path: Path, shelf: Shelf) -> str:
    return await shelf.take("postgresql", tmp_path)


@pytest.fixture
async def own(at: str) -> AsyncIterator[Database]:
    opened = open_storage(at, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def other(at: str) -> AsyncIterator[Database]:
    opened = open_storage(at, clock)
    yield opened
    await opened.close()


async def add(storage: Storage, telegram_id: int) -> None:
    async with storage.uow(None, NOW) as uow:
        await uow.people.add(telegram_id, "Sri", NOW)
        await uow.commit()


def is_heard_of(storage: Storage) -> bool:
    """Return whether a version holds: others can be heard of."""
    return storage.version("people") == storage.version("people")


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(GUARD):
        while not true():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.01)


async def test_a_version_holds_only_while_others_are_heard_of(own: Database) -> None:
    assert not is_heard_of(own)
    await until(lambda: is_heard_of(own))
    before = own.version("people"), own.version("notices")
    await add(own, 1001)
    assert own.version("people") != before[0]
    assert own.version("notices") == before[1]


async def test_what_another_process_stores_is_heard_with_its_tables(own: Database, other: Database) -> None:
    await until(lambda: is_heard_of(own))
    told = list[Touched]()
    before = own.version("people"), own.version("notices")
    own.subscribe(told.append)
    await add(other, 1001)
    await until(lambda: bool(told))
    [touched] = told
    assert touched is not None
    assert "people" in touched
    assert own.version("people") != before[0]
    assert own.version("notices") == before[1]


async def test_of_what_it_stores_itself_a_process_is_told_once(own: Database, other: Database) -> None:
    await until(lambda: is_heard_of(own))
    told = list[Touched]()
    own.subscribe(told.append)
    await add(own, 1001)
    await add(other, 1002)
    await until(lambda: len(told) > 1)
    await add(other, 1003)
    await until(lambda: len(told) > 2)
    assert len(told) == 3


async def test_what_is_not_stored_is_not_told(own: Database, other: Database) -> None:
    await until(lambda: is_heard_of(own))
    told = list[Touched]()
    own.subscribe(told.append)
    async with other.uow(None, NOW) as uow:
        await uow.people.add(1001, "Sri", NOW)
    async with other.uow(None, NOW) as uow:
        await uow.installation.set("name", "value")
        await uow.commit()
    await until(lambda: bool(told))
    assert told == [frozenset({"installation"})]


async def test_a_connection_that_is_cut_makes_everything_count_as_changed(at: str) -> None:
    name = uuid4().hex
    own = open_storage(f"{at}&application_name={name}", clock)
    await until(lambda: is_heard_of(own))
    before = own.version("people")
    told = list[Touched]()
    own.subscribe(told.append)
    listens = f"query LIKE 'LISTEN%' AND application_name = '{name}'"
    await run(at, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {listens}")  # noqa: S608 - a name of ours
    await until(lambda: not is_heard_of(own))
    await until(lambda: is_heard_of(own))
    assert own.version("people") != before
    assert None in told
    await own.close()


async def test_inside_a_unit_that_has_changed_it_no_version_of_a_table_holds(own: Database) -> None:
    await until(lambda: is_heard_of(own))
    async with own.uow(None, NOW) as uow:
        await uow.people.add(1001, "Sri", NOW)
        assert not is_heard_of(own)
        await uow.commit()
    assert is_heard_of(own)


async def test_who_is_cut_off_while_it_begins_to_listen_begins_again(
    own: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, add_listener = list[asyncpg.Connection](), asyncpg.Connection.add_listener

    async def cut_off(driver: asyncpg.Connection, *given: object) -> None:
        if not begun:
            driver.terminate()
        begun.append(driver)
        await add_listener(driver, *given)

    monkeypatch.setattr(asyncpg.Connection, "add_listener", cut_off)
    await until(lambda: is_heard_of(own))
    assert len(begun) == 2
    told = list[Touched]()
    own.subscribe(told.append)
    await add(other, 1001)
    await until(lambda: bool(told))


async def test_what_is_stored_and_not_heard_to_be_counts_as_changed(
    own: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await until(lambda: is_heard_of(own))
    told, before, commit = list[Touched](), own.version("people"), AsyncConnection.commit

    async def cut_off(connection: AsyncConnection) -> None:
        await commit(connection)
        raise OSError("the connection was lost before the answer")

    own.subscribe(told.append)
    monkeypatch.setattr(AsyncConnection, "commit", cut_off)
    with pytest.raises(Unavailable):
        await add(own, 1001)
    async with own.look() as uow:
        assert [one.telegram_id for one in await uow.people.everyone()] == [1001]
    assert own.version("people") != before
    assert any(touched is not None and "people" in touched for touched in told)
