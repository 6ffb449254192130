"""Filled cities, kept for the next time: SQLite files in the temporary folder, databases of PostgreSQL.

They are named for the revision of their tables. One of an older revision is brought to the newest where it
is; one that was filled otherwise (see FILLING) is left alone, and filled anew.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

import asyncpg

from benchmarks.big_city import fill
from benchmarks.city_copy import copy_city
from bot.commands.rebuild import make_figures
from storage.migrate import head_revision, known_revisions, migrate
from storage.sql.unit_of_work import open_storage
from tests.storage.databases import POSTGRESQL

FOLDER = Path(tempfile.gettempdir()) / "iku-scale"
EVIDENCE = FOLDER / "evidence"
"""Where `audit verify` and `doctor` look for it if FOLDER is the bot's DATA_DIR."""
DATABASES = "iku_scale"
"""What the names of the databases begin with."""
FILLING = 2
"""One more whenever what a city is filled with changes. 1 had no audit trail, no drafts and no files."""


@asynccontextmanager
async def filled(dialect: str, size: int, years: int, now: datetime, folder: Path) -> AsyncIterator[str]:
    """Give the URL of a copy of a filled city, which may be changed; `now` is when its last year ends."""
    if dialect != "sqlite":
        async with _copied(size, years, now) as url:
            yield url
        return
    kept, copy = await kept_file(size, years, now), folder / "bot.db"
    await asyncio.to_thread(shutil.copy, kept, copy)
    yield f"sqlite:///{copy}"
    copy.unlink()


async def kept_file(size: int, years: int, now: datetime) -> Path:
    """Return the SQLite file of a city, filled if there is none."""
    FOLDER.mkdir(exist_ok=True)
    wanted = FOLDER / f"{head_revision()}-{size}-{years}.db"
    found = [
        file
        for revision in sorted(known_revisions(), reverse=True)
        if (file := FOLDER / f"{revision}-{size}-{years}.db").exists() and _filling(file) == FILLING
    ]
    if not found:
        unfinished = wanted.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        await fill(f"sqlite:///{unfinished}", EVIDENCE, opds=size, years=years, now=now)
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute(f"PRAGMA user_version = {FILLING}")
        unfinished.rename(wanted)
    elif found[0] != wanted:
        await _bring_up(f"sqlite:///{found[0]}", now)
        found[0].rename(wanted)
    return wanted


def _filling(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


async def _bring_up(url: str, now: datetime) -> None:
    """Do what a start of the bot does on tables of an older revision."""
    await migrate(url)
    storage = open_storage(url, lambda: now)
    try:
        await make_figures(storage, now)
    finally:
        await storage.close()


@asynccontextmanager
async def _copied(size: int, years: int, now: datetime) -> AsyncIterator[str]:
    """Give the URL of a copy of a PostgreSQL database that is kept."""
    connection = await asyncpg.connect(POSTGRESQL)
    try:
        kept = await _kept_database(connection, size, years, now)
        await connection.execute(f'DROP DATABASE IF EXISTS "{kept}_copy" WITH (FORCE)')
        # Page by page, and not through the log: much quicker for big ones.
        await connection.execute(f'CREATE DATABASE "{kept}_copy" TEMPLATE "{kept}" STRATEGY = FILE_COPY')
        yield _url(f"{kept}_copy")
        await connection.execute(f'DROP DATABASE "{kept}_copy" WITH (FORCE)')
    finally:
        await connection.close()


async def _kept_database(connection: asyncpg.Connection, size: int, years: int, now: datetime) -> str:
    """Return the name of the database of a city, copied from the SQLite file if there is none."""
    names = [f"{DATABASES}_{revision}_{size}_{years}" for revision in known_revisions()]
    rows = await connection.fetch(
        "SELECT datname FROM pg_database"
        " WHERE datname = ANY($1) AND shobj_description(oid, 'pg_database') = $2 ORDER BY datname DESC",
        names,
        str(FILLING),
    )
    wanted = f"{DATABASES}_{head_revision()}_{size}_{years}"
    if not rows:
        file = await kept_file(size, years, now)
        for name in (wanted, f"{wanted}_part"):
            await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{wanted}_part"')
        await copy_city(file, _url(f"{wanted}_part"))
        await connection.execute(f'ALTER DATABASE "{wanted}_part" RENAME TO "{wanted}"')
        await connection.execute(f"COMMENT ON DATABASE \"{wanted}\" IS '{FILLING}'")
    elif rows[0]["datname"] != wanted:
        await _bring_up(_url(rows[0]["datname"]), now)
        await connection.execute(f'ALTER DATABASE "{rows[0]["datname"]}" RENAME TO "{wanted}"')
    return wanted


def _url(database: str) -> str:
    return f"{POSTGRESQL.rpartition('/')[0]}/{database}"
