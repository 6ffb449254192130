"""Bring the database to the newest schema, at start-up and under a lock.

A new step is a file in migrations/versions; tests/storage/migrations/test_migrations.py fails while it and
`storage.tables` do not say the same.
"""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sqlalchemy import Connection, inspect, text

from storage.connecting import connected
from storage.database import (
    check_foreign_keys,
    lock_for_migration,
    make_sqlite_file,
    sqlite_file,
    sqlite_revision,
    translated,
)

if TYPE_CHECKING:
    from alembic.config import Config

# Alembic is imported where a step is taken: nearly every start finds the database as it should be.
_SCRIPTS = Path(__file__).with_name("migrations")
_PATIENCE = 300.0  # seconds that a second process waits for the first one's migrations


async def migrate(url: str, revision: str = "head") -> None:
    """Bring the database up to that revision. Processes that start at once take turns and all succeed.

    A database that is there already is left as it is. All steps are one transaction: if one fails, the
    database stays as it was. Raises Unavailable, and ValueError like `open_storage`.
    """

    def up(config: "Config") -> None:
        from alembic import command  # noqa: PLC0415 - as said above

        command.upgrade(config, revision)

    await _run(url, up, head_revision() if revision == "head" else None)


async def downgrade(url: str, revision: str) -> None:
    """Take the database back to that revision ("base": no tables), losing what it cannot hold.

    Raises Unavailable, and ValueError like `open_storage`.
    """

    def down(config: "Config") -> None:
        from alembic import command  # noqa: PLC0415 - as said above

        command.downgrade(config, revision)

    await _run(url, down)


async def current_revision(url: str) -> str | None:
    """Return the revision that the database has, None if it was never migrated. Raises like `migrate`."""
    file = sqlite_file(url)
    if file is not None and not await asyncio.to_thread(file.exists):
        return None  # Connecting would create it.
    if file is not None:
        return await asyncio.to_thread(sqlite_revision, file, _PATIENCE)
    async with connected(url, patience=_PATIENCE, unchecked=True) as connection:
        return await connection.run_sync(_stored_revision)


def head_revision() -> str:
    """Return the newest revision that this program knows, by the names of the files (a test compares)."""
    return max(known_revisions())


def known_revisions() -> frozenset[str]:
    """Return every revision that this program knows."""
    steps = _SCRIPTS.joinpath("versions").glob("[0-9]*_*.py")
    return frozenset(step.name.partition("_")[0] for step in steps)


async def _run(url: str, step: Callable[["Config"], None], wanted: str | None = None) -> None:
    def steps(connection: Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        step(config)

    file = sqlite_file(url)
    async with _alone_on(file):
        if file is not None and wanted is not None and sqlite_revision(file, _PATIENCE) == wanted:
            return
        async with connected(url, patience=_PATIENCE, unchecked=True) as connection:
            await lock_for_migration(connection)
            if wanted is None or await connection.run_sync(_stored_revision) != wanted:
                await connection.run_sync(steps)
            await check_foreign_keys(connection)
            await connection.commit()


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
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - as said above

    config = Config()
    # A percent sign would be the start of one of ConfigParser's substitutions.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
