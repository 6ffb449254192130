"""Addresses, settings of the connections, and which errors may pass."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from storage.database import PATIENCE, async_url, engine_for, sqlite_file, sqlite_revision
from storage.engines import open_engine
from storage.migrate import migrate
from storage.ports import Unavailable
from storage.sql.session import Session
from storage.sql.unit_of_work import Database, open_storage
from storage.tables.people import people
from tests.storage.databases import empty_database, run
from tests.storage.samples import NOW, clock, someone


@pytest.fixture
async def sqlite_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    return url


def test_a_file_says_its_revision_or_that_it_has_none(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    with closing(sqlite3.connect(file)) as connection:
        assert sqlite_revision(file, 0) is None
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        assert sqlite_revision(file, 0) is None
        connection.execute("INSERT INTO alembic_version VALUES ('0024')")
        connection.commit()
        assert sqlite_revision(file, 0) == "0024"
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable):
            sqlite_revision(file, 0)


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///data/bot.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:////var/lib/bot.db", "sqlite+aiosqlite"),
        ("postgresql://bot:rahasia@db/iku", "postgresql+asyncpg"),
        ("postgres://db/iku", "postgresql+asyncpg"),
        ("postgresql+psycopg://db/iku", "postgresql+asyncpg"),
    ],
)
def test_an_address_gets_the_driver_in_use(given: str, driver: str) -> None:
    assert async_url(given).drivername == driver


@pytest.mark.parametrize("given", ["mysql://db/iku", "sqlite://", "sqlite:///:memory:"])
def test_other_databases_are_refused_in_words(given: str) -> None:
    with pytest.raises(ValueError, match=r"neither sqlite nor postgresql|must be a file"):
        open_storage(given, clock)


def test_the_file_of_a_database() -> None:
    assert sqlite_file("sqlite:///data/bot.db") == Path("data/bot.db")
    assert sqlite_file("postgresql://db/iku") is None


async def test_sqlite_is_durable_and_checks_its_references(sqlite_url: str) -> None:
    engine = engine_for(sqlite_url)
    async with engine.connect() as connection:
        pragmas = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    await engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


async def test_a_locked_database_is_unavailable_until_it_is_free(sqlite_url: str) -> None:
    storage = open_storage(sqlite_url, clock, patience=0.05)
    with closing(sqlite3.connect(str(sqlite_file(sqlite_url)))) as other:
        other.execute("BEGIN IMMEDIATE")
        async with storage.uow() as uow:
            with pytest.raises(Unavailable, match="locked"):
                await uow.people.everyone()
        with pytest.raises(Unavailable):
            await storage.ping()
        other.rollback()
        async with storage.uow() as uow:
            await someone(uow)
            await uow.commit()
    await storage.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bot@127.0.0.1:1/iku",
        "postgresql://bot@127.0.0.1:1/iku?sslmode=require&application_name=bot",
        "sqlite:////nowhere/at/all/bot.db",
    ],
)
async def test_a_database_that_is_away_is_unavailable(url: str) -> None:
    storage = open_storage(url, clock)
    with pytest.raises(Unavailable):
        await storage.ping()
    async with storage.uow(7) as uow:
        with pytest.raises(Unavailable):
            await uow.commit()
    await storage.close()


async def test_a_database_that_is_there_answers(database: Database) -> None:
    await database.ping()
    async with database.uow() as uow:
        assert await uow.people.everyone() == []


@pytest.mark.postgres
async def test_a_connection_lost_in_a_unit_is_unavailable_and_replaced(tmp_path: Path) -> None:
    async with empty_database("postgresql", tmp_path) as url:
        await migrate(url)
        storage = open_storage(f"{url}&application_name=doomed", clock)
        async with storage.uow() as uow:
            await someone(uow)
            await run(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'",
            )
            with pytest.raises(Unavailable):
                await uow.people.add(2, "Budi", NOW)
            with pytest.raises(Unavailable):
                await uow.commit()
        async with storage.uow() as uow:
            assert await uow.people.everyone() == []
        await storage.close()


async def test_a_mistake_of_ours_is_not_called_unavailable(empty_url: str) -> None:
    storage = open_storage(empty_url, clock)
    async with storage.uow() as uow:
        with pytest.raises(DBAPIError, match="people"):
            await uow.people.everyone()
    await storage.close()


async def test_a_missing_value_is_not_called_stale(url: str) -> None:
    engine = open_engine(url, PATIENCE, lambda _: None)
    session = Session(engine.begin(), engine.dialect)
    with pytest.raises(IntegrityError):
        await session.insert(people, telegram_id=1, added_at=NOW)
    await session.close()
    await engine.close()


async def test_an_instant_without_a_time_zone_is_refused(database: Database) -> None:
    async with database.uow() as uow:
        with pytest.raises(StatementError, match="time zone"):
            await uow.people.add(1, "Sri", datetime(2026, 1, 1))  # noqa: DTZ001 - this is what is refused
