"""One transaction, opened by its first statement, with the errors of `storage.ports`."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import CursorResult, Delete, Executable, Row, Select, Table, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.database import insert_new, lock_until_end, translated
from storage.ports import NotFound, StorageError

AnyRow: TypeAlias = Row[Any]
AnySelect: TypeAlias = Select[Any]
Read = TypeVar("Read")
_BIGGEST_ID = 2**63 - 1
_A_SPELL = 500
"""Rows that are read before whoever else waits is let in: some milliseconds."""


class Session:
    """One unit's connection; `unreadable` is told of each row that could not be read, by its name."""

    def __init__(
        self, engine: AsyncEngine, unreadable: Callable[[str, Exception], None] = lambda *_: None
    ) -> None:
        self._engine = engine
        self.unreadable = unreadable
        self._connection: AsyncConnection | None = None

    async def rows(self, statement: AnySelect) -> Sequence[AnyRow]:
        return (await self._execute(statement)).all()

    async def readable(
        self, statement: AnySelect, table: Table, read: Callable[[AnyRow], Read]
    ) -> list[Read]:
        """Return what is read from the rows of a table, without those of which nothing can be read."""
        try:
            rows = await self.rows(statement)
        except (StorageError, DBAPIError):
            raise
        except Exception:  # noqa: BLE001 - a driver stumbles over one value, and gives none of the rows
            rows = await self._one_by_one(statement, table)
        found = []
        for place, row in enumerate(rows, start=1):
            with self.rotten(table, row.id):
                found.append(read(row))
            if place % _A_SPELL == 0:
                await asyncio.sleep(0)
        return found

    async def _one_by_one(self, statement: AnySelect, table: Table) -> list[AnyRow]:
        found = list[AnyRow]()
        for (number,) in await self.rows(statement.with_only_columns(table.c.id)):
            with self.rotten(table, number):
                found.extend(await self.rows(statement.where(table.c.id == number)))
        return found

    @contextmanager
    def rotten(self, table: Table, number: int) -> Iterator[None]:
        """Pass over a row that cannot be read, and say so; a database that is away is let out."""
        try:
            yield
        except (StorageError, DBAPIError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the row, it is this row's own
            self.unreadable(f"{table.name} {number}", error)

    async def first(self, statement: AnySelect) -> AnyRow | None:
        return (await self._execute(statement)).first()

    async def by_id(self, table: Table, number: int) -> AnyRow:
        """Return the row with that id. Raises NotFound."""
        # A number from outside may be bigger than the column; the drivers would refuse it with an error.
        row = (
            await self.first(table.select().where(table.c.id == number))
            if abs(number) <= _BIGGEST_ID
            else None
        )
        if row is None:
            raise NotFound(f"{table.name} {number}")
        return row

    async def insert(self, table: Table, **values: object) -> int:
        """Return the new row's id. Raises Stale or NotFound, and then the transaction goes on as before."""
        async with self.savepoint():
            result = await self._execute(table.insert().values(values).returning(table.c.id))
            number: int = result.scalar_one()
        return number

    async def insert_rows(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            await self._execute(table.insert(), rows)

    async def insert_new(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert the rows that no unique constraint says are there already."""
        if rows:
            await self._execute(insert_new(table, self._engine.dialect), rows)

    async def change(self, statement: Update | Delete) -> int:
        """Return how many rows were touched."""
        return (await self._execute(statement)).rowcount

    async def change_one(self, table: Table, number: int, **values: object) -> None:
        """Change the row with that id. Raises NotFound."""
        if not await self.change(table.update().where(table.c.id == number).values(values)):
            raise NotFound(f"{table.name} {number}")

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Undo what is done inside, and nothing else, when an error leaves the block."""
        with translated():
            connection = await self._connected()
            async with connection.begin_nested():
                yield

    async def lock(self, name: str) -> None:
        """Wait until no other transaction holds the lock of that name, and hold it until this one ends."""
        with translated():
            await lock_until_end(await self._connected(), name)

    async def commit(self) -> None:
        if self._connection is not None:
            with translated():
                await self._connection.commit()

    async def rollback(self) -> None:
        with translated():
            await (await self._connected()).rollback()

    async def close(self) -> None:
        """Roll back what was not committed and give the connection back, even when the task is cancelled."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with translated():
                await asyncio.shield(connection.close())

    async def _execute(
        self, statement: Executable, rows: Sequence[Mapping[str, object]] | None = None
    ) -> CursorResult[Any]:
        with translated():
            connection = await self._connected()
            return await connection.execute(statement, rows)

    async def _connected(self) -> AsyncConnection:
        if self._connection is None:
            connection = self._engine.connect()
            self._connection = await connection.start()
        return self._connection
