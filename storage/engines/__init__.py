"""The databases behind the units of work: one engine for SQLite, one for PostgreSQL, and what both promise.

`open_engine` gives the one that a URL asks for. A unit of work is a `Transaction` of it: one that writes
(`begin`), or one that only looks (`look`). This is the door: import everything from here.
"""

from collections.abc import Callable

from storage.database import async_url, engine_for, sqlite_file
from storage.engines.counts import Counts
from storage.engines.prepared import Prepared
from storage.engines.sqlite import SqliteEngine
from storage.engines.timed import TimedEngine, Timings
from storage.engines.transaction import AnyRow, Engine, Found, Statement, Transaction, Values
from storage.ports import Touched

__all__ = [
    "AnyRow", "Counts", "Engine", "Found", "Prepared", "SqliteEngine", "Statement", "Timings",
    "Transaction", "Values", "open_engine",
]  # fmt: skip


def open_engine(
    url: str, patience: float, stored: Callable[[Touched], None], timings: Timings | None = None
) -> Engine:
    """Return the engine for that URL; nothing is connected yet.

    `stored` is told of each commit. With `timings` every statement is timed. Raises ValueError like
    `storage.database.async_url`.
    """
    engine = _engine(url, patience, stored)
    return engine if timings is None else TimedEngine(engine, timings)


def _engine(url: str, patience: float, stored: Callable[[Touched], None]) -> Engine:
    file = sqlite_file(url)
    if file is not None:
        return SqliteEngine(str(async_url(url).database), patience, stored)
    from storage.engines.postgresql import PostgresqlEngine  # noqa: PLC0415 - brings what SQLite does without

    return PostgresqlEngine(engine_for(url, patience=patience), stored)
