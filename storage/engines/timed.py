"""An engine whose statements are timed: it is put around another one where somebody wants to know."""

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Hashable, Sequence
from contextlib import asynccontextmanager

from domain.times import Times
from storage.engines.transaction import Engine, Found, Given, Statement, Transaction, Work


class Timings(defaultdict[str, Times]):
    """The times of what a database does: "read" (of who only looks), "work" (of who may write), "commit".

    A unit's first statement waits for its turn, and that is part of its time.
    """

    def __init__(self) -> None:
        super().__init__(Times)


class TimedEngine(Engine):
    def __init__(self, engine: Engine, timings: Timings) -> None:
        self.dialect, self.counts = engine.dialect, engine.counts
        self._engine = engine
        self._timings = timings

    def begin(self) -> Transaction:
        return Timed(self._engine.begin(), self._timings["work"], self._timings["commit"])

    def look(self) -> Transaction:
        return Timed(self._engine.look(), self._timings["read"], self._timings["commit"])

    def version(self, tables: Sequence[str]) -> Hashable:
        return self._engine.version(tables)

    def versions(self) -> Callable[[Sequence[str]], Hashable]:
        return self._engine.versions()

    def hear(self) -> None:
        self._engine.hear()

    def others(self) -> Hashable:
        return self._engine.others()

    def put_off(self, work: Work, piece: object) -> bool:
        return self._engine.put_off(work, piece)

    async def close(self) -> None:
        await self._engine.close()


class Timed(Transaction):
    def __init__(self, transaction: Transaction, statements: Times, commits: Times) -> None:
        self._transaction = transaction
        self._statements = statements
        self._commits = commits

    @property
    def touched(self) -> set[str]:  # type: ignore[override] # only read, here and by who uses it
        return self._transaction.touched

    async def execute(self, statement: Statement, values: Given = None, *, only_first: bool = False) -> Found:
        began = time.perf_counter()
        found = await self._transaction.execute(statement, values, only_first=only_first)
        self._statements.add(time.perf_counter() - began)
        return found

    async def attempt(self, statement: Statement, values: Given = None) -> Found:
        began = time.perf_counter()
        found = await self._transaction.attempt(statement, values)
        self._statements.add(time.perf_counter() - began)
        return found

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        async with self._transaction.savepoint():
            yield

    async def lock(self, name: str) -> None:
        await self._transaction.lock(name)

    async def commit(self, *, soon: bool) -> None:
        began = time.perf_counter()
        await self._transaction.commit(soon=soon)
        self._commits.add(time.perf_counter() - began)

    async def rollback(self) -> None:
        await self._transaction.rollback()

    async def close(self) -> None:
        await self._transaction.close()
