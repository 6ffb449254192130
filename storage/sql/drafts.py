"""Drafts: one open per OPD, indicator and year, one held per person; the tables enforce both."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, or_, select, true

from domain.forms.drafts import Aside, Draft, DraftStatus, Evidence
from domain.forms.form import Place
from domain.indicators import key_of
from domain.keys import IndicatorKey
from storage.ports import Drafts, Stale
from storage.ports.drafts import CHANGING
from storage.sql.evidence import evidence_from
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Session
from storage.tables.drafts import drafts
from storage.tables.evidence import evidence

_OPEN = drafts.c.status == DraftStatus.OPEN.value
_IS_REPORT = drafts.c.opd.is_not(None)
# Only what belongs to an OPD can be taken up by somebody else once nobody holds it.
_WHEN_LET_GO = case((_IS_REPORT, DraftStatus.OPEN.value), else_=DraftStatus.CANCELLED.value)


class SqlDrafts(Drafts):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, draft_id: int) -> Draft:
        row = await self._session.by_id(drafts, draft_id)
        return (await self._with_files([row]))[0]

    async def held_by(self, person_id: int) -> Draft | None:
        return await self._one(drafts.c.holder == person_id)

    async def left_by(self, person_id: int) -> list[Draft]:
        left = (drafts.c.aside == Aside.LEFT.value) & (drafts.c.touched_by == person_id)
        rows = await self._session.rows(select(drafts).where(left).order_by(drafts.c.id))
        return await self._with_files(rows)

    async def open_for(self, opd: str, indicator: IndicatorKey, year: int) -> Draft | None:
        columns = drafts.c
        return await self._one(
            (columns.opd == opd) & (columns.indicator == str(indicator)) & (columns.year == year)
        )

    async def open_of(self, opd: str, year: int) -> list[Draft]:
        return await self._all_open((drafts.c.opd == opd) & (drafts.c.year == year))

    async def busy(self, since: datetime, until: datetime | None = None) -> frozenset[int]:
        held = select(drafts.c.holder).where(
            drafts.c.status == DraftStatus.OPEN.value,
            drafts.c.holder.is_not(None),
            drafts.c.touched_at >= since,
            true() if until is None else drafts.c.touched_at <= until,
        )
        return frozenset(row.holder for row in await self._session.rows(held))

    async def take(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        async with self._session.savepoint():
            await self.let_go(by, but=draft.id)
            may_be_held = or_(_IS_REPORT, drafts.c.holder == by)
            now = {"holder": by, "touched_by": by, "touched_at": at, "aside": None}
            await self._change(draft, _OPEN, may_be_held, **now)
        return await self.get(draft.id)

    async def save(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        is_open = draft.status is DraftStatus.OPEN
        async with self._session.savepoint():
            if is_open and draft.holder is not None:
                await self.let_go(draft.holder, but=draft.id)
            changed = columns_of(draft, CHANGING, **_place(draft), touched_by=by, touched_at=at, aside=None)
            if is_open and draft.holder is None:
                changed["status"] = _WHEN_LET_GO
            await self._change(draft, **changed)
        return await self.get(draft.id)

    async def let_go(self, person_id: int, *, but: int | None = None) -> None:
        others = _OPEN & (drafts.c.holder == person_id)
        if but is not None:
            others &= drafts.c.id != but
        left = {"holder": None, "status": _WHEN_LET_GO, "aside": Aside.LEFT.value}
        changed = drafts.update().where(others).values(version=drafts.c.version + 1, **left)
        await self._session.change(changed)

    async def place_card(self, draft_id: int, chat_id: int, message_id: int) -> None:
        await self._session.change_one(drafts, draft_id, chat_id=chat_id, message_id=message_id)

    async def forget_card(self, draft_id: int) -> None:
        await self._session.change(drafts.update().where(drafts.c.id == draft_id).values(message_id=None))

    async def said_aside(self, draft_id: int) -> None:
        left = (drafts.c.id == draft_id) & (drafts.c.aside == Aside.LEFT.value)
        await self._session.change(drafts.update().where(left).values(aside=Aside.SAID.value))

    async def _open(self, draft: Draft) -> Draft:
        new = columns_of(draft, **_place(draft))
        del new["files"]
        async with self._session.savepoint():
            await self.let_go(draft.touched_by)
            number = await self._session.insert(drafts, **new)
        return await self.get(number)

    async def _change(self, draft: Draft, *conditions: ColumnElement[bool], **values: object) -> None:
        unchanged = (drafts.c.id == draft.id, drafts.c.version == draft.version, *conditions)
        changed = drafts.update().where(*unchanged).values(version=draft.version + 1, **values)
        if not await self._session.change(changed):
            await self._session.by_id(drafts, draft.id)
            raise Stale(f"version {draft.version} was changed meanwhile")

    async def _one(self, condition: ColumnElement[bool]) -> Draft | None:
        found = await self._all_open(condition)
        return found[0] if found else None

    async def _all_open(self, condition: ColumnElement[bool]) -> list[Draft]:
        wanted = select(drafts).where(_OPEN, condition).order_by(drafts.c.id)
        return await self._with_files(await self._session.rows(wanted))

    async def _with_files(self, rows: Sequence[AnyRow]) -> list[Draft]:
        of_these = evidence.c.draft.in_([row.id for row in rows]) & evidence.c.removed_at.is_(None)
        kept = await self._session.rows(select(evidence).where(of_these).order_by(evidence.c.id))
        files = [evidence_from(row) for row in kept]
        return [_draft(row, tuple(file for file in files if file.draft == row.id)) for row in rows]


def _place(draft: Draft) -> dict[str, object]:
    return {"answers": dict(draft.place.answers), "place": draft.place.at, "only": list(draft.only)}


def _draft(row: AnyRow, files: tuple[Evidence, ...]) -> Draft:
    return record_of(
        Draft,
        row,
        indicator=key_of(row.indicator) if row.indicator is not None else None,
        place=Place(row.answers, row.place),
        status=DraftStatus(row.status),
        files=files,
        only=tuple(row.only),
        aside=Aside(row.aside) if row.aside is not None else None,
    )
