"""Addresses, pragmas, errors: with `engines` and `tables`, the only place that knows SQL dialects."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiosqlite
from sqlalchemy import URL, Connection, Dialect, Table, event, func, make_url, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, IntegrityError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from storage.ports import NoRoom, NotFound, Stale, Unavailable, Unusable

if TYPE_CHECKING:
    # Imported where they are used: they bring PostgreSQL's types and the whole ORM, and SQLite needs neither.
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

RESTORE = "put the newest backup back into an empty folder (`python -m bot restore`)"
"""What mends a database that is damaged or gone."""
PATIENCE = 5.0
"""Seconds that a unit of work waits for a database that somebody else has locked."""

_ANSWER_WITHIN = 30.0  # seconds; a PostgreSQL that says nothing for so long is away
_CONNECT_WITHIN = 10.0  # seconds
# A process that is suspended in the middle of a unit keeps its locks, and others would wait for ever.
_SESSION = {"idle_in_transaction_session_timeout": "30s"}

_UNIQUE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
_FOREIGN_KEY = {"SQLITE_CONSTRAINT_FOREIGNKEY", "23503"}
# PostgreSQL: connection exceptions, rollbacks (deadlocks), no resources, operator intervention, system
# errors (classes 08, 40, 53, 57, 58); a lock not available; a standby that does not write yet.
_PASSING = ("08", "40", "53", "57", "58", "55P03", "25006")
# SQLite: everything that another process, the disk or the folder may cause, and that may pass.
_PASSING_SQLITE = ("BUSY", "LOCKED", "IOERR", "FULL", "CANTOPEN", "READONLY", "PROTOCOL", "NOMEM")
# Of these: everything can be read, but nothing stored (53100: the disk of the server is full).
_NO_ROOM = ("SQLITE_FULL", "SQLITE_READONLY", "53100", "25006")
# The file is damaged or none; PostgreSQL: damaged (XX001, XX002), a password or name that it refuses (28,
# 3D000), a right that is missing (42501). Somebody has to do something about it.
_UNUSABLE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002", "28", "3D000", "42501")


def async_url(url: str) -> URL:
    """Return the URL with the driver that this package uses.

    `sqlite:///path` and `postgresql://…` (or `postgres://…`) are understood. Raises ValueError for another
    database, and for an SQLite that is not a file.
    """
    given = make_url(url)
    backend = given.drivername.partition("+")[0]
    if backend == "sqlite":
        if given.database in {None, "", ":memory:"}:
            raise ValueError("an SQLite database must be a file: sqlite:///path/to/file.db")
        return given.set(drivername="sqlite+aiosqlite")
    if backend in {"postgresql", "postgres"}:
        return given.set(drivername="postgresql+asyncpg")
    raise ValueError(f"neither sqlite nor postgresql: {backend}")


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite database, None for PostgreSQL. Raises ValueError like `async_url`."""
    checked = async_url(url)
    return Path(checked.database or "") if checked.get_backend_name() == "sqlite" else None


def engine_for(url: str, *, patience: float = PATIENCE, migrating: bool = False) -> "AsyncEngine":
    """Return an engine that waits `patience` seconds for locks. Raises ValueError like `async_url`.

    `migrating` leaves foreign keys unchecked on SQLite, where a table is altered by making it anew: dropping
    the old one would count as deleting every row that others refer to. See `check_foreign_keys`.
    """
    checked = async_url(url)
    if checked.get_backend_name() == "sqlite":
        return _sqlite(checked, patience, foreign_keys=not migrating)
    return _postgresql(checked, patience)


def _sqlite(url: URL, patience: float, *, foreign_keys: bool) -> "AsyncEngine":
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - as said above

    # One connection per process: its units of work take turns in the order they came, where several
    # connections would wait for each other's lock by polling, with no order and much sleep.
    arguments = {"timeout": patience, "async_creator_fn": _open_sqlite}
    engine = create_async_engine(url, connect_args=arguments, pool_size=1, max_overflow=0)
    event.listen(engine.sync_engine, "connect", partial(_prepare_sqlite, foreign_keys=foreign_keys))
    event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


class Disk(sqlite3.Connection):
    """A connection whose commit may be asked for again by somebody who did not hear how it ended."""

    outcome: sqlite3.Error | bool = False
    """Whether it is stored, or why it never will be."""

    def commit(self) -> None:
        if isinstance(self.outcome, sqlite3.Error):
            raise self.outcome
        if self.outcome:
            return
        try:
            super().commit()
        except sqlite3.Error as error:
            if not self.in_transaction:
                self.outcome = error
            raise
        self.outcome = True


def connect_sqlite(file: str, *, only_reads: bool = False) -> Disk:
    """Return a connection that begins no transaction by itself, waits for no lock, and serves any thread."""
    raw = sqlite3.connect(
        file, timeout=0, isolation_level=None, check_same_thread=False, cached_statements=512, factory=Disk
    )
    raw.execute("PRAGMA foreign_keys = 1")
    raw.execute("PRAGMA synchronous = FULL")
    if only_reads:
        raw.execute("PRAGMA query_only = 1")
    return raw


async def threaded(connector: Callable[[], sqlite3.Connection]) -> aiosqlite.Connection:
    """Return the connection with the thread that serves it, in which it is made."""
    return await _started(aiosqlite.Connection(connector, iter_chunk_size=64))


async def _open_sqlite(file: str, **arguments: Any) -> aiosqlite.Connection:  # noqa: ANN401 - SQLAlchemy's
    return await _started(aiosqlite.connect(file, **arguments))


async def _started(connection: aiosqlite.Connection) -> aiosqlite.Connection:
    thread = connection._thread  # noqa: SLF001 - there is no other way; SQLAlchemy's own creator does the same
    thread.daemon = True
    try:
        return await connection
    except (
        BaseException
    ):  # a cancelled start, too: the thread tells the loop of its end, which may be closed by then
        await asyncio.to_thread(thread.join)
        raise


def _prepare_sqlite(connection: DBAPIConnection, _: object, *, foreign_keys: bool) -> None:
    # The driver would begin transactions by itself, later than we want and never for a SELECT.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once, or a unit that reads and then writes would find its reading stale."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL, patience: float) -> "AsyncEngine":
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415 - as said above

    settings = _SESSION | {key: str(value) for key, value in url.query.items()}
    arguments: dict[str, Any] = {
        "timeout": _CONNECT_WITHIN,
        "command_timeout": max(patience, _ANSWER_WITHIN),
    }
    # libpq calls it sslmode, asyncpg ssl; what remains of the query are settings of the server's session.
    if "sslmode" in settings:
        arguments["ssl"] = settings.pop("sslmode")
    arguments["server_settings"] = settings
    return create_async_engine(url.set(query={}), connect_args=arguments, pool_pre_ping=True)


def make_sqlite_file(file: Path) -> None:
    """Make the database file if there is none, in WAL mode, which it keeps: readers and a writer coexist."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def sqlite_revision(file: Path, patience: float) -> str | None:
    """Return the schema's revision as an SQLite file has it, None where there is none. Raises Unavailable."""
    asked = "SELECT version_num FROM alembic_version"
    with closing(sqlite3.connect(file, timeout=patience)) as connection:
        try:
            if not connection.execute("PRAGMA table_info(alembic_version)").fetchone():
                return None
            found: tuple[str] | None = connection.execute(asked).fetchone()
        except sqlite3.Error as error:
            raise refused_by_sqlite(error, asked) from error
    return found[0] if found else None


async def lock_for_migration(connection: "AsyncConnection") -> None:
    """Wait until no other process migrates this database."""
    await lock_until_end(connection, "migration")


async def lock_until_end(connection: "AsyncConnection", name: str) -> None:
    """Wait for the lock of that name, which this transaction then holds until it ends.

    On SQLite it is the only transaction anyway, from BEGIN IMMEDIATE on.
    """
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
        await connection.execute(select(func.pg_advisory_xact_lock(number)))


async def check_foreign_keys(connection: "AsyncConnection") -> None:
    """Raise NotFound if a migration on SQLite, where they are not checked meanwhile, broke a foreign key."""
    if connection.dialect.name == "sqlite":
        broken = (await connection.execute(text("PRAGMA foreign_key_check"))).first()
        if broken is not None:
            table, _, parent, _ = broken
            raise NotFound(f"a row of {table} refers to a row of {parent} that is not there")


def insert_new(table: Table, dialect: Dialect) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT that leaves rows alone which a unique constraint says are there already."""
    return _insert(table, dialect).on_conflict_do_nothing()


def insert_or_put(table: Table, dialect: Dialect) -> "sqlite.Insert | postgresql.Insert":
    """Return an INSERT that changes the row which has that primary key already."""
    new = _insert(table, dialect)
    keys = {column.name for column in table.primary_key}
    others = {column.name: new.excluded[column.name] for column in table.columns if column.name not in keys}
    return new.on_conflict_do_update(index_elements=list(table.primary_key), set_=others)


def _insert(table: Table, dialect: Dialect) -> "sqlite.Insert | postgresql.Insert":
    if dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - as said above

    return postgresql.insert(table)


@contextmanager
def translated() -> Iterator[None]:
    """Raise the errors of SQLAlchemy and its drivers as those of `storage.ports`.

    A unique constraint is Stale, a foreign key NotFound; what may pass by waiting is Unavailable (NoRoom:
    it can be read nevertheless), what does not is Unusable. Everything else is a mistake of ours and stays
    what it is.
    """
    try:
        yield
    except (DBAPIError, NoConnectionFree, PendingRollbackError, OSError) as error:
        ours = as_ours(error)
        if ours is error:
            raise
        raise ours from error


def as_ours(error: Exception) -> Exception:
    """Return the error of `storage.ports` that an error stands for, or the error itself; see `translated`."""
    if not isinstance(error, DBAPIError):
        # A pending rollback is what is left of a unit of work whose connection was lost.
        return Unavailable(str(error))
    code = _code(error)
    if isinstance(error, IntegrityError):
        if code in _UNIQUE:
            return Stale(code)
        return NotFound(code) if code in _FOREIGN_KEY else error
    if code.startswith(_UNUSABLE):
        return Unusable(_cured(code, str(error.orig)))
    if error.connection_invalidated or _passes(code):
        return (NoRoom if code.startswith(_NO_ROOM) else Unavailable)(str(error.orig))
    return error


def refused_by_sqlite(error: sqlite3.Error, sql: str, values: Sequence[Any] = ()) -> Exception:
    """Return the error of `storage.ports`, or of SQLAlchemy, that one of SQLite's own stands for."""
    return as_ours(DBAPIError.instance(sql, values, error, sqlite3.Error))


def is_busy(error: Exception) -> bool:
    """Return whether another connection holds the lock that was wanted."""
    return getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")


def _code(error: DBAPIError) -> str:
    """Return PostgreSQL's SQLSTATE or SQLite's name of the error, "" when there is neither."""
    origin = error.orig
    return getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None) or ""


def _cured(code: str, why: str) -> str:
    """Return what is wrong with a database that cannot be used, and what to do about it."""
    if code.startswith(("SQLITE", "XX")):
        return f"The database is damaged ({why}): {RESTORE}"
    return f"The database refuses ({why}): check DATABASE_URL, and what that user may do there"


def _passes(code: str) -> bool:
    return code.startswith(_PASSING) or code.removeprefix("SQLITE_").startswith(_PASSING_SQLITE)
