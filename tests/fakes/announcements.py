"""What was announced, in memory."""

from dataclasses import replace
from datetime import datetime

from storage.ports import Announcement, NotFound
from storage.sql import audit_notes
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeAnnouncements:
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def add(self, announcement: Announcement) -> Announcement:
        check_zones(announcement.at)
        self._tables.require_person(announcement.by)
        stored = replace(announcement, id=len(self._tables.announcements) + 1)
        self._tables.announcements[stored.id] = stored
        self._audit.note(audit_notes.announced(stored))
        return stored

    async def get(self, announcement_id: int) -> Announcement:
        if announcement_id not in self._tables.announcements:
            raise NotFound(announcement_id)
        return self._tables.announcements[announcement_id]

    async def newest(self, limit: int) -> list[Announcement]:
        return list(self._tables.announcements.values())[::-1][:limit]

    async def lock(self, announcement_id: int) -> None:
        """One unit at a time is open anyway."""

    async def unfinished(self) -> list[Announcement]:
        return [one for one in self._tables.announcements.values() if one.finished_at is None]

    async def update(self, announcement: Announcement, *, by: int | None, at: datetime) -> None:
        former = await self.get(announcement.id)
        self._tables.announcements[announcement.id] = replace(
            former,
            stopped_at=announcement.stopped_at,
            recalled_at=announcement.recalled_at,
            finished_at=announcement.finished_at,
            chat_id=announcement.chat_id,
            message_id=announcement.message_id,
        )
        for note in audit_notes.announcement_changed(former, announcement, by=by, at=at):
            self._audit.note(note)
