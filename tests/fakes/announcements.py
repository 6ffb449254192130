"""What was announced, in memory."""

from storage.ports import Announcement, Announcements
from storage.ports.announcements import CHANGING
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, added, changed, check_zones, found


class FakeAnnouncements(Announcements):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def get(self, announcement_id: int) -> Announcement:
        return found(self._tables.announcements, announcement_id)

    async def newest(self, limit: int) -> list[Announcement]:
        return list(self._tables.announcements.values())[::-1][:limit]

    async def lock(self, announcement_id: int) -> None:
        """One unit at a time is open anyway."""

    async def unfinished(self) -> list[Announcement]:
        return [one for one in self._tables.announcements.values() if one.finished_at is None]

    async def _store(self, announcement: Announcement) -> Announcement:
        check_zones(announcement.at)
        self._tables.require_person(announcement.by)
        return added(self._tables.announcements, announcement)

    async def _change(self, announcement: Announcement) -> None:
        former = await self.get(announcement.id)
        self._tables.announcements[former.id] = changed(former, announcement, CHANGING)
