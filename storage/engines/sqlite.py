"""SQLite, in the process's own event loop: one connection that writes, some that only read.

Statements run where the loop runs, without a hop to another thread; only a commit goes to one, for its fsync.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Hashable, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import Dialect

from storage.engines.counts import Counts
from storage.engines.group import Group
from storage.engines.reader import Looking, Readers
from storage.engines.running import DIALECT, Run
from storage.engines.transaction import Engine, Found, Given, Statement, Transaction, Work
from storage.engines.versions import Versions, enter
from storage.engines.writer import Writer
from storage.ports import Touched, Unavailable


class SqliteEngine(Engine):
    def __init__(self, file: str, patience: float, stored: Callable[[Touched], None]) -> None:
        self.dialect: Dialect = DIALECT
        self.counts = Counts()
        self._stored = stored
        self._versions = Versions()
        self._writer = Writer(file, patience, self._versions, self.counts, stored)
        self._readers = Readers(file, patience)
        self._heard: Hashable = None

    def begin(self) -> Transaction:
        return Writing(self._writer, self._versions, self.counts)

    def look(self) -> Transaction:
        return Looking(self._readers, self._writer, self._versions, self.counts)

    def version(self, tables: Sequence[str]) -> Hashable:
        others = self._writer.others()
        return object() if others is None else self._versions.of(tables, others)

    def versions(self) -> Callable[[Sequence[str]], Hashable]:
        others, newest = self._writer.others(), self._versions.newest
        return lambda tables: object() if others is None else self._versions.of(tables, others, newest)

    def hear(self) -> None:
        heard, self._heard = self._heard, self._writer.others()
        if heard is not None and heard != self._heard:
            self._stored(None)

    def others(self) -> Hashable:
        return self._writer.others()

    def put_off(self, work: Work, piece: object) -> bool:
        return self._writer.put_off(work, piece)

    async def close(self) -> None:
        self._readers.close()
        await self._writer.close()


class Writing(Transaction):
    """A unit's turns on the connection that writes: one until it commits, another for what it does then."""

    def __init__(self, writer: Writer, versions: Versions, counts: Counts) -> None:
        self.touched = set()
        self._writer = writer
        self._versions = versions
        self._counts = counts
        self._group: Group | None = None
        self._has_read = False

    async def execute(self, statement: Statement, values: Given = None, *, only_first: bool = False) -> Found:
        run = Run(statement, values)
        group = await self._turn()
        self._counts.statements += 1
        try:
            found = await run.on(self._writer.raw, only_first=only_first)
        except Exception:  # whatever failed, SQLite may have rolled back the whole group with it; passed on
            self._writer.is_lost(group)
            raise
        if run.is_read:
            self._has_read = True
        elif found.changed:
            self.touched.add(run.table)
        return found

    async def _turn(self) -> Group:
        """Return the group that this unit's turn belongs to, waiting for the turn if it has none."""
        if self._group is None:
            self._group = await self._writer.take()
            self._has_read = False
            enter(self)
        elif self._group.is_over:
            raise Unavailable("the transaction that this unit belonged to is lost")
        return self._group

    def is_open(self) -> bool:
        return self._group is not None

    def spoils(self, tables: Collection[str], versions: Versions) -> bool:
        return (
            versions is self._versions
            and bool(self.touched)
            and (not tables or not self.touched.isdisjoint(tables))
        )

    async def attempt(self, statement: Statement, values: Given = None) -> Found:
        """On SQLite a statement that fails undoes itself, and nothing else."""
        return await self.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        group = await self._turn()
        self._writer.run("SAVEPOINT part")
        try:
            yield
        except BaseException:  # a cancelled part is undone as well as a failed one; passed on
            if not self._writer.is_lost(group):
                self._writer.run("ROLLBACK TO part")
                self._writer.run("RELEASE part")
            raise
        self._writer.run("RELEASE part")

    async def lock(self, name: str) -> None:  # noqa: ARG002 - there is only one who writes
        """A turn is the only lock that there is."""
        await self._turn()

    async def commit(self, *, soon: bool) -> None:
        if self._group is None:
            return
        group = await self._turn()
        if not self.touched:
            await self._leave(group)
            return
        # What was read may be another unit's that is not on the disk yet.
        is_told = not soon or (self._has_read and group.durable > 0)
        self._writer.run("RELEASE unit")
        self._writer.add(group, self.touched, soon=soon)
        self._end_turn()
        await self._pass_on(group, waits=is_told)

    async def rollback(self) -> None:
        if self._group is not None:
            await self._leave(self._group)

    async def close(self) -> None:
        await self.rollback()

    async def _leave(self, group: Group) -> None:
        """End the turn without what was done in it; nobody may speak of what others have not stored yet."""
        if not self._writer.is_lost(group):
            self._writer.undo()
        self._end_turn()
        await self._pass_on(group, waits=group.members > 0)

    def _end_turn(self) -> None:
        self._group = None
        self.touched.clear()

    async def _pass_on(self, group: Group, *, waits: bool) -> None:
        told: asyncio.Future[None] | None = None
        if waits:
            if group.is_over:
                self._writer.pass_on()
                raise Unavailable("the transaction that this unit belonged to is lost")
            told = group.waiter()
        self._writer.pass_on()
        if told is not None:
            await told
