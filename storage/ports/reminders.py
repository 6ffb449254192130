"""The ledger of reminders."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from domain.language.dates import day_of
from domain.reminders.planned import Reminded, Reminder


class Reminders(Protocol):
    """The ledger of reminders: who was told what on which day, and who wants to hear of it again."""

    async def lock(self) -> None:
        """Let no other unit decide about reminders until this one ends."""

    async def add(self, reminder: Reminder, at: datetime) -> Reminded:
        """Store under the WIB day of `at`.

        Raises Stale for a second one of one person on one day, unless it is Why.SNOOZE.
        """
        return await self._store(
            Reminded(
                id=0,
                person=reminder.person,
                day=day_of(at),
                at=at,
                why=reminder.why,
                items=reminder.items,
                asked_by=reminder.asked_by,
            )
        )

    async def get(self, reminder_id: int) -> Reminded:
        """Raises NotFound."""

    async def since(self, day: date, people: Collection[int] | None = None) -> list[Reminded]:
        """Return the lines of that day and later, of everybody or of these people, oldest first.

        An older line is among them while it is wanted again on that day or later.
        """

    async def next_again(self, now: datetime) -> datetime | None:
        """Return the first instant after now at which a line is wanted again; None: there is none."""

    async def wanted_again(self, after: datetime, until: datetime) -> set[int]:
        """Return whose lines are wanted again at an instant after the first and not after the other."""

    async def told_on(self, day: date) -> set[int]:
        """Return who has a line of that day."""

    async def of(self, person_id: int, limit: int) -> list[Reminded]:
        """Return a person's newest lines, newest first."""

    async def drop(self, reminder_id: int) -> None:
        """Take back a line whose message never went out, so that it is decided about again.

        Its id is not given to another line.
        """

    async def snooze(self, reminder_id: int, until: datetime | None) -> None:
        """Set when it is wanted again; None: not any more. Raises NotFound."""

    async def _store(self, line: Reminded) -> Reminded: ...
