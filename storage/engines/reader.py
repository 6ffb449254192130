"""Units that only read an SQLite file: each in a snapshot, on a connection that cannot write."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Collection, Hashable
from contextlib import asynccontextmanager

from storage.database import Disk, connect_sqlite, is_busy, refused_by_sqlite
from storage.engines.counts import Counts
from storage.engines.running import Run
from storage.engines.transaction import Found, Given, Statement, Transaction
from storage.engines.versions import Versions, enter
from storage.engines.writer import Writer

_KEPT = 4
_POLL = 0.005  # seconds


class Readers:
    """The connections that are kept for looking."""

    def __init__(self, file: str, patience: float) -> None:
        self._file = file
        self._patience = patience
        self._free: list[Disk] = []

    async def take(self) -> Disk:
        """Return a connection with a snapshot of what is stored at this moment. Raises Unavailable."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        while True:
            raw: Disk | None = None
            try:
                raw = self._free.pop() if self._free else connect_sqlite(self._file, only_reads=True)
                raw.execute("BEGIN")
                # The snapshot is taken by the first statement, not by BEGIN.
                raw.execute("SELECT rowid FROM sqlite_schema LIMIT 0").fetchall()
            except sqlite3.Error as error:
                if raw is not None:
                    raw.close()
                if not is_busy(error) or loop.time() >= until:
                    raise refused_by_sqlite(error, "BEGIN") from error
            else:
                return raw
            await asyncio.sleep(_POLL)

    def give_back(self, raw: Disk) -> None:
        try:
            raw.execute("ROLLBACK")
        except sqlite3.Error:
            raw.close()  # It is of no use any more; what failed on it was told to whoever looked.
            return
        if len(self._free) < _KEPT:
            self._free.append(raw)
        else:
            raw.close()

    def close(self) -> None:
        while self._free:
            self._free.pop().close()


class Looking(Transaction):
    """One snapshot, in which everything is that this process has stored before."""

    def __init__(self, readers: Readers, writer: Writer, versions: Versions, counts: Counts) -> None:
        self.touched = set()
        self._readers = readers
        self._writer = writer
        self._versions = versions
        self._counts = counts
        self._raw: Disk | None = None
        self._seen = 0
        self._others: Hashable = None

    async def execute(self, statement: Statement, values: Given = None, *, only_first: bool = False) -> Found:
        run = Run(statement, values)
        self._counts.statements += 1
        return await run.on(self._raw or await self._begin(), only_first=only_first)

    async def _begin(self) -> Disk:
        # Before anything is waited for: what happens meanwhile may be in the snapshot, or not.
        self._seen, self._others = self._versions.newest, self._writer.others()
        await self._writer.settled()
        self._raw = await self._readers.take()
        self._counts.looks += 1
        enter(self)
        return self._raw

    def is_open(self) -> bool:
        return self._raw is not None

    def spoils(self, tables: Collection[str], versions: Versions) -> bool:
        return versions is self._versions and (
            self._versions.last(tables) > self._seen or self._writer.others() != self._others
        )

    async def attempt(self, statement: Statement, values: Given = None) -> Found:
        """On SQLite a statement that fails undoes itself, and nothing else."""
        return await self.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Nothing is done that could be undone."""
        yield

    async def lock(self, name: str) -> None:
        """Nobody changes what is seen here."""

    async def commit(self, *, soon: bool) -> None:  # noqa: ARG002 - the same for both
        raise RuntimeError("a unit that only reads stores nothing")

    async def rollback(self) -> None:
        await self.close()

    async def close(self) -> None:
        raw, self._raw = self._raw, None
        if raw is not None:
            self._readers.give_back(raw)
