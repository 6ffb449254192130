"""What admins announced to many."""

from functools import partial

from sqlalchemy import select

from storage.ports import Announcement, Announcements
from storage.ports.announcements import CHANGING
from storage.sql.audit import SqlAudit
from storage.sql.rows import columns_of, record_of
from storage.sql.session import Session
from storage.tables.announcements import announcements

_OUTCOME = "announcements/outcome"
_announcement = partial(record_of, Announcement)


class SqlAnnouncements(Announcements):
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def get(self, announcement_id: int) -> Announcement:
        return _announcement(await self._session.by_id(announcements, announcement_id))

    async def newest(self, limit: int) -> list[Announcement]:
        lines = select(announcements).order_by(announcements.c.id.desc()).limit(limit)
        return await self._session.readable(lines, announcements, _announcement)

    async def lock(self, announcement_id: int) -> None:
        await self._session.lock(f"announcement {announcement_id}")

    async def unfinished(self) -> list[Announcement]:
        lines = (
            select(announcements).where(announcements.c.finished_at.is_(None)).order_by(announcements.c.id)
        )
        return await self._session.readable(lines, announcements, _announcement)

    async def _store(self, announcement: Announcement) -> Announcement:
        new = columns_of(announcement)
        number = await self._session.insert(announcements, **new)
        for aspect in (announcements.name, _OUTCOME):
            self._audit.wrote(aspect, number, {"id": number, **new})
        return await self.get(number)

    async def _change(self, announcement: Announcement) -> None:
        changed = columns_of(announcement, CHANGING)
        await self._session.change_one(announcements, announcement.id, **changed)
        self._audit.wrote(_OUTCOME, announcement.id, {"id": announcement.id, **changed})
