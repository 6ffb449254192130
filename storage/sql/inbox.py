"""Every update received, whether its effect is stored, and whether it was answered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, bindparam, delete, func, or_, select

from storage.ports import AlreadyApplied, Backlog, Inbox, Lease, Received
from storage.sql.rows import columns_of, record_of
from storage.sql.session import Prepared, Session
from storage.tables.inbox import inbox

_WAITS = inbox.c.finished_at.is_(None)
_FEW = 8
_AT_ONCE = 500  # rows that one process takes over at a time, so that others get some as well
_received = partial(record_of, Received)
_SINCE = func.min(inbox.c.received_at).label("since")
_BACKLOG = Prepared(select(func.count().label("count"), _SINCE).where(_WAITS))
_ITS_ROW = inbox.c.update_id == bindparam("its_number")
_REPLY = Prepared(select(inbox.c.reply).where(_ITS_ROW))
_MARK = Prepared(inbox.update().where(_ITS_ROW, inbox.c.applied_at.is_(None)))
_FINISH = Prepared(inbox.update().where(_ITS_ROW, _WAITS))
_OURS = or_(inbox.c.owner.is_(None), inbox.c.owner == bindparam("held_by"))
_FINISH_OWN = Prepared(inbox.update().where(_ITS_ROW, _WAITS, _OURS))
_FINISH_ALL = Prepared(
    inbox.update().where(inbox.c.update_id.in_(bindparam("numbers", expanding=True)), _WAITS, _OURS)
)


class SqlInbox(Inbox):
    def __init__(self, session: Session) -> None:
        self._session = session

    async def store(self, updates: Sequence[Received]) -> None:
        rows = [columns_of(update) for update in updates]
        await self._session.insert_new(inbox, rows)

    async def keep(self, lease: Lease, updates: Sequence[Received]) -> frozenset[int]:
        held = {"owner": lease.owner, "leased_until": lease.until}
        rows = [columns_of(update, **held) for update in updates]
        return frozenset(await self._session.insert_unknown(inbox, rows, inbox.c.update_id))

    async def unfinished(self, among: Collection[int] | None = None) -> list[Received]:
        return await self._received(_WAITS if among is None else _WAITS & inbox.c.update_id.in_(among))

    async def backlog(self) -> Backlog:
        [row] = await self._session.rows(_BACKLOG)
        return record_of(Backlog, row)

    async def reply_to(self, update_id: int) -> str | None:
        row = await self._session.first(_REPLY, its_number=update_id)
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
        return await self._session.change(_MARK, its_number=update_id, applied_at=at, reply=reply)

    async def finish(self, update_id: int, at: datetime, owner: str | None = None) -> None:
        if owner is None:
            await self._session.change(_FINISH, its_number=update_id, finished_at=at)
        else:
            await self._session.change(_FINISH_OWN, its_number=update_id, held_by=owner, finished_at=at)

    async def finish_all(self, update_ids: Collection[int], at: datetime, owner: str) -> None:
        if len(update_ids) > _FEW:
            await self._session.change(_FINISH_ALL, numbers=list(update_ids), held_by=owner, finished_at=at)
            return
        # A list's statement is made anew for each length, which takes longer than running another some times.
        # In one order for all who do, or two of them may wait for each other.
        for update_id in sorted(update_ids):
            await self._session.change(_FINISH_OWN, its_number=update_id, held_by=owner, finished_at=at)

    async def claim(self, lease: Lease, among: Collection[int] | None = None) -> list[Received]:
        its_own = inbox.c.owner == lease.owner
        wanted = _WAITS if among is None else _WAITS & inbox.c.update_id.in_(among)
        await self._hold(lease, wanted, or_(its_own, _is_free(lease)))
        return await self._received(wanted, its_own)

    async def take_over(self, lease: Lease) -> list[Received]:
        rows = await self._session.rows(
            select(inbox)
            .where(_WAITS, _is_free(lease))
            .order_by(inbox.c.id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        await self._hold(lease, inbox.c.id.in_([row.id for row in rows]))
        return [_received(row) for row in rows]

    async def renew(self, lease: Lease) -> frozenset[int]:
        until = inbox.c.leased_until
        old = _WAITS & (inbox.c.owner == lease.owner) & or_(until <= lease.fresh, until > lease.longest)
        renewed = inbox.update().where(old).values(leased_until=lease.until).returning(inbox.c.update_id)
        return frozenset(row.update_id for row in await self._session.rows(renewed))

    async def release(self, owner: str) -> None:
        its_own = _WAITS & (inbox.c.owner == owner)
        await self._session.change(inbox.update().where(its_own).values(owner=None, leased_until=None))

    async def _hold(self, lease: Lease, *which: ColumnElement[bool]) -> None:
        held = {"owner": lease.owner, "leased_until": lease.until}
        await self._session.change(inbox.update().where(*which).values(held))

    async def _received(self, *which: ColumnElement[bool]) -> list[Received]:
        found = select(inbox).where(*which).order_by(inbox.c.id)
        return [_received(row) for row in await self._session.rows(found)]

    async def forget(self, before: datetime) -> int:
        return await self._session.change(delete(inbox).where(inbox.c.finished_at < before))


def _is_free(lease: Lease) -> ColumnElement[bool]:
    """Return that nobody holds a row: there is no lease, it is over, or it is longer than any can be."""
    until = inbox.c.leased_until
    return or_(until.is_(None), until <= lease.at, until > lease.longest)
