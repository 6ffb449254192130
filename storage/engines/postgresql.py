"""PostgreSQL, by SQLAlchemy's own connections: one for each unit of work."""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import CursorResult, Dialect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import UpdateBase

from storage.database import lock_until_end, translated
from storage.engines.counts import Counts
from storage.engines.prepared import Prepared
from storage.engines.transaction import AnyRow, Engine, Found, Given, Statement, Transaction, changed_by
from storage.ports import Touched


class PostgresqlEngine(Engine):
    def __init__(self, engine: AsyncEngine, stored: Callable[[Touched], None]) -> None:
        self.dialect: Dialect = engine.dialect
        self.counts = Counts()
        self._engine = engine
        self._stored = stored

    def begin(self) -> Transaction:
        return Connected(self._engine, self.counts, self._stored)

    def look(self) -> Transaction:
        return OnlyReading(self._engine, self.counts, self._stored)

    def version(self, tables: Sequence[str]) -> Hashable:  # noqa: ARG002 - of none is anything heard
        return object()

    def hear(self) -> None:
        """Nothing is heard of others."""

    async def close(self) -> None:
        await self._engine.dispose()


class Connected(Transaction):
    """A connection of the pool from the first statement until the unit ends."""

    def __init__(self, engine: AsyncEngine, counts: Counts, stored: Callable[[Touched], None]) -> None:
        self.touched = set()
        self._engine = engine
        self._counts = counts
        self._stored = stored
        self._connection: AsyncConnection | None = None

    async def execute(self, statement: Statement, values: Given = None, *, only_first: bool = False) -> Found:
        built = statement.statement if isinstance(statement, Prepared) else statement
        self._counts.statements += 1
        self._counts.hops += 1
        with translated():
            connection = await self._connected()
            result: CursorResult[Any] = await connection.execute(built, values)
            rows = _rows(result, only_first=only_first)
        if isinstance(built, UpdateBase) and result.rowcount:
            self.touched.add(changed_by(built))
        return Found(rows, result.rowcount)

    async def attempt(self, statement: Statement, values: Given = None) -> Found:
        async with self.savepoint():
            return await self.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        with translated():
            connection = await self._connected()
            self._counts.hops += 2
            async with connection.begin_nested():
                yield

    async def lock(self, name: str) -> None:
        self._counts.hops += 1
        with translated():
            await lock_until_end(await self._connected(), name)

    async def commit(self, *, soon: bool) -> None:  # noqa: ARG002 - the server groups commits itself
        if self._connection is None:
            return
        self._counts.hops += 1
        with translated():
            await self._connection.commit()
        self._counts.commits += 1
        self._counts.groups += 1
        touched = frozenset(self.touched)
        self.touched.clear()
        self._stored(touched)

    async def rollback(self) -> None:
        with translated():
            await (await self._connected()).rollback()

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with translated():
                await asyncio.shield(connection.close())

    async def _connected(self) -> AsyncConnection:
        if self._connection is None:
            connection = self._engine.connect()
            self._connection = await connection.start()
            self._counts.turns += 1
        return self._connection


class OnlyReading(Connected):
    async def commit(self, *, soon: bool) -> None:  # noqa: ARG002 - the same for both
        raise RuntimeError("a unit that only reads stores nothing")


def _rows(result: CursorResult[Any], *, only_first: bool) -> Sequence[AnyRow]:
    if not result.returns_rows:
        return ()
    if not only_first:
        return result.all()
    row = result.first()
    return () if row is None else (row,)
