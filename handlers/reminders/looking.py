"""Whom a tick has to look at: everybody in the morning, and then only whom something has happened to since.

What makes a reminder due is time or a change. Time does so in the morning alone, beside what somebody put
off; every change of a report, a role or a setting is in the audit trail, whose numbers are in the order of
the commits, on every database and whoever has stored it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from domain.language.dates import WIB, day_of
from domain.reminders.planned import MORNING
from domain.sequence import TOLERANCE
from storage.ports import AuditEntry, UnitOfWork

_LATELY = 200
"""So many entries of the audit trail are looked through; after more than that everybody is looked at."""
_OF_ALL = ("opd.", "year.")
"""Kinds of changes that may concern everybody."""


@dataclass(slots=True)
class Looked:
    """What this process knows of its last look; `seen` is the newest audit entry of before it."""

    part: tuple[date, bool] | None = None
    """The day, and whether its steps may be told already; None: nothing was looked at yet."""
    at: datetime | None = None
    seen: int = 0
    again: frozenset[int] = frozenset()
    """Who was amid a conversation, or was found and has a line of this day already: no new one would tell
    whether all was done."""
    found: frozenset[int] = frozenset()
    """Who was found in this part of the day: a line that is taken back makes it due again."""

    async def whom(self, uow: UnitOfWork, now: datetime) -> set[int] | None:
        """Return the people of whom something may be due that was not at the last look; None: everybody."""
        if self.part != _part(now) or self.at is None or now < self.at:
            return None
        lately = await uow.audit.entries(limit=_LATELY)
        since = [entry for entry in lately if entry.id > self.seen]
        if len(since) == _LATELY or any(entry.kind.startswith(_OF_ALL) for entry in since):
            return None
        reporting = await uow.people.operators({opd for entry in since for opd in _opd_of(entry)})
        changed = {person for entry in since for person in _person_of(entry)}
        again = await uow.reminders.wanted_again(self.at - TOLERANCE, now)
        left = self.found - await uow.reminders.told_on(day_of(now)) if self.found else frozenset()
        return {*self.again, *left, *changed, *again, *(person.id for person in reporting)}

    def note(
        self, now: datetime, seen: int, busy: Collection[int], found: Collection[int], told: Collection[int]
    ) -> None:
        """Keep what a look that began at that moment has found; `told` have a line of the day by then.

        Of the others a line says that they were done, so nobody is looked at twice for having been found.
        """
        part = _part(now)
        self.found = frozenset(found) | (self.found if self.part == part else frozenset())
        self.again = frozenset(busy) | frozenset(found).intersection(told)
        self.part, self.at, self.seen = part, now, seen


def _part(now: datetime) -> tuple[date, bool]:
    return day_of(now), now.astimezone(WIB).time() >= MORNING


def _opd_of(entry: AuditEntry) -> list[str]:
    return [entry.subject.rsplit("/", 2)[0]] if entry.kind.startswith("report.") else []


def _person_of(entry: AuditEntry) -> list[int]:
    is_of_one = entry.kind.startswith(("person.", "role."))
    return [int(entry.subject.removeprefix("person "))] if is_of_one else []
