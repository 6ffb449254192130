"""The audit trail's rows: noted by the other ports, chained and stored when their unit of work commits."""

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from functools import partial
from secrets import token_hex

from sqlalchemy import ColumnElement, false, or_, select

from storage.audit_chain import BEGUN, EMPTY, PRIVATE, chained, end_of, first_break, sealed
from storage.facts.aspects import ASPECTS, Aspect
from storage.facts.fact import Values, fact_of
from storage.ports import Audit, AuditEntry, AuditLink, AuditSearch, Head
from storage.ports.audit import Note, Trail, canonical
from storage.sql.rows import columns_of, record_of
from storage.sql.session import Prepared, Session
from storage.tables.audit import audit as table

_TABLES = {"person": "people", "access": "access_requests"}
"""Where the rows are that entries with names are about, by how their subjects begin."""
_BATCH = 1000  # entries read at once when the whole chain is checked
_entry = partial(record_of, AuditEntry)
_END = Prepared(select(table.c.id, table.c.hash).order_by(table.c.id.desc()).limit(1))


class SqlAudit(Audit, Trail):
    """Nothing noted is lost: `flush` goes before every commit."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._noted: list[Note] = []
        self._written: list[tuple[Aspect, int, tuple[Values, ...]]] = []

    def wrote(self, aspect: str, key: int, /, *rows: Values) -> None:
        """Let the next note prove what was written: all that an aspect has of a row, or of several rows."""
        self._written.append((ASPECTS[aspect], key, rows))

    def _add(self, note: Note) -> None:
        secret = token_hex(32) if note.kind in PRIVATE else ""
        facts = [fact_of(aspect, key, rows, secret) for aspect, key, rows in self._written]
        self._written.clear()
        self._noted.append(replace(note, rows=canonical(facts), secret=secret))

    def forget(self) -> None:
        """Drop what was noted about changes that were rolled back."""
        self._noted.clear()
        self._written.clear()

    async def flush(self) -> None:
        """Chain and store what was noted.

        Only one unit of work at a time can know which entry is the last. Writing all entries at the very end
        keeps the others from waiting for longer than the commit takes, and from waiting in a circle.
        """
        if not self._noted:
            return
        await self._session.lock("audit")
        last = await self._end()
        rows = []
        for note in self._noted:
            entry = chained(note, last)
            last = end_of(entry)
            rows.append(columns_of(entry, id=entry.id))
        await self._session.insert_rows(table, rows)
        self._noted.clear()

    async def entries(
        self, *, search: AuditSearch | None = None, before: int | None = None, limit: int = 20
    ) -> list[AuditEntry]:
        await self.flush()
        wanted = select(table).order_by(table.c.id.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(table.c.id < before)
        if search is not None:
            wanted = wanted.where(_matches(search))
        return [_entry(row) for row in await self._session.rows(wanted)]

    async def about(self, subjects: Collection[str]) -> list[AuditLink]:
        await self.flush()
        before = table.alias("before")
        joined = table.outerjoin(before, before.c.id == table.c.id - 1)
        wanted = select(table, before.c.hash.label("previous")).select_from(joined)
        names, found = sorted(subjects), list[AuditLink]()
        for start in range(0, len(names), _BATCH):
            some = table.c.subject.in_(names[start : start + _BATCH])
            rows = await self._session.rows(wanted.where(some))
            found += [AuditLink(entry=sealed(_entry(row)), previous=row.previous or "") for row in rows]
        return sorted(found, key=lambda link: link.entry.id)

    async def newest(self) -> int:
        return (await self.head()).id

    async def head(self) -> Head:
        await self.flush()
        return await self._end()

    async def holds(self, head: Head) -> bool:
        await self.flush()
        entry = await self._session.first(select(table.c.hash).where(table.c.id == head.id))
        return entry is not None and entry.hash.startswith(head.hash)

    async def forget_names(self, subjects: Collection[str]) -> None:
        await self.flush()
        private = select(table).where(table.c.subject.in_(subjects), table.c.kind.in_(PRIVATE))
        for row in await self._session.rows(private.order_by(table.c.id)):
            entry = _entry(row)
            gone = sealed(entry if entry.rows else replace(entry, secret=token_hex(32)))
            await self._session.change_one(table, entry.id, before=gone.before, after=gone.after, secret="")
            if not entry.rows:
                # The hash of an entry from before the proof covers the name itself. The next note vouches
                # for what is left of it.
                self.wrote(table.name, entry.id, columns_of(gone, id=entry.id))
        await self._forget_beginning(subjects)

    async def _forget_beginning(self, subjects: Collection[str]) -> None:
        """Destroy the secrets of the facts by which the proof of these began, each in an entry of its own."""
        about = [subject.partition(" ") for subject in subjects]
        begins = [
            table.c.rows.startswith(f'[["{aspect.name}",{number},', autoescape=True)
            for kind, _, number in about
            for aspect in ASPECTS.values()
            if aspect.private and aspect.table.name == _TABLES.get(kind)
        ]
        of_these = (table.c.kind == BEGUN) & or_(false(), *begins)
        await self._session.change(table.update().where(of_these).values(secret=""))

    async def first_broken(self) -> int | None:
        await self.flush()
        last = EMPTY
        async for entries in self._batches():
            broken = first_break(entries, last)
            if broken is not None:
                return broken
            last = end_of(entries[-1])
        return None

    async def _batches(self) -> AsyncIterator[list[AuditEntry]]:
        in_order = select(table).order_by(table.c.id).limit(_BATCH)
        rows = await self._session.rows(in_order)
        while rows:
            yield [_entry(row) for row in rows]
            rows = await self._session.rows(in_order.where(table.c.id > rows[-1].id))

    async def _end(self) -> Head:
        row = await self._session.first(_END)
        return EMPTY if row is None else Head(row.id, row.hash)


def _matches(search: AuditSearch) -> ColumnElement[bool]:
    columns = table.c
    texts = (columns.kind, columns.subject, columns.before, columns.after)
    return or_(
        columns.kind.in_(search.kinds),
        columns.subject.in_(search.subjects),
        columns.by_person.in_(search.by),
        *(columns.subject.startswith(f"{code}/", autoescape=True) for code in sorted(search.opds)),
        *(text.icontains(search.text, autoescape=True) for text in texts if search.text),
    )
