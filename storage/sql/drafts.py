"""Drafts: one open per OPD, indicator and year, one held per person; the tables enforce both."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NoReturn, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Label,
    and_,
    bindparam,
    case,
    exists,
    literal_column,
    or_,
    select,
    true,
)

from domain.forms.drafts import Aside, Draft, DraftStatus, Evidence
from domain.forms.form import Place
from domain.indicators import key_of
from domain.keys import IndicatorKey
from storage.ports import Drafts, NotFound, Stale
from storage.ports.drafts import CHANGING
from storage.ports.turns import give_way
from storage.sql.encumbered import IS_LEFT
from storage.sql.evidence import evidence_from
from storage.sql.rows import columns_of, record_of
from storage.sql.session import BIGGEST_ID, AnyRow, AnySelect, Prepared, Session
from storage.tables.drafts import drafts
from storage.tables.evidence import evidence
from storage.tables.reports import report_events

# Written out: an index of part of a table is of use only to who names that part in the statement itself.
_OPEN = drafts.c.status == literal_column(f"'{DraftStatus.OPEN.value}'", drafts.c.status.type)
_IS_REPORT = drafts.c.opd.is_not(None)
# Only what belongs to an OPD can be taken up by somebody else once nobody holds it.
_WHEN_LET_GO = case((_IS_REPORT, DraftStatus.OPEN.value), else_=DraftStatus.CANCELLED.value)


def _has_files(draft: ColumnElement[Any] | int) -> Label[bool]:
    """Return whether a draft has files, as a column: most have none, and are read by one statement.

    Beside a change it is asked by its number: a column that is returned is not named by its table there.
    """
    kept = exists().where(evidence.c.draft == draft, evidence.c.removed_at.is_(None))
    return kept.label("has_files")


_DRAFTS = select(drafts, _has_files(drafts.c.id))
_NUMBER: BindParameter[int] = bindparam("its_number")
_BY_NUMBER = Prepared(_DRAFTS.where(drafts.c.id == _NUMBER))
_HELD = Prepared(_DRAFTS.where(_OPEN, drafts.c.holder == bindparam("person")))
_LEFT = Prepared(_DRAFTS.where(IS_LEFT, drafts.c.touched_by == bindparam("person")).order_by(drafts.c.id))
_VERSION = Prepared(select(drafts.c.version).where(drafts.c.id == _NUMBER))
_SAVE_HELD = Prepared(
    drafts.update()
    .where(
        drafts.c.id == _NUMBER,
        drafts.c.version == bindparam("its_version"),
        drafts.c.holder == bindparam("its_holder"),
        _OPEN,
    )
    .returning(drafts, _has_files(_NUMBER))
)
_AT_ONCE = 500
"""Drafts that are looked at together."""


class SqlDrafts(Drafts):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, draft_id: int) -> Draft:
        known = self._session.knows.drafts.get(draft_id)
        if known is not None:
            return known
        # A number from outside may be bigger than the column; the drivers would refuse it with an error.
        can_be = abs(draft_id) <= BIGGEST_ID
        row = await self._session.first(_BY_NUMBER, its_number=draft_id) if can_be else None
        if row is None:
            raise NotFound(f"drafts {draft_id}")
        return await self._whole(row)

    async def stands(self, draft: Draft) -> bool:
        known = self._session.knows.drafts.get(draft.id)
        if known is not None:
            return known.version == draft.version
        row = await self._session.first(_VERSION, its_number=draft.id)
        return row is not None and row.version == draft.version

    async def held_by(self, person_id: int) -> Draft | None:
        row = await self._session.first(_HELD, person=person_id)
        return await self._whole(row) if row is not None else None

    async def left_by(self, person_id: int) -> list[Draft]:
        encumbered = self._session.knows.encumbered
        if encumbered.left_nothing(person_id):
            return []
        found = await self._with_files(await self._session.rows(_LEFT, person=person_id))
        if not found:
            encumbered.has_left_nothing(self._session, person_id)
        return found

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
            row = await self._changed(draft, _OPEN, may_be_held, **now) or await self._refuse(draft)
        return self._remembered(await self._whole(row))

    async def save(self, draft: Draft, *, by: int, at: datetime) -> Draft:
        is_open = draft.status is DraftStatus.OPEN
        changed = columns_of(draft, CHANGING, **_place(draft), touched_by=by, touched_at=at, aside=None)
        if is_open and draft.holder is None:
            changed["status"] = _WHEN_LET_GO
        async with self._session.savepoint():
            row = None
            if is_open and draft.holder is not None:
                # Whoever holds this one holds no other: mostly there is nothing to let go of.
                its = {"its_number": draft.id, "its_version": draft.version, "its_holder": draft.holder}
                row = await self._session.first(_SAVE_HELD, **its, version=draft.version + 1, **changed)
                if row is None:
                    await self.let_go(draft.holder, but=draft.id)
            row = row or await self._changed(draft, **changed) or await self._refuse(draft)
        return self._remembered(await self._whole(row))

    async def let_go(self, person_id: int, *, but: int | None = None) -> None:
        others = _OPEN & (drafts.c.holder == person_id)
        if but is not None:
            others &= drafts.c.id != but
        left = {"holder": None, "status": _WHEN_LET_GO, "aside": Aside.LEFT.value}
        changed = drafts.update().where(others).values(version=drafts.c.version + 1, **left)
        for row in await self._session.rows(changed.returning(drafts.c.id, drafts.c.touched_by)):
            self._forget(row.id)
            self._session.knows.encumbered.leave(row.touched_by)

    async def forget(self, before: datetime) -> int:
        over = (drafts.c.status != DraftStatus.OPEN.value) & (drafts.c.touched_at < before)
        self._session.knows.drafts.forget_all()
        in_order = select(drafts.c.id).where(over).order_by(drafts.c.id).limit(_AT_ONCE)
        gone, last = 0, 0
        while found := await self._session.rows(in_order.where(drafts.c.id > last)):
            gone += await self._remove([row.id for row in found])
            last = found[-1].id
            # In a big city these are hundreds of thousands: who waits is let in between.
            await give_way()
        return gone

    async def _remove(self, over: list[int]) -> int:
        """Remove those of these drafts that were never sent and have no file; return how many."""
        events = report_events.c
        # What names a draft is of its report nearly always, and found by that: no index begins with a draft.
        # The few that are left are looked for in all that happened, together.
        its = and_(
            events.opd == drafts.c.opd,
            events.indicator == drafts.c.indicator,
            events.year == drafts.c.year,
            events.draft == drafts.c.id,
        )
        sent = select(drafts.c.id).where(drafts.c.id.in_(over), select(events.id).where(its).exists())
        left = set(over) - {row.id for row in await self._session.rows(sent)}
        for named_by in (evidence.c.draft, events.draft):
            if left:
                of_these = select(named_by.label("draft")).where(named_by.in_(sorted(left))).distinct()
                left -= {row.draft for row in await self._session.rows(of_these)}
        return await self._session.change(drafts.delete().where(drafts.c.id.in_(sorted(left)))) if left else 0

    async def place_card(self, draft_id: int, chat_id: int, message_id: int) -> None:
        self._forget(draft_id)
        await self._session.change_one(drafts, draft_id, chat_id=chat_id, message_id=message_id)

    async def forget_card(self, draft_id: int) -> None:
        self._forget(draft_id)
        await self._session.change(drafts.update().where(drafts.c.id == draft_id).values(message_id=None))

    async def said_aside(self, draft_id: int) -> None:
        self._forget(draft_id)
        left = (drafts.c.id == draft_id) & IS_LEFT
        await self._session.change(drafts.update().where(left).values(aside=Aside.SAID.value))

    async def _open(self, draft: Draft) -> Draft:
        new = columns_of(draft, **_place(draft))
        del new["files"]
        async with self._session.savepoint():
            await self.let_go(draft.touched_by)
            number = await self._session.insert(drafts, **new)
        return await self.get(number)

    async def _changed(
        self, draft: Draft, *conditions: ColumnElement[bool], **values: object
    ) -> AnyRow | None:
        """Change this version of a draft and return it as it is stored now; None where that is another."""
        unchanged = (drafts.c.id == draft.id, drafts.c.version == draft.version, *conditions)
        changed = drafts.update().where(*unchanged).values(version=draft.version + 1, **values)
        return await self._session.first(cast("AnySelect", changed.returning(drafts, _has_files(draft.id))))

    async def _refuse(self, draft: Draft) -> NoReturn:
        """Raise Stale for a draft that was changed meanwhile, NotFound for one that there is not."""
        self._forget(draft.id)
        await self._session.by_id(drafts, draft.id)
        raise Stale(f"version {draft.version} was changed meanwhile")

    def _forget(self, draft_id: int) -> None:
        """Know nothing of a draft that is changed in passing."""
        self._session.knows.drafts.change(draft_id)

    def _remembered(self, draft: Draft) -> Draft:
        """Return a draft that this unit has changed, to be known once it is stored.

        Files come and go without another version, so one that has some is read again.
        """
        remember = self._session.knows.drafts.change(draft.id)
        if not draft.files:
            self._session.once_stored(lambda: remember(draft))
        return draft

    async def _one(self, condition: ColumnElement[bool]) -> Draft | None:
        found = await self._all_open(condition)
        return found[0] if found else None

    async def _all_open(self, condition: ColumnElement[bool]) -> list[Draft]:
        wanted = _DRAFTS.where(_OPEN, condition).order_by(drafts.c.id)
        return await self._with_files(await self._session.rows(wanted))

    async def _whole(self, row: AnyRow) -> Draft:
        return (await self._with_files([row]))[0]

    async def _with_files(self, rows: Sequence[AnyRow]) -> list[Draft]:
        with_some = [row.id for row in rows if row.has_files]
        if not with_some:
            return [_draft(row, ()) for row in rows]
        of_these = evidence.c.draft.in_(with_some) & evidence.c.removed_at.is_(None)
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
