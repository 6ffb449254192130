"""Drafts in memory, with the same versions and the same two rules as the tables have."""

from dataclasses import replace
from datetime import datetime

from domain.forms.drafts import Aside, Draft, DraftStatus
from domain.keys import IndicatorKey
from storage.ports import Drafts, Stale
from storage.ports.drafts import CHANGING
from tests.fakes.tables import Tables, added, changed, found


class FakeDrafts(Drafts):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, draft_id: int) -> Draft:
        return self._whole(found(self._tables.drafts, draft_id))

    async def stands(self, draft: Draft) -> bool:
        stored = self._tables.drafts.get(draft.id)
        return stored is not None and stored.version == draft.version

    async def held_by(self, person_id: int) -> Draft | None:
        return next((draft for draft in self._all_open() if draft.holder == person_id), None)

    async def left_by(self, person_id: int) -> list[Draft]:
        return [
            self._whole(draft)
            for draft in self._tables.drafts.values()
            if draft.aside is Aside.LEFT and draft.touched_by == person_id
        ]

    async def open_for(self, opd: str, indicator: IndicatorKey, year: int) -> Draft | None:
        its = (draft for draft in await self.open_of(opd, year) if draft.indicator == indicator)
        return next(its, None)

    async def open_of(self, opd: str, year: int) -> list[Draft]:
        return [draft for draft in self._all_open() if (draft.opd, draft.year) == (opd, year)]

    async def busy(self, since: datetime, until: datetime | None = None) -> frozenset[int]:
        return frozenset(
            draft.holder
            for draft in self._all_open()
            if draft.holder is not None
            and draft.touched_at >= since
            and (until is None or draft.touched_at <= until)
        )

    async def take(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        stored = self._unchanged(draft)
        if stored.status is not DraftStatus.OPEN:
            raise Stale("this draft is not open")
        if stored.opd is None and stored.holder != by:
            raise Stale("this draft is somebody else's alone")
        return await self._store(replace(stored, holder=by), by=by, at=at)

    async def save(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        stored = self._unchanged(draft)
        if draft.status is DraftStatus.OPEN:
            self._refuse_second(stored)
        self._tables.require_event(draft.repairs)
        taken = changed(stored, draft, CHANGING)
        if draft.status is DraftStatus.OPEN and draft.holder is None:
            taken = replace(taken, status=_when_let_go(stored))
        return await self._store(taken, by=by, at=at)

    async def let_go(self, person_id: int, *, but: int | None = None) -> None:
        for draft in self._all_open():
            if draft.holder == person_id and draft.id != but:
                left = replace(draft, holder=None, status=_when_let_go(draft), aside=Aside.LEFT)
                self._tables.drafts[draft.id] = replace(left, version=draft.version + 1)

    async def forget(self, before: datetime) -> int:
        used = {one.draft for one in self._tables.events.values()}
        used |= {one.draft for one in self._tables.evidence.values()}
        old = [
            number
            for number, one in self._tables.drafts.items()
            if one.status is not DraftStatus.OPEN and one.touched_at < before and number not in used
        ]
        for number in old:
            del self._tables.drafts[number]
        return len(old)

    async def place_card(self, draft_id: int, chat_id: int, message_id: int) -> None:
        draft = found(self._tables.drafts, draft_id)
        self._tables.drafts[draft_id] = replace(draft, chat_id=chat_id, message_id=message_id)

    async def forget_card(self, draft_id: int) -> None:
        self._tables.drafts[draft_id] = replace(self._tables.drafts[draft_id], message_id=None)

    async def said_aside(self, draft_id: int) -> None:
        draft = self._tables.drafts[draft_id]
        if draft.aside is Aside.LEFT:
            self._tables.drafts[draft_id] = replace(draft, aside=Aside.SAID)

    async def _open(self, draft: Draft) -> Draft:
        self._tables.require_person(draft.touched_by)
        self._refuse_second(draft)
        await self.let_go(draft.touched_by)
        return added(self._tables.drafts, draft)

    def _refuse_second(self, stored: Draft) -> None:
        """Raise Stale when another draft of the same report is open."""
        report = (stored.opd, stored.indicator, stored.year)
        rivals = (
            draft
            for draft in self._all_open()
            if (draft.opd, draft.indicator, draft.year) == report and draft.id != stored.id
        )
        if stored.opd is not None and any(rivals):
            raise Stale("another draft of this report is open")

    def _all_open(self) -> list[Draft]:
        drafts = self._tables.drafts.values()
        return [self._whole(draft) for draft in drafts if draft.status is DraftStatus.OPEN]

    def _whole(self, draft: Draft) -> Draft:
        kept = (file for key, file in self._tables.evidence.items() if key not in self._tables.removed)
        return replace(draft, files=tuple(file for file in kept if file.draft == draft.id))

    def _unchanged(self, draft: Draft) -> Draft:
        stored = found(self._tables.drafts, draft.id)
        if stored.version != draft.version:
            raise Stale(f"version {draft.version} was changed meanwhile")
        return stored

    async def _store(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        self._tables.require_person(by, draft.holder)
        if draft.status is DraftStatus.OPEN and draft.holder is not None:
            await self.let_go(draft.holder, but=draft.id)
        touched = replace(draft, version=draft.version + 1, touched_by=by, touched_at=at, aside=None)
        self._tables.drafts[draft.id] = touched
        return self._whole(touched)


def _when_let_go(draft: Draft) -> DraftStatus:
    """Return what an open draft is once nobody holds it."""
    return DraftStatus.OPEN if draft.opd is not None else DraftStatus.CANCELLED
