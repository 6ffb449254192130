"""The delivery ledger: messages queued with an effect, who sends them when, and what became of them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from storage.ports import NotFound, Notice, NoticeState, Pace, Urgency
from storage.session import AnyRow, Session
from storage.tables import notices, people

_SECOND = timedelta(seconds=1)


class SqlNotices:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(
        self, person_id: int, kind: str, about: int, at: datetime, *, urgency: Urgency = Urgency.ANSWER
    ) -> None:
        await self.add_all([person_id], kind, about, at, urgency=urgency)

    async def add_all(
        self, person_ids: Collection[int], kind: str, about: int, at: datetime, *, urgency: Urgency
    ) -> None:
        new = {
            "kind": kind,
            "about": about,
            "created_at": at,
            "state": NoticeState.WAITING.value,
            "urgency": urgency.value,
            "attempts": 0,
            "unsure": 0,
            "reason": "",
        }
        if person_ids:
            async with self._session.savepoint():
                await self._session.insert_new(notices, [{**new, "person": one} for one in person_ids])

    async def claim(self, now: datetime, limit: int, pace: Pace) -> list[Notice]:
        # Without the lock two instances would both count what the other has not stored yet.
        await self._session.lock("notices.claim")
        columns = notices.c
        lately = select(columns.person).where(columns.claimed_at > now - _SECOND)
        served = [row.person for row in await self._session.rows(lately)]
        free = min(limit, pace.in_all - len(served))
        if free <= 0:
            return []
        due = (
            select(notices)
            .join(people, people.c.id == columns.person)
            .where(
                columns.state == NoticeState.WAITING.value,
                or_(columns.next_try.is_(None), columns.next_try <= now),
                or_(people.c.paused_until.is_(None), people.c.paused_until <= now),
                columns.person.not_in(lately),
            )
            .order_by(columns.urgency, columns.created_at, columns.id)
            # Somebody may have several that wait, of whom only the first is taken.
            .limit(free * 4)
            .with_for_update(of=notices, skip_locked=True)
        )
        first: dict[int, AnyRow] = {}
        for row in await self._session.rows(due):
            first.setdefault(row.person, row)
        taken = list(first.values())[:free]
        if not taken:
            return []
        until = now + pace.lease
        await self._session.change(
            notices.update()
            .where(columns.id.in_([row.id for row in taken]))
            .values(claimed_at=now, next_try=until)
        )
        return [replace(_notice(row), claimed_at=now, next_try=until) for row in taken]

    async def get(self, notice_id: int) -> Notice:
        return _notice(await self._session.by_id(notices, notice_id))

    async def find(self, person_id: int, kind: str, about: int) -> Notice | None:
        columns = notices.c
        row = await self._session.first(
            select(notices).where(columns.person == person_id, columns.kind == kind, columns.about == about)
        )
        return _notice(row) if row is not None else None

    async def about(self, kind: str, about: int) -> list[Notice]:
        columns = notices.c
        rows = await self._session.rows(
            select(notices).where(columns.kind == kind, columns.about == about).order_by(columns.id)
        )
        return [_notice(row) for row in rows]

    async def counts(self, kind: str, about: int) -> Mapping[NoticeState, int]:
        columns = notices.c
        rows = await self._session.rows(
            select(columns.state, func.count().label("many"))
            .where(columns.kind == kind, columns.about == about)
            .group_by(columns.state)
        )
        return {NoticeState(row.state): row.many for row in rows}

    async def stop(self, kind: str, about: int, at: datetime) -> int:
        columns = notices.c
        not_claimed = or_(columns.next_try.is_(None), columns.next_try <= at)
        return await self._session.change(
            notices.update()
            .where(
                columns.kind == kind,
                columns.about == about,
                columns.state == NoticeState.WAITING.value,
                not_claimed,
            )
            .values(state=NoticeState.STOPPED.value, settled_at=at, next_try=None)
        )

    async def update(self, notice: Notice) -> None:
        changed = (
            notices.update()
            .where(notices.c.id == notice.id)
            .values(
                state=notice.state.value,
                attempts=notice.attempts,
                unsure=notice.unsure,
                claimed_at=notice.claimed_at,
                next_try=notice.next_try,
                message_id=notice.message_id,
                settled_at=notice.settled_at,
                reason=notice.reason,
            )
        )
        if not await self._session.change(changed):
            raise NotFound(notice.id)


def _notice(row: AnyRow) -> Notice:
    return Notice(
        id=row.id,
        person=row.person,
        kind=row.kind,
        about=row.about,
        created_at=row.created_at,
        state=NoticeState(row.state),
        urgency=Urgency(row.urgency),
        attempts=row.attempts,
        unsure=row.unsure,
        claimed_at=row.claimed_at,
        next_try=row.next_try,
        message_id=row.message_id,
        settled_at=row.settled_at,
        reason=row.reason,
    )
