"""Whether what was read out of a backup is whole, and is what its manifest says."""

import asyncio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, RowMapping, inspect, select

from storage.audit_chain import EMPTY, end_of, first_break
from storage.backups.copying import connected
from storage.backups.evidence import digest_of, place_of
from storage.backups.manifest import Content, Kept, Manifest
from storage.ports import AuditEntry, CannotBackUp, Head
from storage.tables.audit import audit

_AT_ONCE = 1000
_NAMED = {
    "evidence": "SELECT sha256 FROM evidence WHERE state = 'stored' AND sha256 != ''",
    "office_texts": "SELECT text FROM office_texts WHERE part = 'logo' AND text != ''",
}
"""Where the database names bytes that lie beside it."""


def content_of(file: Path) -> Content:
    """Return size and hash of a file. Raises OSError."""
    return Content(size=file.stat().st_size, sha256=digest_of(file))


def require_content(file: Path, said: Content) -> None:
    """Raises CannotBackUp unless the file is what the manifest says."""
    try:
        found = content_of(file)
    except OSError as error:
        raise CannotBackUp(f"{file.name} cannot be read: {error}") from error
    if found != said:
        raise CannotBackUp(f"{file.name} is not what the manifest says: its bytes have changed")


async def require_database(file: Path, manifest: Manifest) -> None:
    """Raises CannotBackUp unless the database is whole, and holds what the manifest says."""
    await asyncio.to_thread(_require_whole, file)
    found = await asyncio.to_thread(rows_of, file)
    for table in sorted(found.keys() | manifest.rows.keys()):
        if found.get(table) != manifest.rows.get(table):
            raise CannotBackUp(
                f"{table} has {found.get(table)} rows, and the manifest says {manifest.rows.get(table)}"
            )
    chain = await chain_of(file)
    if chain != Chain(manifest.audit_head, manifest.audit_broken):
        raise CannotBackUp(f"the audit trail ends or breaks elsewhere: it has {chain.head.id} entries")


@dataclass(frozen=True, slots=True)
class Chain:
    """The audit chain: its last entry, and the first that does not fit (0: all do)."""

    head: Head
    broken: int = 0


async def chain_of(file: Path) -> Chain:
    """Return the audit chain of an SQLite database."""
    last, broken = EMPTY, 0
    async with connected(f"sqlite:///{file}") as connection:
        # The trail of a backup that an older program made has fewer columns.
        there = await connection.run_sync(_columns_of_trail)
        columns = [column for column in audit.c if column.name in there]
        while True:
            wanted = select(*columns).where(audit.c.id > last.id).order_by(audit.c.id).limit(_AT_ONCE)
            entries = [_entry(row) for row in (await connection.execute(wanted)).mappings()]
            if not entries:
                return Chain(last, broken)
            # A trail that somebody has changed is copied as it is: a backup without it would prove nothing.
            broken = broken or first_break(entries, last) or 0
            last = end_of(entries[-1])


def _columns_of_trail(connection: Connection) -> set[str]:
    return {column["name"] for column in inspect(connection).get_columns(audit.name)}


def _entry(row: RowMapping) -> AuditEntry:
    said = dict(row)
    return AuditEntry(by=said.pop("by_person"), **said)


def _require_whole(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            astray = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise CannotBackUp(f"the database is damaged: {error}") from error
    if said != "ok":
        raise CannotBackUp(f"the database is damaged: {said}")
    if astray is not None:
        raise CannotBackUp(f"a row of {astray[0]} refers to a row of {astray[2]} that is not there")


def rows_of(file: Path) -> dict[str, int]:
    """Return how many rows each table of an SQLite database has."""
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - its own name
            for (name,) in sorted(tables)
        }


def evidence_in(file: Path) -> frozenset[str]:
    """Return the SHA-256 of all evidence whose bytes were stored, as an SQLite database names it."""
    tables = rows_of(file)
    with closing(sqlite3.connect(file)) as connection:
        asked = [query for table, query in _NAMED.items() if table in tables]
        return frozenset(sha256 for query in asked for (sha256,) in connection.execute(query))


def require_evidence(root: Path, kept: Iterable[Kept]) -> None:
    """Raises CannotBackUp for the first file that is not there, or is not what its name says."""
    for one in kept:
        place = place_of(root, one.sha256, sealed=bool(one.sealed))
        try:
            found = digest_of(place)
        except OSError as error:
            raise CannotBackUp(f"evidence {one.sha256} cannot be read: {error}") from error
        if found != (one.sealed or one.sha256):
            raise CannotBackUp(f"evidence {one.sha256} is not what it was: its bytes have changed")
