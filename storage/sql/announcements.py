"""What admins announced to many."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from storage.ports import Announcement
from storage.sql import audit_notes
from storage.sql.audit import SqlAudit
from storage.sql.session import AnyRow, Session
from storage.tables.announcements import announcements

_CHANGES = ("stopped_at", "recalled_at", "finished_at", "chat_id", "message_id")


class SqlAnnouncements:
    def __init__(self, session: Session, audit: SqlAudit) -> None:
        self._session = session
        self._audit = audit

    async def add(self, announcement: Announcement) -> Announcement:
        said = asdict(announcement)
        del said["id"]
        number = await self._session.insert(announcements, **said | {"by_person": said.pop("by")})
        stored = await self.get(number)
        self._audit.note(audit_notes.announced(stored))
        return stored

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

    async def update(self, announcement: Announcement, *, by: int | None, at: datetime) -> None:
        former = await self.get(announcement.id)
        changed = {name: getattr(announcement, name) for name in _CHANGES}
        await self._session.change(
            announcements.update().where(announcements.c.id == announcement.id).values(**changed)
        )
        for note in audit_notes.announcement_changed(former, announcement, by=by, at=at):
            self._audit.note(note)


def _announcement(row: AnyRow) -> Announcement:
    return Announcement(
        id=row.id,
        by=row.by_person,
        at=row.at,
        text=row.text,
        entities=row.entities,
        audience=row.audience,
        file_id=row.file_id,
        file_kind=row.file_kind,
        file_name=row.file_name,
        stopped_at=row.stopped_at,
        recalled_at=row.recalled_at,
        finished_at=row.finished_at,
        chat_id=row.chat_id,
        message_id=row.message_id,
    )
