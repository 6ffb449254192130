"""Databases for the tests: SQLite files, and schemas of their own in the PostgreSQL at TEST_DATABASE_URL."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text

from storage.database import engine_for
from storage.migrate import migrate
from storage.tables import APPEND_ONLY, metadata

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")

DIALECTS = (
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
)

_EMPTY_EVERY_TABLE = "DO $$ BEGIN {} END $$".format(
    " ".join(
        [
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER;" for table in APPEND_ONLY),
            f"TRUNCATE {', '.join(metadata.tables.keys() - {'installation'})} RESTART IDENTITY;",
            # The secret is made with the tables, and stays.
            "DELETE FROM installation WHERE name != 'secret';",
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER;" for table in APPEND_ONLY),
        ]
    )
)


@asynccontextmanager
async def empty_database(dialect: str, folder: Path) -> AsyncIterator[str]:
    """Give the URL of a database in which there is nothing yet, or skip the test if there can be none."""
    if dialect == "sqlite":
        yield f"sqlite:///{folder}/bot.db"
        return
    url = await _new_schema()
    try:
        yield url
    finally:
        await _drop(url)


class Shelf:
    """Migrated databases for many tests, migrated once: an SQLite file to copy, a schema to empty."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "migrated.db"
        self._schema = ""

    async def take(self, dialect: str, folder: Path) -> str:
        """Return the URL of a database with the newest tables and nothing in them, or skip the test."""
        return await (self._copy(folder) if dialect == "sqlite" else self._emptied())

    async def _copy(self, folder: Path) -> str:
        if not await asyncio.to_thread(self._file.exists):
            await migrate(f"sqlite:///{self._file}")
        await asyncio.to_thread(shutil.copy, self._file, folder / "bot.db")
        return f"sqlite:///{folder}/bot.db"

    async def _emptied(self) -> str:
        if self._schema:
            await run(self._schema, _EMPTY_EVERY_TABLE)
        else:
            self._schema = await _new_schema()
            await migrate(self._schema)
        return self._schema

    def close(self) -> None:
        if self._schema:
            asyncio.run(_drop(self._schema))


async def _new_schema() -> str:
    if not POSTGRESQL:
        # The fake and SQLite keep the same contract; .ci/run starts one, and takes a skip for a failure.
        pytest.skip("TEST_DATABASE_URL is not set: nothing of PostgreSQL is tested")
    schema = f"test_{uuid4().hex}"
    await run(POSTGRESQL, f"CREATE SCHEMA {schema}")
    own = make_url(POSTGRESQL).update_query_dict({"search_path": schema})
    return own.render_as_string(hide_password=False)


async def _drop(url: str) -> None:
    await run(POSTGRESQL, f"DROP SCHEMA {make_url(url).query['search_path']} CASCADE")


async def run(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement past all our own code, and return its rows if it has any."""
    engine = engine_for(url)
    try:
        async with engine.begin() as connection:
            result = await connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        await engine.dispose()
