"""A filled SQLite city once more in PostgreSQL, by COPY.

`python -m bot move` does the same for anybody's city, on either engine, and proves that both hold the same;
it takes some times as long.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Date, Table, text

from storage.backups.rows import go_on_behind, numbers
from storage.connecting import connected
from storage.migrate import migrate
from storage.tables import metadata
from storage.tables.columns import Instant

_LONG = 3600.0
"""Seconds that one table may take."""


async def copy_city(file: Path, target: str) -> None:
    """Copy all rows into a database of PostgreSQL in which there is nothing yet.

    Its user must be a superuser there: references are not checked row by row, they were in SQLite.
    """
    await migrate(target)
    async with connected(target, patience=_LONG) as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        driver = (await connection.get_raw_connection()).driver_connection
        if driver is None:
            raise LookupError("the connection is closed already")
        with closing(sqlite3.connect(file)) as source:
            for table in metadata.sorted_tables:
                # What the migrations have put there is another city's.
                await connection.execute(table.delete())
                names = [column.name for column in table.columns]
                await driver.copy_records_to_table(table.name, records=_records(source, table), columns=names)
        await go_on_behind(connection, await numbers(connection))
        await connection.commit()
        # As its autovacuum does soon after.
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("ANALYZE"))


def _records(source: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Yield the rows as the driver of PostgreSQL takes them."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    reads = [(place, _read(column.type)) for place, column in enumerate(table.columns)]
    differ = [(place, read) for place, read in reads if read is not None]
    for row in source.execute(f"SELECT {names} FROM {table.name}"):  # noqa: S608 - our own names
        values = list(row)
        for place, read in differ:
            if values[place] is not None:
                values[place] = read(values[place])
        yield tuple(values)


def _read(kind: object) -> Callable[[Any], Any] | None:
    """Return what makes of SQLite's value that of PostgreSQL, None where it is the same."""
    if isinstance(kind, Instant):
        return lambda said: datetime.fromisoformat(f"{said}+00:00")
    if isinstance(kind, Date):
        return date.fromisoformat
    return bool if isinstance(kind, Boolean) else None
