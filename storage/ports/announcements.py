"""What admins announce to many; who gets it stands in the notices."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.ports.audit import Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A message that an admin sends to many; who gets it stands in the notices of kind "announcement".

    `entities` is the JSON of Telegram's own formatting of `text`, or "". `audience` is a key of
    `domain.announcements.audience`. The card is the admin's message that counts the progress.
    """

    id: int
    by: int
    at: datetime
    text: str
    entities: str
    audience: str
    file_id: str = ""
    file_kind: str = ""
    """"photo" or "document" where there is a file."""
    file_name: str = ""
    stopped_at: datetime | None = None
    recalled_at: datetime | None = None
    finished_at: datetime | None = None
    """When the card has said the last word about it."""
    chat_id: int | None = None
    message_id: int | None = None


CHANGING = ("stopped_at", "recalled_at", "finished_at", "chat_id", "message_id")
"""What of an announcement is ever stored again."""


class Announcements(Protocol):
    _audit: Trail

    async def add(self, announcement: Announcement) -> Announcement:
        """Store with a new id."""
        stored = await self._store(announcement)
        said = {"audience": stored.audience, "text": stored.text, "file_name": stored.file_name}
        subject = f"announcement {stored.id}"
        self._audit.note("announcement.sent", subject, None, said, by=stored.by, at=stored.at)
        return stored

    async def get(self, announcement_id: int) -> Announcement:
        """Raises NotFound."""

    async def newest(self, limit: int) -> list[Announcement]: ...

    async def lock(self, announcement_id: int) -> None:
        """Let no other unit change this announcement until this one ends; read it after this."""

    async def unfinished(self) -> list[Announcement]:
        """Return those whose card has not said the last word yet, oldest first."""

    async def update(self, announcement: Announcement, *, by: int | None, at: datetime) -> None:
        """Store what is CHANGING.

        Stopping and recalling go into the audit trail: how far its card has come is nobody's deed.
        Raises NotFound.
        """
        former = await self.get(announcement.id)
        await self._change(announcement)
        steps = {
            "announcement.stopped": (former.stopped_at, announcement.stopped_at),
            "announcement.recalled": (former.recalled_at, announcement.recalled_at),
        }
        for kind, (before, after) in steps.items():
            if before is None and after is not None:
                said = {"at": after.isoformat()}
                self._audit.note(kind, f"announcement {announcement.id}", None, said, by=by, at=at)

    async def _store(self, announcement: Announcement) -> Announcement: ...

    async def _change(self, announcement: Announcement) -> None: ...
