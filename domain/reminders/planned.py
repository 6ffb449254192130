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
from typing import TypeAlias

from domain.deadlines.due import has_passed, reached, step_day
from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.overdue.debts import Debt
from domain.people.person import Person
from domain.reminders.pausing import pauses_until, steps_left
from domain.reports.expected import Month
from domain.years.steps import Steps

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

    @property
    def key(self) -> tuple[str, IndicatorKey, int]:
        return self.opd, self.indicator, self.year


class Why(StrEnum):
    STEP = "step"
    SNOOZE = "snooze"  # the person asked to be reminded again
    ASKED = "asked"  # a verifikator asked for it (see `domain.reminders.asked`)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One message to one person that is due now, naming what the person's OPD owe (see `named_to`)."""

    person: int
    why: Why
    items: tuple[Item, ...]
    asked_by: int | None = None
    """Who asked for it; None: nobody but the calendar, or the person."""


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
    asked_by: int | None = None


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

    Asking again after the ledger was written returns nothing: a tick may ask as often as it likes. People
    whom the last message did not reach are tried once per step like everybody else, so that nobody who came
    back is left out.
    """
    today, clock = day_of(now), _clock(now)
    if not EARLIEST <= clock < LATEST:
        return ()
    is_off = city.workdays.is_off(today)
    open_today = [debt for debt in city.debts if not is_off or _is_last_day(debt, today)]
    awake = [debt for debt in city.debts if not is_paused(debt, today, city.workdays)]
    stages, ledger = _stages(now, city), defaultdict[int, list[Reminded]](list)
    fresh = [debt for debt in open_today if clock >= MORNING and _is_fresh(debt, stages, today)]
    news = [_item(debt, stages) for debt in fresh]
    opds = {debt.opd for debt in open_today}
    for line in city.ledger:
        ledger[line.person].append(line)
    told = []
    for person in sorted(city.people, key=lambda person: person.id):
        if person.id in city.busy or opds.isdisjoint(person.opds):
            continue
        why = _why(now, person, news, city.debts, ledger[person.id])
        asked = _snoozed(ledger[person.id]) if why is Why.SNOOZE else ()
        named = _named(now, owed_by(person, awake), stages, asked) if why is not None else ()
        if why is not None and named:
            items = tuple(_item(debt, stages) for debt in named)
            told.append(Reminder(person=person.id, why=why, items=items))
    return tuple(told)


def named_to(person: Person, city: City, now: datetime, told: Iterable[Item]) -> tuple[Debt, ...]:
    """Return what a reminder names of what the person's OPD owe; `told` is what it has named already.

    That is everything, but beside what is late of the old year nothing more of the new one before its first
    step, unless it was returned: in January nearly all of it is owed. What is expected only later is left
    out, too, unless it was told of.
    """
    said, today = {item.key for item in told}, day_of(now)
    owed = [
        debt
        for debt in owed_by(person, city.debts)
        if debt.key in said or not is_paused(debt, today, city.workdays)
    ]
    return _named(now, owed, _stages(now, city), told)


def is_paused(debt: Debt, today: date, workdays: Workdays) -> bool:
    """Return whether nobody is reminded of a report now, because its OPD has said when it is expected."""
    month = debt.expected_in
    return month is not None and today < pauses_until(month, debt.due, workdays)


def steps_of(debt: Debt, due: datetime, city: City) -> Steps:
    """Return on which days people are reminded of a report that is due then."""
    steps, month = city.steps[debt.year], debt.expected_in
    return steps_left(month, due, steps, city.workdays) if month is not None else steps


def next_step_day(debt: Debt, city: City, today: date) -> date | None:
    """Return the day after today on which people are reminded of a report next, if nothing else happens."""
    if debt.due is None:
        return None
    days = [step_day(debt.due, offset, city.workdays) for offset in steps_of(debt, debt.due, city).offsets]
    return min((day for day in days if day > today), default=None)


def _named(now: datetime, owed: Sequence[Debt], stages: "_Stages", told: Iterable[Item]) -> tuple[Debt, ...]:
    said = {item.key for item in told}
    oldest = min({debt.year for debt in owed} | {year for _, _, year in said}, default=0)
    return tuple(
        debt
        for debt in owed
        if debt.year == oldest
        or debt.returned
        or debt.key in said
        or _deadline_of(debt) in stages
        or has_passed(debt.due, now)
    )


def _snoozed(ledger: Iterable[Reminded]) -> tuple[Item, ...]:
    return tuple(item for line in ledger if line.again_at is not None for item in line.items)


def news_of(reminder: Reminder, city: City, now: datetime) -> tuple[Item, ...]:
    """Return the items whose step this reminder tells for the first time: the reason why it comes now.

    What else it names was told before, or is at no step. After a snooze there may be none.
    """
    stages, today = _stages(now, city), day_of(now)
    ledger = [line for line in city.ledger if line.person == reminder.person]
    news = {_item(debt, stages) for debt in city.debts if _is_fresh(debt, stages, today)}
    return tuple(item for item in reminder.items if item in news and not _is_told(item, ledger))


def items_of(debts: Iterable[Debt], city: City, now: datetime) -> tuple[Item, ...]:
    """Return what a reminder of these debts keeps of each: the step that it counts as told."""
    stages = _stages(now, city)
    return tuple(_item(debt, stages) for debt in debts)


def is_open(now: datetime, debts: Iterable[Debt], workdays: Workdays) -> bool:
    """Return whether people may be written to at that moment about what they owe.

    That is 07.00–17.00 WIB on working days, and on the last day of a deadline whatever day it is.
    """
    today = day_of(now)
    if not EARLIEST <= _clock(now) < LATEST:
        return False
    return not workdays.is_off(today) or any(_is_last_day(debt, today) for debt in debts)


def owed_by(person: Person, debts: Iterable[Debt]) -> tuple[Debt, ...]:
    """Return what the person's OPD owe, in the given order."""
    own = frozenset(person.opds)
    return tuple(debt for debt in debts if debt.opd in own)


def _why(
    now: datetime, person: Person, news: Iterable[Item], owed: Iterable[Debt], ledger: Sequence[Reminded]
) -> Why | None:
    """Return why the person is to be told now, None if there is no reason; `ledger` is the person's own.

    `news` are the steps that may be told now, `owed` everything that is owed, both of all OPD.
    """
    today, opds = day_of(now), person.opds
    is_news = any(item.opd in opds and not _is_told(item, ledger) for item in news)
    # A line of a later day was written by a clock that was ahead; it is no reason to be silent until then.
    if is_news and all(line.day != today for line in ledger):
        return Why.STEP
    if all(line.again_at is None for line in ledger):
        return None
    own = owed_by(person, owed)
    return Why.SNOOZE if any(_wants_again(line, ledger, own, now) for line in ledger) else None


def _wants_again(line: Reminded, ledger: Iterable[Reminded], own: Iterable[Debt], now: datetime) -> bool:
    """Return whether a snooze is over: at its moment, or in the morning of a later day.

    Whatever the person was told since then has answered it, and so has a reminder that was asked for since
    the wish: it would be the second of its day. It lapses once a deadline has passed that it was to come
    before, and once one has that changed only after the reminder. It lapses, too, where the OPD have said
    since of all that the reminder named and that is owed still when it is expected.
    """
    again_at = line.again_at
    if again_at is None or again_at > now or any(_answers(later, line, again_at) for later in ledger):
        return False
    if _is_answered_by_month(line, own):
        return False
    for debt in own:
        was_known = debt.since is None or debt.since <= line.at
        if debt.due is not None and (again_at if was_known else line.at) < debt.due <= now:
            return False
    return _clock(now) >= MORNING or day_of(again_at) == day_of(now)


def _is_answered_by_month(line: Reminded, own: Iterable[Debt]) -> bool:
    named = {item.key for item in line.items}
    left = [debt for debt in own if debt.key in named]
    return bool(left) and all(debt.expected is not None and debt.expected.at >= line.at for debt in left)


def _answers(later: Reminded, line: Reminded, again_at: datetime) -> bool:
    return later.at >= again_at or (later.why is Why.ASKED and later.id > line.id)


def still_due(now: datetime, city: City, line: Reminded) -> bool:
    """Return whether that line would be decided on just so at this moment, had it not been already.

    Between deciding and sending people report, lose a role or begin a conversation, and Telegram may be away
    until the evening or the next day.
    """
    people = [person for person in city.people if person.id == line.person]
    before = replace(city, people=people, ledger=[one for one in city.ledger if one.id != line.id])
    decided = Reminder(person=line.person, why=line.why, items=line.items)
    return line.day == day_of(now) and decided in reminders_due(now, before)


@dataclass(frozen=True, slots=True)
class _Stage:
    """The newest step of a deadline that has come, and the day on which it was to be told."""

    step: int
    day: date


_Deadline: TypeAlias = tuple[datetime | None, int, Month | None]
"""What the steps of a debt follow from: its deadline, its year, and the month in which it is expected."""
_Stages: TypeAlias = Mapping[_Deadline, _Stage]
"""By deadline, without those of which no step has come, before or after it; many debts share one."""


def _deadline_of(debt: Debt) -> _Deadline:
    return debt.due, debt.year, debt.expected_in


def _stages(now: datetime, city: City) -> _Stages:
    found: dict[_Deadline, _Stage] = {}
    for deadline, debt in {_deadline_of(debt): debt for debt in city.debts}.items():
        due = debt.due
        step = reached(due, steps_of(debt, due, city), city.workdays, now) if due is not None else None
        if due is not None and step is not None:
            found[deadline] = _Stage(step, step_day(due, step, city.workdays))
    return found


def _item(debt: Debt, stages: _Stages) -> Item:
    stage = stages.get(_deadline_of(debt))
    return Item(
        opd=debt.opd,
        indicator=debt.indicator,
        year=debt.year,
        due=debt.due,
        step=stage.step if stage is not None else None,
        returned=debt.returned,
    )


def _is_fresh(debt: Debt, stages: _Stages, today: date) -> bool:
    """Return whether the step at which this report stands is to be told to whoever was not told yet."""
    stage = stages.get(_deadline_of(debt))
    if stage is None or today - stage.day > MAKE_UP:
        return False
    return debt.since is None or day_of(debt.since) < stage.day


def _is_told(item: Item, ledger: Iterable[Reminded]) -> bool:
    return any(_tells(said, item) for line in ledger for said in line.items)


def _tells(said: Item, item: Item) -> bool:
    same = (said.key, said.due) == (item.key, item.due)
    return same and said.step is not None and item.step is not None and said.step >= item.step


def _is_last_day(debt: Debt, today: date) -> bool:
    return debt.due is not None and day_of(debt.due) == today


def _clock(instant: datetime) -> time:
    return instant.astimezone(WIB).time()
