"""One transaction, opened by its first statement, with the errors of `storage.ports`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from functools import cache
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Column, Delete, Dialect, Select, Table, Update, bindparam
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase

from storage.database import insert_new, insert_or_put
from storage.engines import AnyRow, Prepared, Transaction
from storage.ports import NotFound, StorageError
from storage.ports.turns import give_way
from storage.sql.knowing import Knowledge

AnySelect: TypeAlias = Select[Any]
Readable: TypeAlias = AnySelect | Prepared
Read = TypeVar("Read")
BIGGEST_ID = 2**63 - 1
_A_SPELL = 500
"""Rows that are read before whoever else waits is let in: some milliseconds."""

__all__ = ["BIGGEST_ID", "AnyRow", "AnySelect", "Prepared", "Session"]


class Session:
    """One unit's transaction; `unreadable` is told of each row that could not be read, by its name.

    `knows` is what this process need not ask for; by itself a session knows nothing.
    """

    def __init__(
        self,
        transaction: Transaction,
        dialect: Dialect,
        unreadable: Callable[[str, Exception], None] = lambda *_: None,
        *,
        knows: Knowledge | None = None,
        may_write: bool = False,
    ) -> None:
        self._transaction = transaction
        self._dialect = dialect
        self.unreadable = unreadable
        self.knows = knows or Knowledge()
        self._once_stored = list[Callable[[], None]]()
        self.may_write = may_write

    @property
    def touched(self) -> frozenset[str]:
        """The tables that were changed and are not stored yet."""
        return frozenset(self._transaction.touched)

    async def rows(self, statement: Readable | UpdateBase, /, **values: object) -> Sequence[AnyRow]:
        """Return what is read; `values` are for the parameters of the statement, by name."""
        return (await self._transaction.execute(statement, values)).rows

    async def readable(
        self, statement: Readable, table: Table, read: Callable[[AnyRow], Read], /, **values: object
    ) -> list[Read]:
        """Return what is read from the rows of a table, without those of which nothing can be read."""
        try:
            rows = await self.rows(statement, **values)
        except (StorageError, DBAPIError):
            raise
        except Exception:  # noqa: BLE001 - a driver stumbles over one value, and gives none of the rows
            rows = await self._one_by_one(statement, table, values)
        found = list[Read]()
        for start in range(0, len(rows), _A_SPELL):
            if start:
                await give_way()
            found += self._read(rows[start : start + _A_SPELL], table, read)
        return found

    def _read(self, rows: Sequence[AnyRow], table: Table, read: Callable[[AnyRow], Read]) -> list[Read]:
        try:
            return [read(row) for row in rows]
        except (StorageError, DBAPIError):
            raise
        except Exception:  # noqa: BLE001 - one of them cannot be read; which one is looked for below
            found = list[Read]()
        for row in rows:
            with self.rotten(table, row.id):
                found.append(read(row))
        return found

    async def _one_by_one(
        self, statement: Readable, table: Table, values: Mapping[str, object]
    ) -> list[AnyRow]:
        built = _select_of(statement)
        found = list[AnyRow]()
        for (number,) in await self.rows(built.with_only_columns(table.c.id), **values):
            with self.rotten(table, number):
                found.extend(await self.rows(built.where(table.c.id == number), **values))
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

    async def first(self, statement: Readable, /, **values: object) -> AnyRow | None:
        found = await self._transaction.execute(statement, values, only_first=True)
        return found.rows[0] if found.rows else None

    async def by_id(self, table: Table, number: int) -> AnyRow:
        """Return the row with that id. Raises NotFound."""
        # A number from outside may be bigger than the column; the drivers would refuse it with an error.
        row = await self.first(_row_of(table), number=number) if abs(number) <= BIGGEST_ID else None
        if row is None:
            raise NotFound(f"{table.name} {number}")
        return row

    async def insert(self, table: Table, **values: object) -> int:
        """Return the new row's id. Raises Stale or NotFound, and then the transaction goes on as before."""
        found = await self._transaction.attempt(_insert_into(table), values)
        number: int = found.rows[0].id
        return number

    async def add(self, table: Table, **values: object) -> None:
        """Do as `insert` for who does not ask for the id: telling it makes a row twice as dear to SQLite."""
        await self._transaction.attempt(_insert_rows_into(table), values)

    async def insert_rows(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        if rows:
            await self._transaction.execute(_insert_rows_into(table), rows)

    async def try_new(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Do as `insert_new`. Raises NotFound, and then the transaction goes on as before."""
        if rows:
            await self._transaction.attempt(_insert_new_into(table, self._dialect), rows)

    async def insert_new(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert the rows that no unique constraint says are there already."""
        if rows:
            await self._transaction.execute(_insert_new_into(table, self._dialect), rows)

    async def put_rows(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows, each in place of the one that has its primary key."""
        if rows:
            await self._transaction.execute(_put_into(table, self._dialect), rows)

    async def insert_unknown(
        self, table: Table, rows: Sequence[Mapping[str, object]], named_by: Column[Any]
    ) -> list[Any]:
        """Insert as `insert_new` does; return by what is named which rows were not there before."""
        if self._dialect.name == "sqlite":
            # It gives no rows for many at once, and telling which are new makes each twice as dear there.
            put = _insert_new_into(table, self._dialect)
            new = [row for row in rows if (await self._transaction.execute(put, row)).changed]
            return [row[named_by.name] for row in new]
        statement = _insert_unknown_into(table, self._dialect, named_by)
        # A server is asked once.
        return [row[0] for row in (await self._transaction.execute(statement, rows)).rows] if rows else []

    async def change(self, statement: Update | Delete | Prepared, /, **values: object) -> int:
        """Return how many rows were touched."""
        return (await self._transaction.execute(statement, values)).changed

    async def change_one(self, table: Table, number: int, **values: object) -> None:
        """Change the row with that id. Raises NotFound."""
        if not await self.change_if_there(table, number, **values):
            raise NotFound(f"{table.name} {number}")

    async def change_if_there(self, table: Table, number: int, **values: object) -> int:
        """Change the row with that id, and return how many there are."""
        return await self.change(_change_of(table), its_number=number, **values)

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """Undo what is done inside, and nothing else, when an error leaves the block."""
        return self._transaction.savepoint()

    async def lock(self, name: str) -> None:
        """Wait until no other transaction holds the lock of that name, and hold it until this one ends."""
        await self._transaction.lock(name)

    def once_stored(self, do: Callable[[], None]) -> None:
        """Let this be done when what this unit does is on the disk, and only then."""
        self._once_stored.append(do)

    async def commit(self, *, soon: bool = False) -> None:
        await self._transaction.commit(soon=soon)
        waiting, self._once_stored = self._once_stored, []
        for do in waiting if not soon else ():
            do()

    async def rollback(self) -> None:
        self._once_stored.clear()
        await self._transaction.rollback()

    async def close(self) -> None:
        """Roll back what was not committed and give the connection back, even when the task is cancelled."""
        await self._transaction.close()


def _select_of(statement: Readable) -> AnySelect:
    built = statement.statement if isinstance(statement, Prepared) else statement
    if not isinstance(built, Select):
        raise TypeError(f"nothing is selected by {built}")
    return built


@cache
def _row_of(table: Table) -> Prepared:
    return Prepared(table.select().where(table.c.id == bindparam("number")))


@cache
def _insert_into(table: Table) -> Prepared:
    return Prepared(table.insert().returning(table.c.id))


@cache
def _insert_rows_into(table: Table) -> Prepared:
    return Prepared(table.insert())


@cache
def _insert_new_into(table: Table, dialect: Dialect) -> Prepared:
    return Prepared(insert_new(table, dialect))


@cache
def _put_into(table: Table, dialect: Dialect) -> Prepared:
    return Prepared(insert_or_put(table, dialect))


@cache
def _insert_unknown_into(table: Table, dialect: Dialect, named_by: Column[Any]) -> Prepared:
    return Prepared(insert_new(table, dialect).returning(named_by))


@cache
def _change_of(table: Table) -> Prepared:
    return Prepared(table.update().where(table.c.id == bindparam("its_number")))
