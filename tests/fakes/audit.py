"""The audit trail in memory, chained as the tables chain it."""

from storage.audit_chain import EMPTY, Note, chained, end_of, first_break
from storage.ports import AuditEntry
from tests.fakes.tables import Tables


class FakeAudit:
    """`note` is what the other fakes call."""

    def __init__(self, tables: Tables) -> None:
        self._chain = tables.audit

    def note(self, note: Note) -> None:
        self._chain.append(chained(note, end_of(self._chain[-1]) if self._chain else EMPTY))

    async def entries(
        self, *, search: str = "", before: int | None = None, limit: int = 20
    ) -> list[AuditEntry]:
        found = [
            entry
            for entry in reversed(self._chain)
            if (before is None or entry.id < before) and _mentions(entry, search.lower())
        ]
        return found[:limit]

    async def first_broken(self) -> int | None:
        return first_break(self._chain)


def _mentions(entry: AuditEntry, searched: str) -> bool:
    return any(searched in text.lower() for text in (entry.kind, entry.subject, entry.before, entry.after))
