"""Who is reminded now, and of what: one pure function of the moment, the debts, the people and the ledger.

Promised, and tested over whole years: nobody who owes nothing is reminded; nobody twice for one step; nobody
twice on one day, except after a snooze of their own; never outside 07.00–17.00 WIB; never on a day off,
except on a deadline's own day; and whoever can be reached on a step's day is reached.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.dates import WIB, day_of
from domain.deadlines import Steps, reached, step_day
from domain.debts import Debt
from domain.keys import IndicatorKey
from domain.people import Person
from domain.workdays import Workdays

EARLIEST, MORNING, LATEST = time(7), time(8), time(17)
"""WIB. Nobody is written to before or after; steps come in the morning."""
MAKE_UP = timedelta(days=7)
"""For how long a step that could not be sent on its day is made up for, unless the next one comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report named in a reminder; `step` is the newest that had come: days from its deadline, or None.

    Whatever is named counts as told, so that step is not sent again.
    """

    opd: str
    indicator: IndicatorKey
    year: int
    due: datetime | None
    step: int | None
    returned: bool = False


class Why(StrEnum):
    STEP = "step"
    SNOOZE = "snooze"  # the person asked to be reminded again


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One message to one person that is due now, naming everything that the person's OPD owe."""

    person: int
    why: Why
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A line of the ledger: a reminder that was decided on, its day in WIB, and until when it was snoozed."""

    id: int
    person: int
    day: date
    at: datetime
    why: Why
    items: tuple[Item, ...]
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """What the moment is judged by. `steps`: by year; `busy`: ids of people amid a conversation."""

    people: Sequence[Person]
    debts: Sequence[Debt]
    ledger: Sequence[Reminded]
    workdays: Workdays
    steps: Mapping[int, Steps]
    busy: Collection[int] = frozenset()


def reminders_due(now: datetime, city: City) -> tuple[Reminder, ...]:
    """Return who is to be reminded at this moment, in the order of their ids.

    Asking again after the ledger was written returns nothing: a tick may ask as often as it likes.
    """
    if not EARLIEST <= _clock(now) < LATEST:
        return ()
    ledger: dict[int, list[Reminded]] = defaultdict(list)
    for line in city.ledger:
        ledger[line.person].append(line)
    told = (
        _reminder(now, city, person, ledger[person.id])
        for person in sorted(city.people, key=lambda person: person.id)
        if person.id not in city.busy
    )
    return tuple(reminder for reminder in told if reminder is not None)


def news_of(reminder: Reminder, city: City, now: datetime) -> tuple[Item, ...]:
    """Return the items whose step this reminder tells for the first time: the reason why it comes now.

    What else it names was told before, or has not reached its first step. After a snooze there may be none.
    """
    ledger = [line for line in city.ledger if line.person == reminder.person]
    owed = {debt.key: debt for debt in city.debts}
    return tuple(
        item
        for item in reminder.items
        if _is_new(owed[item.opd, item.indicator, item.year], item, city, ledger, now)
    )


def owed_by(person: Person, debts: Iterable[Debt]) -> tuple[Debt, ...]:
    """Return what the person's OPD owe, in the given order."""
    return tuple(debt for debt in debts if person.may_report_for(debt.opd))


def _reminder(now: datetime, city: City, person: Person, ledger: list[Reminded]) -> Reminder | None:
    own = owed_by(person, city.debts)
    items = tuple(_item(debt, city, now) for debt in own)
    today = day_of(now)
    allowed = [
        (debt, item)
        for debt, item in zip(own, items, strict=True)
        if not city.workdays.is_off(today) or _is_last_day(debt, today)
    ]
    if not allowed:
        return None
    quiet = all(line.day < today for line in ledger)
    if quiet and _clock(now) >= MORNING and any(_is_new(d, i, city, ledger, now) for d, i in allowed):
        return Reminder(person=person.id, why=Why.STEP, items=items)
    if any(wants_again(line, now) for line in ledger):
        return Reminder(person=person.id, why=Why.SNOOZE, items=items)
    return None


def wants_again(line: Reminded, now: datetime) -> bool:
    """Return whether a snooze is over. It lapses with a deadline that it was to come before."""
    if line.again_at is None or line.again_at > now:
        return False
    return not any(item.due is not None and line.again_at < item.due <= now for item in line.items)


def asked_by(line: Reminded, ledger: Iterable[Reminded]) -> Reminded | None:
    """Return the line whose snooze led to that one, None for one that nobody asked for."""
    if line.why is not Why.SNOOZE:
        return None
    earlier = (one for one in ledger if one.person == line.person and one.id < line.id)
    return max(earlier, key=lambda one: one.id, default=None)


def still_due(now: datetime, city: City, line: Reminded) -> bool:
    """Return whether that line would be decided on just so at this moment, had it not been already.

    Between deciding and sending people report, lose a role or begin a conversation, and Telegram may be away
    until the evening or the next day.
    """
    asked = asked_by(line, city.ledger)
    ledger = [
        replace(one, again_at=line.at) if one == asked else one for one in city.ledger if one.id != line.id
    ]
    people = [person for person in city.people if person.id == line.person]
    decided = Reminder(person=line.person, why=line.why, items=line.items)
    return line.day == day_of(now) and decided in reminders_due(
        now, replace(city, people=people, ledger=ledger)
    )


def _item(debt: Debt, city: City, now: datetime) -> Item:
    step = reached(debt.due, city.steps[debt.year], city.workdays, now) if debt.due is not None else None
    return Item(
        opd=debt.opd,
        indicator=debt.indicator,
        year=debt.year,
        due=debt.due,
        step=step,
        returned=debt.returned,
    )


def _is_new(debt: Debt, item: Item, city: City, ledger: Iterable[Reminded], now: datetime) -> bool:
    """Return whether the step at which this report stands is still to be told to this person."""
    if debt.due is None or item.step is None:
        return False
    day, today = step_day(debt.due, item.step, city.workdays), day_of(now)
    if today - day > MAKE_UP or (debt.since is not None and day <= day_of(debt.since)):
        return False
    return not any(_tells(said, item) for line in ledger for said in line.items)


def _tells(said: Item, item: Item) -> bool:
    same = (said.opd, said.indicator, said.year, said.due) == (item.opd, item.indicator, item.year, item.due)
    return same and said.step is not None and item.step is not None and said.step >= item.step


def _is_last_day(debt: Debt, today: date) -> bool:
    return debt.due is not None and day_of(debt.due) == today


def _clock(instant: datetime) -> time:
    return instant.astimezone(WIB).time()
