"""The inbox, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from storage.ports import AlreadyApplied, Backlog, Inbox, Lease, Received
from tests.fakes.tables import InboxRow, Tables


class FakeInbox(Inbox):
    def __init__(self, tables: Tables) -> None:
        self._rows = tables.inbox

    async def store(self, updates: Sequence[Received]) -> None:
        for update in updates:
            self._rows.setdefault(update.update_id, InboxRow(received=update))

    async def keep(self, lease: Lease, updates: Sequence[Received]) -> frozenset[int]:
        unknown = [update for update in updates if update.update_id not in self._rows]
        await self.store(updates)
        for update in unknown:
            self._hold(update, lease)
        return frozenset(update.update_id for update in unknown)

    async def unfinished(self, among: Collection[int] | None = None) -> list[Received]:
        return [
            row.received
            for update_id, row in self._rows.items()
            if row.received and row.finished_at is None and (among is None or update_id in among)
        ]

    async def backlog(self) -> Backlog:
        rows = await self.unfinished()
        return Backlog(len(rows), min((row.received_at for row in rows), default=None))

    async def reply_to(self, update_id: int) -> str | None:
        row = self._rows.get(update_id)
        return row.reply if row else None

    async def begin(self, update_id: int) -> None:
        if await self.reply_to(update_id) is not None:
            raise AlreadyApplied(update_id)

    async def apply(self, update_id: int, reply: str, at: datetime) -> None:
        row = self._rows.get(update_id) or InboxRow(received=None, finished_at=at)
        if row.applied_at is not None:
            raise AlreadyApplied(update_id)
        self._rows[update_id] = replace(row, applied_at=at, reply=reply)

    async def finish(self, update_id: int, at: datetime, owner: str | None = None) -> None:
        row = self._rows.get(update_id)
        if row is not None and (owner is None or row.owner in (None, owner)):
            self._rows[update_id] = replace(row, finished_at=row.finished_at or at)

    async def finish_all(self, update_ids: Collection[int], at: datetime, owner: str) -> None:
        for update_id in update_ids:
            await self.finish(update_id, at, owner)

    async def claim(self, lease: Lease, among: Collection[int] | None = None) -> list[Received]:
        rows = await self.unfinished(among)
        return [row for row in rows if self._take(row, lease)]

    async def take_over(self, lease: Lease) -> list[Received]:
        free = [row for row in await self.unfinished() if self._is_free(row, lease)]
        for row in free:
            self._hold(row, lease)
        return free

    async def renew(self, lease: Lease) -> frozenset[int]:
        own = [row for row in await self.unfinished() if self._owns(row, lease.owner)]
        old = [row for row in own if not self._is_fresh(row, lease)]
        for row in old:
            self._hold(row, lease)
        return frozenset(row.update_id for row in old)

    async def release(self, owner: str) -> None:
        for row in await self.unfinished():
            if self._owns(row, owner):
                kept = self._rows[row.update_id]
                self._rows[row.update_id] = replace(kept, owner=None, leased_until=None)

    def _owns(self, row: Received, owner: str) -> bool:
        return self._rows[row.update_id].owner == owner

    def _is_fresh(self, row: Received, lease: Lease) -> bool:
        until = self._rows[row.update_id].leased_until
        return until is not None and lease.is_fresh(until)

    def _take(self, row: Received, lease: Lease) -> bool:
        """Hold a row if nobody holds it, or its owner already does."""
        if self._is_free(row, lease) or self._owns(row, lease.owner):
            self._hold(row, lease)
            return True
        return False

    def _is_free(self, row: Received, lease: Lease) -> bool:
        until = self._rows[row.update_id].leased_until
        return until is None or until <= lease.at or until > lease.longest

    def _hold(self, row: Received, lease: Lease) -> None:
        kept = self._rows[row.update_id]
        self._rows[row.update_id] = replace(kept, owner=lease.owner, leased_until=lease.until)

    async def forget(self, before: datetime) -> int:
        old = [key for key, row in self._rows.items() if row.finished_at and row.finished_at < before]
        for key in old:
            del self._rows[key]
        return len(old)
