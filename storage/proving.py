"""Compares the audit trail with what it is about: each row, and the bytes of the evidence.

Nothing is changed, and nobody is kept from anything: all is read in one snapshot, some rows at a time. What
the trail says of the rows is sorted in a temporary file, so that a city of any size needs little memory.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest
from typing import Any

from sqlalchemy import func, select

from domain.forms.drafts import FileState
from storage.audit_chain import BEGUN, EMPTY, PRIVATE, chained, end_of
from storage.evidence import EvidenceFolder
from storage.facts.aspects import ASPECTS, Aspect
from storage.facts.fact import difference, digest_of
from storage.facts.newest import Known, Newest
from storage.ports import HEAD, AuditEntry, Finding, Head, NotFound, StorageError
from storage.ports.turns import give_way
from storage.sql.evidence import WANTED
from storage.sql.rows import record_of
from storage.sql.session import AnyRow, Session
from storage.sql.unit_of_work import Database
from storage.tables.audit import audit
from storage.tables.cards import cards
from storage.tables.documents import documents
from storage.tables.evidence import evidence
from storage.tables.installation import installation

_AT_ONCE, _FILES = 1000, 16
"""Rows, and files of up to 20 MB, between two questions to the database: it ends who is silent for long."""
_entry = partial(record_of, AuditEntry)


@dataclass(slots=True)
class Proved:
    """What was compared, to be told beside what was found."""

    entries: int = 0
    head: Head = EMPTY
    rows: int = 0
    """Rows that are as the trail says, by all their aspects."""
    since: int = 0
    """Of them, those that the trail knows only from when the proof began."""
    begun: int = 0
    """The first entry of that beginning; 0: there is none."""
    files: int = 0
    nameless: int = 0
    """Entries that names were taken out of."""


@asynccontextmanager
async def proving(
    database: Database, files: EvidenceFolder, since: Sequence[Head] = ()
) -> AsyncIterator["Proving"]:
    """Give the comparison of the audit trail with what it is about, as of this moment.

    `since` are heads that are kept elsewhere: the trail must still say what it said then.
    """
    session = await database.look_at_all()
    try:
        yield Proving(session, files, since)
    finally:
        await session.close()


class Proving:
    """One comparison, in a session that sees one state of the database; make it with `proving`."""

    def __init__(self, session: Session, files: EvidenceFolder, since: Sequence[Head] = ()) -> None:
        self._session = session
        self._files = files
        self.since = since
        self._facts = Newest()
        self.proved = Proved()

    async def findings(self) -> AsyncIterator[Finding]:
        """Yield what is not as the trail says, in the order of the tables."""
        with closing(self._facts):
            for part in (self._chain, self._heads, self._rows, self._bytes):
                async for found in part():
                    yield found

    async def _chain(self) -> AsyncIterator[Finding]:
        last, doubtful = EMPTY, list[AuditEntry]()
        async for rows in self._in_batches(select(audit), audit.c.id):
            for entry in map(_entry, rows):
                # What follows a gap cannot be checked: its hash covers an entry that is not there.
                if entry.id > last.id + 1:
                    yield Finding("audit", last.id + 1, _missing(entry.id - last.id - 1))
                elif entry != chained(entry, Head(entry.id - 1, last.hash)):
                    doubtful.append(entry)
                self._facts.add(entry)
                self._count(entry)
                last = end_of(entry)
        for entry in doubtful:
            # Its name was taken out, and a later entry vouches for what is left.
            if not entry.rows and self._facts.has("audit", entry.id):
                self.proved.nameless += 1
                continue
            yield Finding(
                "audit", entry.id, f"its hash does not fit what it says ({entry.kind}, {entry.subject})"
            )
        self.proved.head = last

    def _count(self, entry: AuditEntry) -> None:
        self.proved.entries += 1
        if entry.kind == BEGUN and not self.proved.begun:
            self.proved.begun = entry.id
        if entry.rows and entry.kind in PRIVATE and not entry.secret:
            self.proved.nameless += 1

    async def _heads(self) -> AsyncIterator[Finding]:
        """Compare with every head that is known: those given, the one in the log, those on documents."""
        newest = self.proved.head.id
        for head in self.since:
            async for found in self._head(head, f"head {head.short}"):
                yield found
        noted = await self._session.first(select(installation.c.value).where(installation.c.name == HEAD))
        if noted is not None:
            async for found in self._written("installation", HEAD, noted.value, "the head noted last"):
                yield found
        printed = select(documents.c.id, documents.c.head).where(documents.c.head != "")
        async for rows in self._in_batches(printed, documents.c.id):
            for row in rows:
                async for found in self._written("documents", row.id, row.head, f"document {row.id}"):
                    yield found
        seen = max([await self._most(column) for column in (cards.c.seen, documents.c.seen)])
        if seen > newest:
            yield Finding(
                "audit", newest + 1, f"cut off: entry {seen} was seen when a card or document was made"
            )

    async def _written(
        self, table: str, row: int | str, written: str, said_by: str
    ) -> AsyncIterator[Finding]:
        try:
            head = Head.read(written)
        except ValueError:
            yield Finding(table, row, "its head of the trail cannot be read")
            return
        async for found in self._head(head, said_by):
            yield found

    async def _head(self, head: Head, said_by: str) -> AsyncIterator[Finding]:
        if head.id > self.proved.head.id:
            many = head.id - self.proved.head.id
            yield Finding("audit", self.proved.head.id + 1, f"cut off: {_missing(many)}, says {said_by}")
            return
        entry = await self._session.first(select(audit.c.hash).where(audit.c.id == head.id))
        if entry is not None and not entry.hash.startswith(head.hash):
            yield Finding(
                "audit", head.id, f"the trail up to here was made anew: its hash is not that of {said_by}"
            )

    async def _most(self, column: Any) -> int:  # noqa: ANN401 - a column
        row = await self._session.first(select(func.max(column).label("most")))
        return (row.most or 0) if row is not None else 0

    async def _rows(self) -> AsyncIterator[Finding]:
        for aspect in ASPECTS.values():
            known = self._facts.of(aspect.name)
            fact = next(known, None)
            async for key, rows in self._groups(aspect):
                while fact is not None and fact.key < key:
                    yield Finding(aspect.table.name, fact.key, f"removed; entry {fact.entry} knows it")
                    fact = next(known, None)
                mine = fact if fact is not None and fact.key == key else None
                if mine is not None:
                    fact = next(known, None)
                what = self._compared(aspect, rows, mine)
                if what:
                    yield Finding(aspect.table.name, key, what)
            while fact is not None:
                yield Finding(aspect.table.name, fact.key, f"removed; entry {fact.entry} knows it")
                fact = next(known, None)

    def _compared(self, aspect: Aspect, rows: Sequence[AnyRow] | None, fact: Known | None) -> str:
        """Return what is wrong with a row, "" where nothing is."""
        if rows is None:
            return "it cannot be read"
        if fact is None:
            return "added: no entry knows it" if aspect.needed else ""
        values = [row._mapping for row in rows]  # noqa: SLF001 - the public name of a row's columns
        if digest_of(aspect, values, fact.secret) != fact.digest:
            differs = difference(aspect, fact.hints, values, fact.secret)
            return f"{differs} not as entry {fact.entry} says"
        self.proved.rows += 1
        self.proved.since += fact.since
        return ""

    async def _groups(self, aspect: Aspect) -> AsyncIterator[tuple[int, Sequence[AnyRow] | None]]:
        """Yield the rows of an aspect by their key, in its order; None for those that cannot be read."""
        key, wanted = aspect.key_column, select(aspect.key_column).distinct()
        if aspect.where is not None:
            wanted = wanted.where(aspect.where)
        async for numbers in self._in_batches(wanted, key):
            of_these = key.between(numbers[0][0], numbers[-1][0])
            rows = select(key.label("_key"), *aspect.selected).where(of_these)
            if aspect.where is not None:
                rows = rows.where(aspect.where)
            read = await self._readable(rows.order_by(key, aspect.table.c[aspect.order or aspect.key]))
            if read is not None:
                for number, found in _grouped(read):
                    yield number, found
                continue
            for (number,) in numbers:
                yield number, await self._readable(rows.where(key == number))

    async def _readable(self, wanted: Any) -> Sequence[AnyRow] | None:  # noqa: ANN401 - a select
        """Return the rows, None where a driver cannot read what is in one of them."""
        try:
            return await self._session.rows(wanted)
        except (StorageError, sqlite3.Error):
            raise
        except (ValueError, TypeError):
            return None

    async def _in_batches(
        self,
        wanted: Any,  # noqa: ANN401 - a select
        key: Any,  # noqa: ANN401 - a column
        many: int = _AT_ONCE,
    ) -> AsyncIterator[Sequence[AnyRow]]:
        in_order = wanted.order_by(key).limit(many)
        rows = await self._session.rows(in_order)
        while rows:
            yield rows
            last = rows[-1]._mapping[key.name]  # noqa: SLF001 - as above
            rows = await self._session.rows(in_order.where(key > last))
            await give_way()

    async def _bytes(self) -> AsyncIterator[Finding]:
        """Read each file of the evidence that should be there; the same bytes are read once."""
        stored = select(evidence.c.sha256, func.min(evidence.c.id).label("id"))
        stored = stored.where(evidence.c.state == FileState.STORED.value, WANTED).group_by(evidence.c.sha256)
        async for rows in self._in_batches(stored, evidence.c.sha256, _FILES):
            for row in rows:
                what = await asyncio.to_thread(_looked_at, self._files, row.sha256)
                if what:
                    yield Finding("evidence", row.id, what)
                self.proved.files += not what


def _missing(many: int) -> str:
    return "missing" if many <= 1 else f"missing, with {many - 1} after it"


def _grouped(rows: Sequence[AnyRow]) -> Iterator[tuple[int, Sequence[AnyRow]]]:
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place][0] != rows[start][0]:
            yield rows[start][0], rows[start:place]
            start = place


def _looked_at(files: EvidenceFolder, sha256: str) -> str:
    try:
        with files.path(sha256).open("rb") as source:
            found = file_digest(source, "sha256").hexdigest()
    except NotFound:
        return "its SHA-256 is none"
    except OSError as error:
        return f"its file {sha256[:12]}… cannot be read: {error.strerror}"
    return "" if found == sha256 else f"its file {sha256[:12]}… holds other bytes"
