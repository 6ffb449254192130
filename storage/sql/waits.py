"""Waits that are instants of the clock, and what becomes of them when the clock is set back."""

from datetime import datetime

from sqlalchemy import func, select

from domain.sequence import SHORT, TOLERANCE
from storage.ports import NoticeState, Waits
from storage.sql.session import Session
from storage.tables.audit import audit
from storage.tables.cards import cards
from storage.tables.evidence import evidence
from storage.tables.inbox import inbox
from storage.tables.notices import notices
from storage.tables.people import people


class SqlWaits(Waits):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def newest(self) -> datetime | None:
        found = [
            (await self._session.rows(select(func.max(column).label("at"))))[0].at
            for column in (audit.c.at, inbox.c.received_at)
        ]
        return max((at for at in found if at is not None), default=None)

    async def end_from_the_future(self, now: datetime) -> None:
        future = now + TOLERANCE
        await self._free_notices(now, future)
        paused = people.c.paused_until > future
        await self._session.change(people.update().where(paused).values(paused_until=None))
        busy = cards.c.busy_until > future
        await self._session.change(cards.update().where(busy).values(busy_until=None))
        tried_later = evidence.c.next_try > future
        await self._session.change(evidence.update().where(tried_later).values(next_try=now))

    async def _free_notices(self, now: datetime, future: datetime) -> None:
        columns = notices.c
        is_waiting = columns.state == NoticeState.WAITING.value
        tried = is_waiting & (columns.claimed_at > future)
        await self._session.change(
            notices.update().where(tried).values(leased_until=None, next_try=None, claimed_at=None)
        )
        held_back = is_waiting & (columns.created_at > future) & (columns.next_try > future)
        rows = await self._session.rows(
            select(columns.id, columns.created_at, columns.next_try).where(held_back)
        )
        short = [row.id for row in rows if row.next_try - row.created_at <= SHORT]
        await self._session.change(notices.update().where(columns.id.in_(short)).values(next_try=now))
