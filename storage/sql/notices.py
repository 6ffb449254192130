"""The delivery ledger: messages queued with an effect, who sends them when, and what became of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, literal_column, or_, select

from storage.ports import Backlog, Notice, Notices, NoticeState, Pace, Stale, Tally, Urgency
from storage.ports.notices import AGAIN, CHANGING, UNTRIED, Claimed
from storage.sql.rows import columns_of, record_of
from storage.sql.session import AnyRow, Prepared, Session
from storage.tables.notices import notices
from storage.tables.people import people

UNREADABLE = "unreadable"
_SECOND = timedelta(seconds=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class SqlNotices(Notices):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def _queue(self, lines: Sequence[Notice]) -> None:
        if lines:
            await self._session.try_new(notices, [columns_of(line) for line in lines])

    async def _queue_again(self, person_id: int, kind: str, about: int, at: datetime) -> None:
        columns = notices.c
        await self._session.change(
            notices.update()
            .where(
                columns.person == person_id,
                columns.kind == kind,
                columns.about == about,
                columns.state.in_([state.value for state in AGAIN]),
            )
            .values(
                state=NoticeState.WAITING.value,
                created_at=at,
                **UNTRIED,
            )
        )

    async def claim_some(self, now: datetime, pace: Pace, most: int, *, but: Collection[int] = ()) -> Claimed:
        # Without the lock two instances would both count what the other has not stored yet.
        await self._session.lock("notices.claim")
        # A clock that was set back must not let the lane wait until it has caught up with itself.
        first, last = _within_a_second(now)
        lately = await self._session.rows(_LATELY, first=first, last=last)
        room = min(most, pace.in_all - len(lately))
        if room <= 0:
            return Claimed(full_until=min(row.claimed_at for row in lately) + _SECOND)
        told = {row.person for row in lately}
        chosen = list[AnyRow]()
        for row in await self._session.rows(_DUE, now=now, not_to=list(told), but=list(but), many=room * 2):
            if row.urgency not in set(Urgency):
                # It would be the first again for ever.
                await self._set_aside(row.id, now)
            elif row.person not in told and len(chosen) < room:
                told.add(row.person)
                chosen.append(row)
        begun: dict[str, Any] = {"claimed_at": now, "leased_until": now + pace.lease}
        if chosen:
            await self._session.change(
                notices.update()
                .where(notices.c.id.in_([row.id for row in chosen]))
                .values(attempts=notices.c.attempts + 1, unsure=notices.c.unsure + 1, **begun)
            )
        return Claimed(
            tuple(_notice(row, attempts=row.attempts + 1, unsure=row.unsure + 1, **begun) for row in chosen)
        )

    async def next_due(self) -> datetime | None:
        soonest = select(func.min(_free_from(), type_=notices.c.created_at.type).label("at"))
        waiting = soonest.join(people, people.c.id == notices.c.person).where(_WAITS)
        at: datetime | None = (await self._session.rows(waiting))[0].at
        return at

    async def backlog(self, now: datetime) -> Backlog:
        [row] = await self._session.rows(_BACKLOG, now=now)
        return record_of(Backlog, row)

    async def by_state(self) -> Mapping[NoticeState, int]:
        known = {state.value for state in NoticeState}
        rows = await self._session.rows(_BY_STATE)
        return {NoticeState(row.state): row.lines for row in rows if row.state in known}

    async def _set_aside(self, notice_id: int, now: datetime) -> None:
        failed = {"state": NoticeState.FAILED.value, "settled_at": now, "reason": UNREADABLE}
        await self._session.change_one(notices, notice_id, **failed)
        self._session.unreadable(f"{notices.name} {notice_id}", ValueError(UNREADABLE))

    async def get(self, notice_id: int) -> Notice:
        return _notice(await self._session.by_id(notices, notice_id))

    async def find(self, person_id: int, kind: str, about: int) -> Notice | None:
        columns = notices.c
        row = await self._session.first(
            select(notices).where(columns.person == person_id, columns.kind == kind, columns.about == about)
        )
        return _notice(row) if row is not None else None

    async def about(
        self, kind: str, about: int, *, states: Collection[NoticeState] = tuple(NoticeState)
    ) -> list[Notice]:
        columns = notices.c
        of_it = (
            select(notices)
            .where(
                columns.kind == kind,
                columns.about == about,
                columns.state.in_([state.value for state in states]),
            )
            .order_by(columns.id)
        )
        return await self._session.readable(of_it, notices, _notice)

    async def tally(self, kind: str, about: int) -> Mapping[NoticeState, Tally]:
        columns = notices.c
        rows = await self._session.rows(
            select(
                columns.state,
                func.count().label("lines"),
                func.count().filter(columns.unsure > 0).label("in_doubt"),
                func.max(columns.settled_at).label("settled_at"),
            )
            .where(columns.kind == kind, columns.about == about)
            .group_by(columns.state)
        )
        return {
            NoticeState(row.state): Tally(lines=row.lines, in_doubt=row.in_doubt, settled_at=row.settled_at)
            for row in rows
        }

    async def stop(self, kind: str, about: int, at: datetime) -> int:
        columns = notices.c
        return await self._session.change(
            notices.update()
            .where(
                columns.kind == kind,
                columns.about == about,
                columns.state == NoticeState.WAITING.value,
                _is_over(columns.leased_until, at),
            )
            .values(state=NoticeState.STOPPED.value, settled_at=at, leased_until=None, next_try=None)
        )

    async def forget(self, before: datetime, *, but: Collection[str]) -> int:
        columns = notices.c
        settled = columns.state != NoticeState.WAITING.value
        old = (columns.settled_at < before) & columns.kind.not_in(sorted(but))
        return await self._session.change(notices.delete().where(settled, old))

    async def update(self, notice: Notice) -> None:
        same = (notices.c.id == notice.id) & (notices.c.attempts == notice.attempts)
        changed = notices.update().where(same).values(columns_of(notice, CHANGING))
        if not await self._session.change(changed):
            now = await self.get(notice.id)
            raise Stale(f"attempt {notice.attempts} at notice {notice.id} was followed by {now.attempts}")


def _free_from() -> ColumnElement[datetime]:
    """Return the last of the instants that a line waits for; one that is there is later than LONG_AGO."""
    tried, leased, paused = (
        func.coalesce(column, LONG_AGO, type_=notices.c.created_at.type)
        for column in (notices.c.next_try, notices.c.leased_until, people.c.paused_until)
    )
    return case(
        ((tried >= leased) & (tried >= paused), tried),
        (leased >= paused, leased),
        else_=paused,
    )


def _within_a_second(now: datetime) -> tuple[datetime, datetime]:
    """Return the first and the last instant less than a second from now; other instances' clocks differ."""
    nearly = _SECOND - timedelta.resolution
    return now - nearly, now + nearly


def _is_over(column: ColumnElement[datetime | None], now: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a value, or what stands for one
    return or_(column.is_(None), column <= now)


_WAITS = notices.c.state == literal_column(f"'{NoticeState.WAITING.value}'")
"""In the statement itself, or SQLite would not find the index of those that wait."""
_LATELY = Prepared(
    select(notices.c.person, notices.c.claimed_at).where(
        notices.c.claimed_at.between(bindparam("first"), bindparam("last"))
    )
)
_IS_DUE: tuple[ColumnElement[bool], ...] = (
    _WAITS,
    *(
        _is_over(column, bindparam("now", type_=notices.c.created_at.type))
        for column in (notices.c.next_try, notices.c.leased_until, people.c.paused_until)
    ),
)
_SINCE = func.min(func.coalesce(notices.c.next_try, notices.c.created_at), type_=notices.c.created_at.type)
_BACKLOG = Prepared(
    select(func.count().label("count"), _SINCE.label("since"))
    .select_from(notices.join(people, people.c.id == notices.c.person))
    .where(*_IS_DUE)
)
_BY_STATE = Prepared(select(notices.c.state, func.count().label("lines")).group_by(notices.c.state))
_DUE = Prepared(
    select(notices)
    .join(people, people.c.id == notices.c.person)
    .where(
        *_IS_DUE,
        notices.c.person.not_in(bindparam("not_to", expanding=True)),
        notices.c.id.not_in(bindparam("but", expanding=True)),
    )
    .order_by(notices.c.urgency, notices.c.created_at, notices.c.id)
    .limit(bindparam("many"))
    # Who stops or settles a line just now holds its row.
    .with_for_update(of=notices, skip_locked=True)
)


def _notice(row: AnyRow, **changed: object) -> Notice:
    return record_of(Notice, row, state=NoticeState(row.state), urgency=Urgency(row.urgency), **changed)
