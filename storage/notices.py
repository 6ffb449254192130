"""Messages queued with an effect, and what became of them."""

from datetime import datetime

from sqlalchemy import or_, select

from storage.ports import NotFound, Notice, NoticeState
from storage.session import AnyRow, Session
from storage.tables import notices


class SqlNotices:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, person_id: int, kind: str, about: int, at: datetime) -> None:
        new = {
            "person": person_id,
            "kind": kind,
            "about": about,
            "created_at": at,
            "state": NoticeState.WAITING.value,
            "attempts": 0,
            "reason": "",
        }
        async with self._session.savepoint():
            await self._session.insert_new(notices, [new])

    async def due(self, now: datetime, limit: int) -> list[Notice]:
        columns = notices.c
        waiting = columns.state == NoticeState.WAITING.value
        not_later = or_(columns.next_try.is_(None), columns.next_try <= now)
        oldest_first = select(notices).where(waiting, not_later).order_by(columns.created_at, columns.id)
        return [_notice(row) for row in await self._session.rows(oldest_first.limit(limit))]

    async def update(self, notice: Notice) -> None:
        changed = (
            notices.update()
            .where(notices.c.id == notice.id)
            .values(
                state=notice.state.value,
                attempts=notice.attempts,
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
        attempts=row.attempts,
        next_try=row.next_try,
        message_id=row.message_id,
        settled_at=row.settled_at,
        reason=row.reason,
    )
