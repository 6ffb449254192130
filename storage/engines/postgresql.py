"""PostgreSQL, by SQLAlchemy's own connections: one for each unit of work."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Hashable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import CursorResult, Dialect, Select, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import UpdateBase

from storage.database import lock_until_end, translated
from storage.engines.counts import Counts
from storage.engines.listening import Listening
from storage.engines.prepared import Prepared
from storage.engines.transaction import AnyRow, Engine, Found, Given, Statement, Transaction, Work, changed_by
from storage.engines.versions import Versions, enter
from storage.ports import Touched


class PostgresqlEngine(Engine):
    def __init__(self, engine: AsyncEngine, stored: Callable[[Touched], None]) -> None:
        self.dialect: Dialect = engine.dialect
        self.counts = Counts()
        self._engine = engine
        self._stored = stored
        self._versions = Versions()
        self._epoch = 0
        self._listening = Listening(engine, self._heard)

    def begin(self) -> Transaction:
        return Connected(self)

    def look(self) -> Transaction:
        return OnlyReading(self)

    def version(self, tables: Sequence[str]) -> Hashable:
        self._listening.begin()
        return self._versions.of(tables, self._epoch) if self._listening.is_there else object()

    def versions(self) -> Callable[[Sequence[str]], Hashable]:
        self._listening.begin()
        heard, epoch, newest = self._listening.is_there, self._epoch, self._versions.newest

        def as_of(tables: Sequence[str]) -> Hashable:
            is_known = heard and self._listening.is_there
            return self._versions.of(tables, epoch, newest) if is_known else object()

        return as_of

    def hear(self) -> None:
        """Whoever stores something says so."""

    def others(self) -> Hashable:
        """What others store is heard of by table, and late."""
        return None

    def put_off(self, work: Work, piece: object) -> bool:  # noqa: ARG002 - the same for all
        """Each unit has a connection of its own: there is no next one that every later unit comes after."""
        return False

    def _heard(self, touched: Touched) -> None:
        if touched is None:
            self._epoch += 1
        else:
            self._versions.change(touched)
        self._stored(touched)

    def connect(self) -> AsyncConnection:
        return self._engine.connect()

    def telling(self, touched: set[str]) -> Select[Any]:
        """Return what a transaction executes last, so that others hear of what it has changed."""
        return select(self._listening.telling(touched))

    def was_stored(self, touched: frozenset[str]) -> None:
        self._versions.change(touched)
        self._stored(touched)

    def may_be_stored(self, touched: frozenset[str]) -> None:
        """Let nothing that is kept of these count as current, nor of when it may be stored after all."""
        self._listening.doubt()
        self.was_stored(touched)

    def is_own(self, versions: Versions) -> bool:
        return versions is self._versions

    async def close(self) -> None:
        await self._listening.close()
        await self._engine.dispose()


class Connected(Transaction):
    """A connection of the pool from the first statement until the unit ends."""

    def __init__(self, engine: PostgresqlEngine) -> None:
        self.touched = set()
        self._engine = engine
        self._counts = engine.counts
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
            if self.touched:
                self._counts.hops += 1
                await self._connection.execute(self._engine.telling(self.touched))
            await self._committed(self._connection)
        self._counts.commits += 1
        self._counts.groups += 1
        touched = frozenset(self.touched)
        self.touched.clear()
        if touched:
            self._engine.was_stored(touched)

    async def _committed(self, connection: AsyncConnection) -> None:
        try:
            await connection.commit()
        except BaseException as error:  # a cancelled one has not heard, either; passed on
            is_refused = isinstance(error, DBAPIError) and not error.connection_invalidated
            if self.touched and not is_refused:
                self._engine.may_be_stored(frozenset(self.touched))
            raise

    async def rollback(self) -> None:
        with translated():
            await (await self._connected()).rollback()
        self.touched.clear()

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
            enter(self)
        return self._connection

    def is_open(self) -> bool:
        return self._connection is not None

    def spoils(self, tables: Collection[str], versions: Versions) -> bool:
        return (
            self._engine.is_own(versions)
            and bool(self.touched)
            and (not tables or not self.touched.isdisjoint(tables))
        )


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
