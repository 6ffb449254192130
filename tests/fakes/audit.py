"""The audit trail in memory, chained as the tables chain it."""

from collections.abc import Collection
from dataclasses import fields, replace

from storage.audit_chain import EMPTY, PRIVATE, chained, end_of, first_break, sealed
from storage.ports import Audit, AuditEntry, AuditLink, AuditSearch, Head
from storage.ports.audit import Note, Trail
from tests.fakes.tables import Tables

FORGOTTEN = "nobody knows it"


class FakeAudit(Audit, Trail):
    def __init__(self, tables: Tables) -> None:
        self._chain = tables.audit

    def _add(self, note: Note) -> None:
        self._chain.append(chained(note, end_of(self._chain[-1]) if self._chain else EMPTY))

    async def entries(
        self, *, search: AuditSearch | None = None, before: int | None = None, limit: int = 20
    ) -> list[AuditEntry]:
        found = [
            entry
            for entry in reversed(self._chain)
            if (before is None or entry.id < before) and (search is None or _matches(entry, search))
        ]
        return found[:limit]

    async def about(self, subjects: Collection[str]) -> list[AuditLink]:
        hashes = {entry.id: entry.hash for entry in self._chain}
        return [
            AuditLink(entry=entry, previous=hashes.get(entry.id - 1, ""))
            for entry in self._chain
            if entry.subject in subjects
        ]

    async def newest(self) -> int:
        return (await self.head()).id

    async def head(self) -> Head:
        return end_of(self._chain[-1]) if self._chain else EMPTY

    async def holds(self, head: Head) -> bool:
        return any(one.id == head.id and one.hash.startswith(head.hash) for one in self._chain)

    async def forget_names(self, subjects: Collection[str]) -> None:
        """Nobody keeps a head of what is in memory: the chain is made anew."""
        told, last = list(self._chain), EMPTY
        self._chain.clear()
        for entry in told:
            said = {part.name: getattr(entry, part.name) for part in fields(Note)}
            note = Note(**said)
            if entry.subject in subjects and entry.kind in PRIVATE:
                note = sealed(replace(note, secret=FORGOTTEN))
            self._chain.append(chained(note, last))
            last = end_of(self._chain[-1])

    async def first_broken(self) -> int | None:
        return first_break(self._chain)


def _matches(entry: AuditEntry, search: AuditSearch) -> bool:
    texts = (entry.kind, entry.subject, entry.before, entry.after)
    return (
        entry.kind in search.kinds
        or entry.subject in search.subjects
        or entry.by in search.by
        or any(entry.subject.startswith(f"{code}/") for code in search.opds)
        or (bool(search.text) and any(search.text.lower() in text.lower() for text in texts))
    )
