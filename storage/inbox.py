"""Every update received, whether its effect is stored, and whether it was answered."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from storage.ports import AlreadyApplied, Received
from storage.session import Session
from storage.tables.inbox import inbox


class SqlInbox:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def store(self, updates: Sequence[Received]) -> None:
        rows = [
            {
                "update_id": update.update_id,
                "chat_id": update.chat_id,
                "payload": update.payload,
                "received_at": update.received_at,
            }
            for update in updates
        ]
        await self._session.insert_new(inbox, rows)

    async def unfinished(self, among: Collection[int] | None = None) -> list[Received]:
        waiting = select(inbox).where(inbox.c.finished_at.is_(None)).order_by(inbox.c.id)
        if among is not None:
            waiting = waiting.where(inbox.c.update_id.in_(among))
        return [
            Received(
                update_id=row.update_id,
                chat_id=row.chat_id,
                payload=row.payload,
                received_at=row.received_at,
            )
            for row in await self._session.rows(waiting)
        ]

    async def reply_to(self, update_id: int) -> str | None:
        row = await self._session.first(select(inbox.c.reply).where(inbox.c.update_id == update_id))
        reply: str | None = row.reply if row else None
        return reply

    async def begin(self, update_id: int) -> None:
        await self._session.lock(f"update {update_id}")
        if await self.reply_to(update_id) is not None:
            raise AlreadyApplied(update_id)

    async def apply(self, update_id: int, reply: str, at: datetime) -> None:
        if await self._mark(update_id, reply, at):
            return
        # Either it was applied before, or it never went through the inbox. What never did has nobody
        # waiting for its answer, so it is finished from the start.
        unheard = {"update_id": update_id, "chat_id": 0, "payload": "", "received_at": at, "finished_at": at}
        await self._session.insert_new(inbox, [unheard])
        if not await self._mark(update_id, reply, at):
            raise AlreadyApplied(update_id)

    async def _mark(self, update_id: int, reply: str, at: datetime) -> int:
        unmarked = (inbox.c.update_id == update_id) & inbox.c.applied_at.is_(None)
        return await self._session.change(inbox.update().where(unmarked).values(applied_at=at, reply=reply))

    async def finish(self, update_id: int, at: datetime) -> None:
        open_row = (inbox.c.update_id == update_id) & inbox.c.finished_at.is_(None)
        await self._session.change(inbox.update().where(open_row).values(finished_at=at))

    async def forget(self, before: datetime) -> int:
        return await self._session.change(delete(inbox).where(inbox.c.finished_at < before))
