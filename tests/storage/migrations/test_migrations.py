import asyncio
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import DBAPIError

from domain.office.office import Part, Signatory
from domain.people.person import Grant, Role
from domain.units.opd import Opd
from storage.database import engine_for
from storage.migrate import current_revision, downgrade, head_revision, migrate
from storage.ports import NotFound, RekapName, ReturnMessage, Way
from storage.sql.unit_of_work import Database, open_storage
from storage.tables import APPEND_ONLY, metadata
from storage.tables.columns import as_on_postgresql
from tests.places import ROOT
from tests.storage.contract.test_rekap import HEALTH
from tests.storage.contract.test_rekap import sheet as kept_rekap
from tests.storage.databases import run
from tests.storage.samples import NOW, clock, file_of, someone, started, submission

Seen = TypeVar("Seen")


async def differences(url: str) -> list[Any]:
    """Return what Alembic would still have to do to make the database what the tables say."""

    def compared(connection: Connection) -> list[Any]:
        return list(compare_metadata(_context(connection), as_on_postgresql(metadata)))

    return await reflected(url, compared)


async def table_names(url: str) -> set[str]:
    def names(connection: Connection) -> set[str]:
        found = MetaData()
        found.reflect(connection)
        return set(found.tables)

    return await reflected(url, names)


async def reflected(url: str, look: Callable[[Connection], Seen]) -> Seen:
    engine = engine_for(url)
    async with engine.connect() as connection:
        seen = await connection.run_sync(look)
    await engine.dispose()
    return seen


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})


async def test_the_migrations_make_what_the_tables_say(url: str) -> None:
    assert await differences(url) == []
    assert await table_names(url) == {*metadata.tables, "alembic_version"}


async def test_up_down_up(empty_url: str) -> None:
    await migrate(empty_url)
    await downgrade(empty_url, "base")
    assert await table_names(empty_url) == {"alembic_version"}
    await migrate(empty_url)
    assert await differences(empty_url) == []


def is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


async def test_the_revision_is_known(empty_url: str, tmp_path: Path) -> None:
    assert await current_revision(empty_url) is None
    assert is_empty(tmp_path)
    await migrate(empty_url)
    assert await current_revision(empty_url) == head_revision()
    assert head_revision() is not None


async def test_migrating_again_keeps_everything(url: str) -> None:
    storage = open_storage(url, clock)
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.commit()
    await migrate(url)
    async with storage.uow() as uow:
        assert await uow.people.everyone() == [person]
    await storage.close()


async def test_two_processes_that_start_at_once_both_succeed(empty_url: str, tmp_path: Path) -> None:
    """They run in another folder than the program's, so the migrations are found from anywhere."""
    program = f"import asyncio, storage.migrate as m; asyncio.run(m.migrate({empty_url!r}))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-W", "error", "-c", program, cwd=tmp_path, env=environment
        )
        for _ in range(2)
    ]
    assert [await process.wait() for process in processes] == [0, 0]
    assert await differences(empty_url) == []


async def test_two_tasks_that_migrate_at_once_both_succeed(empty_url: str) -> None:
    await asyncio.gather(migrate(empty_url), migrate(empty_url))
    assert await current_revision(empty_url) == head_revision()


async def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data 100%/bot.db"
    await migrate(url)
    assert await current_revision(url) == head_revision()


async def test_logging_stays_as_it_was(empty_url: str) -> None:
    root, own = logging.getLogger(), logging.getLogger("bot.receiving.intake")
    before = (root.level, list(root.handlers), own.disabled)
    await migrate(empty_url)
    assert (root.level, list(root.handlers), own.disabled) == before


async def test_a_migration_that_breaks_a_reference_is_undone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url, "0025")
    unchecked = engine_for(url, migrating=True)
    async with unchecked.begin() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO role_events (person, role, unit, given, at) VALUES (9, 'admin', '', 1, '2026-01-01')"
        )
    await unchecked.dispose()
    with pytest.raises(NotFound, match="role_events"):
        await migrate(url)


async def fill(database: Database) -> None:
    """Put at least one row into every table of history."""
    async with database.uow() as uow:
        person = await someone(uow)
        await uow.people.grant(person.id, Grant(Role.ADMIN), by=None, at=NOW)
        await uow.opds.record(Opd("DINKES", "Dinas Kesehatan", "dinas", NOW.date()), by=None, at=NOW)
        await uow.years.set(2026, "target.sakip", "75", by=None, at=NOW)
        file = await uow.evidence.add(file_of(await started(uow, person)))
        sent = await uow.reports.append(submission(person, files=(file.id,)))
        question = ReturnMessage(
            decision=sent.id, way=Way.QUESTION, text="Nilai yang mana?", by=person.id, at=NOW
        )
        await uow.asking.add(question)
        await uow.rekap.withdraw((await kept_rekap(uow, HEALTH)).id, by=person.id, at=NOW)
        await uow.rekap.remember(RekapName(name="Din. Kes", opd="DINKES", by=person.id, at=NOW))
        await uow.office.set(Part.PLACE, "Kraksaan", by=person.id, at=NOW)
        await uow.office.appoint(
            Signatory(title="Kepala Bagian", name="Sri", since=NOW.date()), by=person.id, at=NOW
        )
        await uow.evidence.note_opened(file.id, by=person.id, at=NOW)
        await uow.commit()


@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
async def test_history_cannot_be_changed(database: Database, url: str, change: str) -> None:
    await fill(database)
    for table in APPEND_ONLY:
        column = next(iter(metadata.tables[table].columns)).name
        with pytest.raises(DBAPIError, match=f"{table} is append-only"):
            await run(url, change.format(table, column))


async def test_history_cannot_be_replaced_on_sqlite(tmp_path: Path) -> None:
    """PostgreSQL has no such statement."""
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    database = open_storage(url, lambda: NOW)
    await fill(database)
    for table in APPEND_ONLY:
        with pytest.raises(DBAPIError, match=f"{table} is append-only"):
            await run(url, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 - our own names
    await database.close()
