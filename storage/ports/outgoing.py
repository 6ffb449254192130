"""What the handlers see of what goes out unasked: the delivery ledger, reminders, announcements.

Import all of it from `storage.ports`.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from domain.reminders.planned import Reminded, Reminder
from storage.ports.records import Announcement, Notice, NoticeState, Pace, Tally, Urgency


class Notices(Protocol):
    """The delivery ledger: every message queued with an effect in one transaction, and what became of it."""

    async def add(
        self, person_id: int, kind: str, about: int, at: datetime, *, urgency: Urgency = Urgency.ANSWER
    ) -> None:
        """Queue a message; the same kind about the same thing is queued once per person."""

    async def add_all(
        self,
        person_ids: Collection[int],
        kind: str,
        about: int,
        at: datetime,
        *,
        urgency: Urgency,
        not_before: datetime | None = None,
    ) -> None:
        """Queue a message for many at once, as `add` does for one; it is claimed at `not_before` or later."""

    async def claim(self, now: datetime, pace: Pace, *, but: Collection[int] = ()) -> Notice | None:
        """Begin an attempt at the most urgent, then the oldest message that is due; None: not just now.

        It is nobody else's until its lease is over. `attempts` counts it, and so does `unsure` until its end
        is stored. Within a second at most `pace.in_all` are claimed, over all instances, and one per person;
        nobody who is paused is chosen. `but` are those that the caller has in hand whatever their lease says.
        """

    async def get(self, notice_id: int) -> Notice:
        """Raises NotFound."""

    async def find(self, person_id: int, kind: str, about: int) -> Notice | None: ...

    async def about(
        self, kind: str, about: int, *, states: Collection[NoticeState] = tuple(NoticeState)
    ) -> list[Notice]:
        """Return everybody's lines for one thing that are in these states, in the order they were queued."""

    async def tally(self, kind: str, about: int) -> Mapping[NoticeState, Tally]:
        """Return what becomes of that thing's lines, by state; states that none is in are left out."""

    async def stop(self, kind: str, about: int, at: datetime) -> int:
        """Settle as STOPPED whatever of that thing waits and is not leased; return how many."""

    async def update(self, notice: Notice) -> None:
        """Store state, unsure, leased_until, next_try, message_id, settled_at and reason.

        Raises Stale when another attempt has begun since: what is known about an earlier one says nothing
        about the message any more.
        """


class Reminders(Protocol):
    """The ledger of reminders: who was told what on which day, and who wants to hear of it again."""

    async def lock(self) -> None:
        """Let no other unit decide about reminders until this one ends."""

    async def add(self, reminder: Reminder, at: datetime) -> Reminded:
        """Store under the WIB day of `at`. Raises Stale for a second Why.STEP of one person on one day."""

    async def get(self, reminder_id: int) -> Reminded:
        """Raises NotFound."""

    async def since(self, day: date, person_id: int | None = None) -> list[Reminded]:
        """Return the lines of that day and later, of everybody or of one person, oldest first.

        An older line is among them while it is wanted again on that day or later.
        """

    async def of(self, person_id: int, limit: int) -> list[Reminded]:
        """Return a person's newest lines, newest first."""

    async def drop(self, reminder_id: int) -> None:
        """Take back a line whose message never went out, so that it is decided about again.

        Its id is not given to another line.
        """

    async def snooze(self, reminder_id: int, until: datetime | None) -> None:
        """Set when it is wanted again; None: not any more. Raises NotFound."""


class Announcements(Protocol):
    async def add(self, announcement: Announcement) -> Announcement:
        """Store with a new id."""

    async def get(self, announcement_id: int) -> Announcement:
        """Raises NotFound."""

    async def newest(self, limit: int) -> list[Announcement]: ...

    async def lock(self, announcement_id: int) -> None:
        """Let no other unit change this announcement until this one ends; read it after this."""

    async def unfinished(self) -> list[Announcement]:
        """Return those whose card has not said the last word yet, oldest first."""

    async def update(self, announcement: Announcement, *, by: int | None, at: datetime) -> None:
        """Store stopped_at, recalled_at, finished_at, chat_id and message_id.

        Stopping and recalling go into the audit trail. Raises NotFound.
        """
