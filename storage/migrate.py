"""Bring the database to the newest schema, at start-up and under a lock.

A new step is a file in migrations/versions; tests/storage/migrations/test_migrations.py fails while it and
`storage.tables` do not say the same.
"""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TextIO

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import (
    check_foreign_keys,
    engine_for,
    lock_for_migration,
    make_sqlite_file,
    sqlite_file,
    translated,
)

_SCRIPTS = Path(__file__).with_name("migrations")
_PATIENCE = 300.0  # seconds that a second process waits for the first one's migrations


async def migrate(url: str, revision: str = "head") -> None:
    """Bring the database up to that revision. Processes that start at once take turns and all succeed.

    All steps are one transaction: if one fails, the database stays as it was. Raises Unavailable, and
    ValueError like `open_storage`.
    """
    await _run(url, lambda config: command.upgrade(config, revision))


async def downgrade(url: str, revision: str) -> None:
    """Take the database back to that revision ("base": no tables), losing what it cannot hold.

    Raises Unavailable, and ValueError like `open_storage`.
    """
    await _run(url, lambda config: command.downgrade(config, revision))


async def current_revision(url: str) -> str | None:
    """Return the revision that the database has, None if it was never migrated. Raises like `migrate`."""
    file = sqlite_file(url)
    if file is not None and not await asyncio.to_thread(file.exists):
        return None  # Connecting would create it.
    async with _connected(url) as connection:
        return await connection.run_sync(_stored_revision)


def head_revision() -> str | None:
    """Return the newest revision that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


async def _run(url: str, step: Callable[[Config], None]) -> None:
    def steps(connection: Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        step(config)

    async with _alone_on(sqlite_file(url)), _connected(url) as connection:
        await lock_for_migration(connection)
        await connection.run_sync(steps)
        await check_foreign_keys(connection)
        await connection.commit()


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = engine_for(url, patience=_PATIENCE, migrating=True)
    try:
        with translated():
            async with engine.connect() as connection:
                yield connection
    finally:
        await engine.dispose()


@asynccontextmanager
async def _alone_on(file: Path | None) -> AsyncIterator[None]:
    """Let one process at a time make and migrate an SQLite file; PostgreSQL has locks of its own."""
    if file is None:
        yield
        return
    with translated():
        lock = await asyncio.to_thread(_locked, file)
    with lock:
        yield


def _locked(file: Path) -> TextIO:
    """Return the open lock file; closing it lets the next process in. It is never deleted."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = file.with_name(f"{file.name}.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    make_sqlite_file(file)
    return lock


def _stored_revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    # A percent sign would be the start of one of ConfigParser's substitutions.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
