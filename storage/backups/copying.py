"""A consistent copy of the database while the bot runs: one SQLite file, whatever engine it comes from."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import connecting
from storage.backups import dump
from storage.backups.rows import copy_rows
from storage.database import check_foreign_keys, sqlite_file
from storage.migrate import current_revision, head_revision, migrate
from storage.ports import CannotBackUp

_PATIENCE = 30.0  # seconds
_LONG = 600.0
"""Seconds that one statement of a copy may take."""


async def copy_database(url: str, copy: Path, dumped: Path) -> str:
    """Write the database to the file `copy`, and PostgreSQL's own copy of the same instant to `dumped`.

    Return why there is no such other copy; "" where there is one, or none is wanted. Raises CannotBackUp, and
    Unavailable where the database is away, or the disk is full.
    """
    file = sqlite_file(url)
    if file is not None:
        await asyncio.to_thread(_copy_online, file, copy)
        return ""
    return await _copy_snapshot(url, copy, dumped)


def _copy_online(file: Path, copy: Path) -> None:
    if not file.is_file():
        raise CannotBackUp(f"there is no database at {file}")
    try:
        with (
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            # All pages in one step: that is one reading transaction, which in WAL mode keeps nobody from
            # storing. In several steps the copy would begin anew whenever somebody has stored something, and
            # of a busy database never come to its end.
            source.backup(target, pages=-1)
            _in_one_file(target)
    except sqlite3.Error as error:
        raise CannotBackUp(f"{file} cannot be copied: {error}") from error


async def _copy_snapshot(url: str, copy: Path, dumped: Path) -> str:
    # A database that a newer or older program made has tables that this one does not know.
    revision = await current_revision(url)
    if revision != head_revision():
        raise CannotBackUp(f"its tables are of revision {revision}; `python -m bot migrate` first")
    async with snapshot(url) as source:
        await copy_to_sqlite(source, copy)
        return await dump.dump(url, source, dumped)


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[AsyncConnection]:
    """Give a connection that sees one instant, for as long as it takes."""
    async with connected(url) as connection:
        if connection.dialect.name == "postgresql":
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            # The rule against suspended processes would end this transaction while another program writes.
            await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        yield connection


def connected(url: str, *, unchecked: bool = False) -> AbstractAsyncContextManager[AsyncConnection]:
    """Give a connection that has the time that a copy takes; see `storage.connecting`."""
    return connecting.connected(url, patience=_LONG, unchecked=unchecked)


async def copy_to_sqlite(source: AsyncConnection, copy: Path) -> None:
    """Make an SQLite database with all that the source holds, in a file that was not there."""
    url = f"sqlite:///{copy}"
    await migrate(url)
    async with connected(url, unchecked=True) as target:
        await copy_rows(source, target)
        await check_foreign_keys(target)
        await target.commit()
    await asyncio.to_thread(tidy, copy)


def tidy(copy: Path) -> None:
    """Leave of an SQLite database that nobody has open its one file."""
    with closing(sqlite3.connect(copy)) as connection:
        _in_one_file(connection)
    copy.with_name(f"{copy.name}.lock").unlink(missing_ok=True)


def _in_one_file(connection: sqlite3.Connection) -> None:
    # In WAL mode every look at it would leave two files beside it, and a copy of one file hold only a part.
    connection.execute("PRAGMA journal_mode = DELETE")
