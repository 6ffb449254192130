"""The files named in drafts and reports; their bytes are in `storage.evidence`."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from domain.files.foreign import Mark
from domain.forms.drafts import Evidence, FileState
from storage.ports import EvidenceFiles
from storage.ports.evidence import CHANGING
from storage.sql.audit import SqlAudit
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Session
from storage.tables.evidence import evidence as table
from storage.tables.evidence import evidence_openings
from storage.tables.rekap import rekap_sheets
from storage.tables.reports import report_files

_KEPT = table.c.removed_at.is_(None)
_SENT = or_(
    select(report_files).where(report_files.c.evidence == table.c.id).exists(),
    select(rekap_sheets).where(rekap_sheets.c.evidence == table.c.id).exists(),
)
# What was removed before it was ever sent is of no use to anybody.
WANTED = or_(_KEPT, _SENT)
CONTENT = "evidence/content"


class SqlEvidenceFiles(EvidenceFiles):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def add(self, evidence: Evidence) -> Evidence:
        self._session.knows.drafts.change(evidence.draft)
        new = columns_of(evidence, marks=_marks(evidence))
        await self._session.try_new(table, [new])
        same = (table.c.draft == evidence.draft) & (table.c.unique_id == evidence.unique_id)
        return (await self._select(_KEPT & same))[0]

    async def get(self, evidence_id: int) -> Evidence:
        return evidence_from(await self._session.by_id(table, evidence_id))

    async def remove(self, evidence_id: int, at: datetime) -> None:
        await self._session.by_id(table, evidence_id)
        kept = _KEPT & (table.c.id == evidence_id)
        await self._session.change(table.update().where(kept).values(removed_at=at))

    async def several(self, ids: Collection[int]) -> list[Evidence]:
        return await self._select(table.c.id.in_(ids)) if ids else []

    async def due(self, now: datetime, limit: int) -> list[Evidence]:
        untried = (table.c.state == FileState.WAITING.value) & table.c.next_try.is_(None)
        is_due = or_(untried, table.c.next_try <= now)
        oldest_first = select(table.c.id).where(is_due, WANTED).order_by(table.c.added_at, table.c.id)
        numbers = [row.id for row in await self._session.rows(oldest_first)]
        found: list[Evidence] = []
        # Rows that cannot be read must not fill the places of the others.
        while numbers and len(found) < limit:
            wanted, numbers = numbers[: limit - len(found)], numbers[limit - len(found) :]
            next_ones = select(table).where(table.c.id.in_(wanted))
            found += await self._session.readable(next_ones, table, evidence_from)
        return sorted(found, key=lambda file: (file.added_at, file.id))

    async def next_due(self, but: Collection[int] = ()) -> datetime | None:
        untried = (table.c.state == FileState.WAITING.value) & table.c.next_try.is_(None)
        is_left = or_(untried, table.c.next_try.is_not(None)) & WANTED & table.c.id.not_in(but)
        at = func.coalesce(table.c.next_try, table.c.added_at)
        soonest = select(func.min(at, type_=table.c.added_at.type).label("at")).where(is_left)
        due: datetime | None = (await self._session.rows(soonest))[0].at
        return due

    async def _change(self, evidence: Evidence) -> None:
        changed = columns_of(evidence, CHANGING, marks=_marks(evidence))
        await self._session.change_one(table, evidence.id, **changed)

    async def _proves(self, evidence: Evidence) -> bool:
        sent = select(table.c.id).where(table.c.id == evidence.id, _SENT)
        if await self._session.first(sent) is None:
            return False
        await prove_evidence(self._session, self._audit, [evidence.id])
        return True

    async def _add_opening(self, evidence_id: int, *, by: int, at: datetime) -> None:
        new = {"evidence": evidence_id, "by_person": by, "at": at}
        number = await self._session.insert(evidence_openings, **new)
        self._audit.wrote(evidence_openings.name, number, {"id": number, **new})

    async def opened(self, ids: Collection[int]) -> frozenset[int]:
        if not ids:
            return frozenset()
        opened = select(evidence_openings.c.evidence).where(evidence_openings.c.evidence.in_(ids)).distinct()
        return frozenset(row.evidence for row in await self._session.rows(opened))

    async def first_opened(self, ids: Collection[int]) -> dict[int, datetime]:
        file, at = evidence_openings.c.evidence, evidence_openings.c.at
        first = select(file, func.min(at, type_=at.type).label("at")).where(file.in_(ids)).group_by(file)
        return {row.evidence: row.at for row in await self._session.rows(first)}

    async def same_content(self, sha256: str, other_than_opd: str) -> list[Evidence]:
        others = table.c.opd.not_in(("", other_than_opd))
        return await self._select((table.c.sha256 == sha256) & others & WANTED)

    async def lost(self) -> list[Evidence]:
        return await self._select((table.c.state == FileState.LOST.value) & WANTED)

    async def contents(self) -> frozenset[str]:
        stored = (table.c.state == FileState.STORED.value) & WANTED
        return frozenset(
            row.sha256 for row in await self._session.rows(select(table.c.sha256).where(stored).distinct())
        )

    async def _select(self, condition: ColumnElement[bool]) -> list[Evidence]:
        rows = await self._session.rows(select(table).where(condition).order_by(table.c.id))
        return [evidence_from(row) for row in rows]


async def prove_evidence(session: Session, audit: SqlAudit, ids: Collection[int]) -> None:
    """Let the next note of the trail prove these files as well: once they are sent, they are evidence."""
    for row in await session.rows(select(table).where(table.c.id.in_(ids)).order_by(table.c.id)):
        for aspect in (table.name, CONTENT):
            audit.wrote(aspect, row.id, row._mapping)  # noqa: SLF001 - its public name


def _marks(evidence: Evidence) -> str:
    return " ".join(sorted(evidence.marks))


def evidence_from(row: AnyRow) -> Evidence:
    """Return the record of a row of the evidence table."""
    marks = frozenset(map(Mark, row.marks.split()))
    return record_of(Evidence, row, state=FileState(row.state), marks=marks)
