"""Drafts in memory, with the same versions and the same two rules as the tables have."""

from dataclasses import replace
from datetime import datetime

from domain.drafts import Draft, DraftStatus
from domain.forms import Place
from domain.keys import IndicatorKey
from storage.ports import Stale
from tests.fakes.tables import Tables


class FakeDrafts:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, draft_id: int) -> Draft:
        self._tables.require_draft(draft_id)
        return self._whole(self._tables.drafts[draft_id])

    async def held_by(self, person_id: int) -> Draft | None:
        return next((draft for draft in self._open() if draft.holder == person_id), None)

    async def open_for(self, opd: str, indicator: IndicatorKey, year: int) -> Draft | None:
        found = (draft for draft in await self.open_of(opd, year) if draft.indicator == indicator)
        return next(found, None)

    async def open_of(self, opd: str, year: int) -> list[Draft]:
        return [draft for draft in self._open() if (draft.opd, draft.year) == (opd, year)]

    async def start(self, opd: str, indicator: IndicatorKey, year: int, *, by: int, at: datetime) -> Draft:
        self._tables.require_person(by)
        if await self.open_for(opd, indicator, year) is not None:
            raise Stale("a draft of this report is open already")
        self._let_go(by)
        draft = Draft(
            id=len(self._tables.drafts) + 1,
            indicator=indicator,
            opd=opd,
            year=year,
            place=Place(),
            version=1,
            status=DraftStatus.OPEN,
            holder=by,
            touched_by=by,
            touched_at=at,
        )
        self._tables.drafts[draft.id] = draft
        return draft

    async def take(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        stored = self._unchanged(draft)
        if stored.status is not DraftStatus.OPEN:
            raise Stale("this draft is not open")
        return self._store(replace(stored, holder=by), by=by, at=at)

    async def save(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        stored = self._unchanged(draft)
        if draft.status is DraftStatus.OPEN:
            rival = await self.open_for(stored.opd, stored.indicator, stored.year)
            if rival is not None and rival.id != stored.id:
                raise Stale("another draft of this report is open")
        changed = replace(stored, place=draft.place, status=draft.status, holder=draft.holder)
        return self._store(changed, by=by, at=at)

    async def place_card(self, draft_id: int, chat_id: int, message_id: int) -> None:
        self._tables.require_draft(draft_id)
        draft = self._tables.drafts[draft_id]
        self._tables.drafts[draft_id] = replace(draft, chat_id=chat_id, message_id=message_id)

    def _open(self) -> list[Draft]:
        drafts = self._tables.drafts.values()
        return [self._whole(draft) for draft in drafts if draft.status is DraftStatus.OPEN]

    def _whole(self, draft: Draft) -> Draft:
        kept = (file for key, file in self._tables.evidence.items() if key not in self._tables.removed)
        return replace(draft, files=tuple(file for file in kept if file.draft == draft.id))

    def _unchanged(self, draft: Draft) -> Draft:
        self._tables.require_draft(draft.id)
        stored = self._tables.drafts[draft.id]
        if stored.version != draft.version:
            raise Stale(f"version {draft.version} was changed meanwhile")
        return stored

    def _store(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        self._tables.require_person(by, draft.holder)
        if draft.status is DraftStatus.OPEN and draft.holder is not None:
            self._let_go(draft.holder, but=draft.id)
        changed = replace(draft, version=draft.version + 1, touched_by=by, touched_at=at)
        self._tables.drafts[draft.id] = changed
        return self._whole(changed)

    def _let_go(self, person_id: int, but: int | None = None) -> None:
        for draft in self._open():
            if draft.holder == person_id and draft.id != but:
                self._tables.drafts[draft.id] = replace(draft, holder=None, version=draft.version + 1)
