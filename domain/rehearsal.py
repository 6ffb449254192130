"""What would be sent if nobody did anything: the reminders of every day to come, worked out in advance."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.dates import WIB, day_of
from domain.deadlines import step_day
from domain.debts import Debt
from domain.reminders import MORNING, City, Reminded, Reminder, reminders_due


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What goes out at one moment."""

    at: datetime
    reminders: tuple[Reminder, ...]


def rehearse(now: datetime, city: City, until: date) -> tuple[Rehearsed, ...]:
    """Return what `reminders_due` will say on every day from now to `until`, if nothing else happens.

    The ledger is carried on from day to day, and nobody is in a conversation.
    """
    found, ledger = [], list(city.ledger)
    for at in _moments(now, city, until):
        due = reminders_due(at, replace(city, ledger=ledger, busy=frozenset()))
        ledger += _as_told(due, at)
        # A snooze that was asked for comes once.
        again = {line.person for line in due}
        ledger = [
            replace(line, again_at=None) if line.person in again and _is_due(line, at) else line
            for line in ledger
        ]
        if due:
            found.append(Rehearsed(at, due))
    return tuple(found)


def last_day(debts: Iterable[Debt], city: City) -> date | None:
    """Return the day of the last step of all these debts, None when none of them has a deadline."""
    days = [
        step_day(debt.due, offset, city.workdays)
        for debt in debts
        if debt.due is not None
        for offset in city.steps[debt.year].offsets
    ]
    return max(days, default=None)


def _moments(now: datetime, city: City, until: date) -> list[datetime]:
    """Return every moment at which something may be due: now, the mornings, and where snoozes end."""
    days = (until - day_of(now)).days + 1
    mornings = [
        datetime.combine(day_of(now) + timedelta(days=number), MORNING, tzinfo=WIB) for number in range(days)
    ]
    snoozes = [line.again_at for line in city.ledger if line.again_at is not None]
    later = {at.astimezone(WIB) for at in (*mornings, *snoozes) if at > now and day_of(at) <= until}
    return sorted({now.astimezone(WIB), *later})


def _as_told(due: Iterable[Reminder], at: datetime) -> list[Reminded]:
    return [
        Reminded(id=0, person=one.person, day=day_of(at), at=at, why=one.why, items=one.items, again_at=None)
        for one in due
    ]


def _is_due(line: Reminded, at: datetime) -> bool:
    return line.again_at is not None and line.again_at <= at
