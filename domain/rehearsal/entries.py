"""What would be sent if nobody did anything: the reminders of every day to come, worked out in advance."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.deadlines.due import step_day
from domain.language.dates import WIB, day_of
from domain.overdue.debts import Debt, is_pursued
from domain.people.person import Person
from domain.reminders.late import LATE_STEP, LateList, late
from domain.reminders.planned import (
    MORNING,
    City,
    Item,
    Reminded,
    Reminder,
    Why,
    news_of,
    reminders_due,
    steps_of,
)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What goes out at one moment."""

    at: datetime
    reminders: tuple[Reminder, ...]


def rehearse(now: datetime, city: City, until: date) -> tuple[Rehearsed, ...]:
    """Return what `reminders_due` will say on every day from now to `until`, if nothing else happens.

    The ledger is carried on from day to day, nobody is in a conversation, and what is left of an old year is
    given up at its time (see `is_pursued`).
    """
    found, ledger = [], list(city.ledger)
    for at in _moments(now, city, until):
        owed = [debt for debt in city.debts if is_pursued(debt, at)]
        due = reminders_due(at, replace(city, debts=owed, ledger=ledger, busy=frozenset()))
        ledger += _as_told(due, at)
        if due:
            found.append(Rehearsed(at, due))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A step that a message tells for the first time.

    `nominal`: the day it is counted to; `planned`: the day it is due on, another one where that is off.
    """

    item: Item
    step: int
    nominal: date
    planned: date
    of_month: bool = False
    """Whether no step of the year is the reason, but the month in which the OPD expects it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """One message of a rehearsal. `news` is empty only after a snooze."""

    at: datetime
    person: Person
    why: Why
    items: tuple[Item, ...]
    news: tuple[News, ...]


def foreseen(city: City, rehearsed: Iterable[Rehearsed]) -> tuple[Foreseen, ...]:
    """Return the messages of a rehearsal of that city one by one, each with what is new in it."""
    people = {person.id: person for person in city.people}
    found, ledger = [], list(city.ledger)
    for moment in rehearsed:
        then = replace(city, ledger=ledger)
        found += [
            Foreseen(
                at=moment.at,
                person=people[one.person],
                why=one.why,
                items=one.items,
                news=_news(one, then, moment.at),
            )
            for one in moment.reminders
        ]
        ledger = ledger + _as_told(moment.reminders, moment.at)
    return tuple(found)


def _news(reminder: Reminder, city: City, at: datetime) -> tuple[News, ...]:
    return tuple(
        News(
            item=item,
            step=item.step,
            nominal=day_of(item.due) + timedelta(days=item.step),
            planned=step_day(item.due, item.step, city.workdays),
            of_month=item.step not in city.steps[item.year].offsets,
        )
        for item in news_of(reminder, city, at)
        if item.due is not None and item.step is not None
    )


@dataclass(frozen=True, slots=True)
class ForeseenList:
    """A list of late OPD that its Sub Bagian will be told."""

    at: datetime
    told: LateList


def foreseen_lists(now: datetime, city: City, until: date) -> tuple[ForeseenList, ...]:
    """Return the lists of late OPD that become due from now to `until`, if nothing else happens.

    Each stands on its first day; one that is only being made up for now is not foreseen any more.
    """
    return tuple(
        ForeseenList(at, told)
        for at in _mornings(now, until)
        if at > now
        for told in late(city.debts, at, city.workdays)
        if city.workdays.on_or_after(told.day + timedelta(days=LATE_STEP)) == day_of(at)
    )


def last_day(debts: Iterable[Debt], city: City) -> date | None:
    """Return the day of the last step of all these debts, None when none of them has a deadline."""
    days = [
        step_day(debt.due, offset, city.workdays)
        for debt in debts
        if debt.due is not None
        for offset in steps_of(debt, debt.due, city).offsets
    ]
    return max(days, default=None)


def _moments(now: datetime, city: City, until: date) -> list[datetime]:
    """Return every moment at which something may be due: now, the mornings, and where snoozes end."""
    snoozes = [line.again_at for line in city.ledger if line.again_at is not None]
    later = {
        at.astimezone(WIB) for at in (*_mornings(now, until), *snoozes) if at > now and day_of(at) <= until
    }
    return sorted({now.astimezone(WIB), *later})


def _mornings(now: datetime, until: date) -> list[datetime]:
    days = (until - day_of(now)).days + 1
    return [
        datetime.combine(day_of(now) + timedelta(days=number), MORNING, tzinfo=WIB) for number in range(days)
    ]


def _as_told(due: Iterable[Reminder], at: datetime) -> list[Reminded]:
    return [
        Reminded(id=0, person=one.person, day=day_of(at), at=at, why=one.why, items=one.items, again_at=None)
        for one in due
    ]
