"""What is kept under a version is true as long as the version is: who reads what others do not, has none."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.ports import Touched, Unavailable
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.databases import Shelf
from tests.storage.samples import clock, someone


@pytest.fixture
async def bot(tmp_path: Path, shelf: Shelf) -> AsyncIterator[Database]:
    storage = open_storage(await shelf.take("sqlite", tmp_path), clock)
    await add(storage, 1)
    yield storage
    await storage.close()


async def add(storage: Database, number: int, *, soon: bool = False) -> None:
    async with storage.uow() as uow:
        await someone(uow, number)
        await uow.commit(soon=soon)


async def in_another_process(folder: Path, statement: str) -> None:
    """Let somebody else commit, and everything that was at work in this process wait once."""
    with closing(sqlite3.connect(folder / "bot.db", isolation_level=None)) as other:
        other.execute(statement)
    await asyncio.sleep(0)


async def test_a_version_is_of_its_tables(bot: Database) -> None:
    people, drafts, both = bot.version("people"), bot.version("drafts"), bot.version("people", "drafts")
    await add(bot, 2)
    assert bot.version("people") != people
    assert bot.version("drafts") == drafts
    assert bot.version("people", "drafts") != both
    assert bot.version() == bot.version()


async def test_another_process_changes_every_version(bot: Database, tmp_path: Path) -> None:
    before = bot.version("people")
    await in_another_process(tmp_path, "DELETE FROM cards")
    await in_another_process(tmp_path, "UPDATE people SET name = 'Budi'")
    assert bot.version("people") != before
    assert bot.version("people") == bot.version("people")


async def test_another_connection_changes_every_version(bot: Database, tmp_path: Path) -> None:
    """SQLite counts what others commit for each connection by itself: two may come to the same number."""
    before = bot.version("people")
    bot._engine._writer._forget()  # type: ignore[attr-defined] # noqa: SLF001 - as when nothing can be rolled back
    await in_another_process(tmp_path, "UPDATE people SET name = 'Budi'")
    async with bot.uow() as uow:
        await uow.people.everyone()
    assert bot.version("people") != before
    assert bot.version("people") == bot.version("people")


async def test_another_process_is_heard_of(bot: Database, tmp_path: Path) -> None:
    told = list[Touched]()
    bot.subscribe(told.append)
    bot.hear()
    await in_another_process(tmp_path, "UPDATE people SET name = 'Budi'")
    bot.hear()
    bot.hear()
    assert told == [None]


async def test_who_commits_says_which_tables_were_changed(bot: Database) -> None:
    told = list[Touched]()
    bot.subscribe(told.append)
    await add(bot, 2)
    async with bot.uow() as uow:
        await uow.people.everyone()
        await uow.commit()
    assert told == [frozenset({"people", "audit"})]


async def test_an_old_snapshot_has_no_version(bot: Database) -> None:
    async with bot.look() as uow:
        await uow.people.everyone()
        before = bot.version("people")
        assert before == bot.version("people")
        await asyncio.create_task(add(bot, 2))
        # What is read here is of before, and must not be kept as what holds now.
        assert len(await uow.people.everyone()) == 1
        assert bot.version("people") != bot.version("people")
        assert bot.version("drafts") == bot.version("drafts")
    assert bot.version("people") == bot.version("people") != before


async def test_an_old_snapshot_has_no_version_when_it_was_another_process(
    bot: Database, tmp_path: Path
) -> None:
    async with bot.look() as uow:
        await uow.people.everyone()
        await in_another_process(tmp_path, "UPDATE people SET name = 'Budi'")
        assert bot.version("people") != bot.version("people")


async def test_what_only_this_unit_sees_has_no_version(bot: Database) -> None:
    before = bot.version("people")
    async with bot.uow() as uow:
        await someone(uow, 2)
        assert bot.version("people") != bot.version("people")
    assert bot.version("people") == before


async def test_what_is_on_its_way_to_the_disk_has_no_version(bot: Database) -> None:
    writing = asyncio.create_task(add(bot, 2))
    await asyncio.sleep(0)
    assert not writing.done()
    assert bot.version("people") != bot.version("people")
    await writing
    assert bot.version("people") == bot.version("people")


async def test_what_is_stored_soon_has_a_version_at_once(bot: Database) -> None:
    before = bot.version("people")
    await add(bot, 2, soon=True)
    assert bot.version("people") == bot.version("people") != before


async def test_who_has_read_what_is_on_its_way_leaves_when_it_has_arrived(
    bot: Database, tmp_path: Path
) -> None:
    async def look_on() -> int:
        async with bot.uow() as uow:
            return len(await uow.people.everyone())

    first, reader = asyncio.create_task(add(bot, 2)), asyncio.create_task(look_on())
    await asyncio.sleep(0)
    second = asyncio.create_task(look_on())
    assert (await reader, await second) == (2, 2)
    await first
    with closing(sqlite3.connect(tmp_path / "bot.db")) as other:
        assert other.execute("SELECT count(*) FROM people").fetchone() == (2,)


async def test_a_closed_database_opens_again(bot: Database) -> None:
    await bot.close()
    async with bot.look() as uow:
        assert len(await uow.people.everyone()) == 1
    await add(bot, 2)
    async with bot.uow() as uow:
        await someone(uow, 3)
        await bot.close()
        with pytest.raises(Unavailable):
            await uow.commit()
    async with bot.look() as uow:
        assert len(await uow.people.everyone()) == 2
