"""The inbox, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from storage.ports import AlreadyApplied, Received
from tests.fakes.tables import InboxRow, Tables


class FakeInbox:
    def __init__(self, tables: Tables) -> None:
        self._rows = tables.inbox

    async def store(self, updates: Sequence[Received]) -> None:
        for update in updates:
            self._rows.setdefault(update.update_id, InboxRow(received=update))

    async def unfinished(self, among: Collection[int] | None = None) -> list[Received]:
        return [
            row.received
            for update_id, row in self._rows.items()
            if row.received and row.finished_at is None and (among is None or update_id in among)
        ]

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

    async def finish(self, update_id: int, at: datetime) -> None:
        row = self._rows.get(update_id)
        if row is not None:
            self._rows[update_id] = replace(row, finished_at=row.finished_at or at)

    async def forget(self, before: datetime) -> int:
        old = [key for key, row in self._rows.items() if row.finished_at and row.finished_at < before]
        for key in old:
            del self._rows[key]
        return len(old)
