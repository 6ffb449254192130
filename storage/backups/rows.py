"""All rows of one database in another, whatever engine either has; and whether both say the same.

The rows go through the tables' own types, so that what an engine writes in its way (instants, JSON, truth)
comes out on the other as the program would have written it there.
"""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Row, Table, bindparam, func, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import metadata

_AT_ONCE = 500
"""Rows that are read and stored together."""


async def copy_rows(source: AsyncConnection, target: AsyncConnection) -> None:
    """Store every row of one in the other, whose tables are there and hold only what migrations put there."""
    for table in reversed(metadata.sorted_tables):
        if await target.scalar(select(func.count()).select_from(table)):
            await target.execute(table.delete())
    for table in metadata.sorted_tables:
        await _copy_table(source, target, table)
    for table in metadata.sorted_tables:
        for column in _pointing_back(table):
            await _point_back(source, target, table, column)
    await go_on_behind(target, await numbers(source))


async def digests(connection: AsyncConnection) -> dict[str, str]:
    """Return of each table how many rows it has and a hash over all of them, in one text."""
    return {table.name: await _digest(connection, table) for table in metadata.sorted_tables}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the tables in which two databases differ."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


async def numbers(connection: AsyncConnection) -> dict[str, int]:
    """Return the highest id that each table has given, also to a row that is gone or never was stored."""
    given, there = await _given(connection), await names_of_tables(connection)
    found = dict[str, int]()
    for table in _numbering():
        if table.name not in there:
            continue
        highest = await connection.scalar(select(func.max(table.c.id))) or 0
        found[table.name] = max(highest, given.get(table.name, 0))
    return found


async def go_on_behind(connection: AsyncConnection, given: Mapping[str, int]) -> None:
    """Let the next id of each table be higher than that one; SQLite can promise it for some tables only."""
    for name, highest in given.items():
        if name not in metadata.tables or highest < 1:
            continue
        if connection.dialect.name == "postgresql":
            counter = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :highest)")
            await connection.execute(counter, {"name": name, "highest": highest})
        elif metadata.tables[name].dialect_options["sqlite"]["autoincrement"]:
            said = {"name": name, "highest": highest}
            await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), said)
            await connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :highest)"), said)


async def names_of_tables(connection: AsyncConnection) -> list[str]:
    """Return the tables that there are, in the order of their names."""
    return sorted(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


def _numbering() -> list[Table]:
    """Return the tables whose ids the database gives."""
    return [
        table
        for table in metadata.sorted_tables
        if "id" in table.c and table.c.id.primary_key and table.c.id.autoincrement == "auto"
    ]


async def _given(connection: AsyncConnection) -> dict[str, int]:
    if connection.dialect.name == "sqlite":
        if not await connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")):
            return {}
        rows = await connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
        return {name: int(highest) for name, highest in rows}
    found = dict[str, int]()
    for table in _numbering():
        named = {"name": table.name}
        counter = await connection.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), named)
        # The name is the server's own, and quoted by it.
        state = await connection.execute(text(f"SELECT last_value, is_called FROM {counter}"))  # noqa: S608
        last, is_called = state.one()
        found[table.name] = last if is_called else last - 1
    return found


async def _copy_table(source: AsyncConnection, target: AsyncConnection, table: Table) -> None:
    back = {column.name for column in _pointing_back(table)}
    found = await source.stream(select(table).order_by(*table.primary_key))
    async for rows in found.mappings().partitions(_AT_ONCE):
        new = [{name: None if name in back else value for name, value in row.items()} for row in rows]
        await target.execute(table.insert(), new)


def _pointing_back(table: Table) -> list[Column[Any]]:
    """Return the columns that refer to a table which is filled later."""
    return [key.parent for key in table.foreign_keys if key.use_alter]


async def _point_back(
    source: AsyncConnection, target: AsyncConnection, table: Table, column: Column[Any]
) -> None:
    found = await source.execute(select(table.c.id, column).where(column.is_not(None)))
    rows = [{"row": number, "value": value} for number, value in found]
    if rows:
        pointing = table.update().where(table.c.id == bindparam("row")).values({column: bindparam("value")})
        await target.execute(pointing, rows)


async def _digest(connection: AsyncConnection, table: Table) -> str:
    # The engines sort texts differently, so the hashes of the rows are sorted, and not the rows.
    hashes = list[bytes]()
    found = await connection.stream(select(table))
    async for rows in found.partitions(_AT_ONCE):
        hashes += [sha256(_canonical(row)).digest() for row in rows]
    return f"{len(hashes)} {sha256(b''.join(sorted(hashes))).hexdigest()}"


def _canonical(row: Row[Any]) -> bytes:
    values = [value.isoformat() if isinstance(value, date) else value for value in row]
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
