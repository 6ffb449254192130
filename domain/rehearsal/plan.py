"""A rehearsal as a calendar: what one deadline, or all of a year, would make the bot send on which day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.keys import IndicatorKey
from domain.language.dates import day_of
from domain.overdue.debts import Debt
from domain.people.person import Person
from domain.rehearsal.entries import Foreseen, ForeseenList, foreseen, foreseen_lists, last_day, rehearse
from domain.reminders.planned import City, Item, Why


@dataclass(frozen=True, slots=True)
class Scope:
    """Which deadlines are rehearsed: those of a year, or only one indicator's."""

    year: int
    indicator: IndicatorKey | None = None

    def covers(self, owed: Debt | Item) -> bool:
        return owed.year == self.year and self.indicator in (None, owed.indicator)


@dataclass(frozen=True, slots=True)
class Day:
    """What arrives on one day (WIB), in the order in which it is sent."""

    day: date
    messages: tuple[Foreseen, ...]
    lists: tuple[ForeseenList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is owed by these deadlines, the days on which something arrives, and what never will.

    `unreached`: messages to people whom the bot cannot reach; `silent`: codes of OPD that owe something by a
    deadline and have no operator.
    """

    scope: Scope
    owed: tuple[Debt, ...] = ()
    days: tuple[Day, ...] = ()
    unreached: tuple[Foreseen, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def never(self) -> tuple[Person | str, ...]:
        """Whom nothing reaches: people, each once, and OPD without operators by their codes."""
        people = {message.person.id: message.person for message in self.unreached}
        return (*people.values(), *self.silent)

    def on(self, day: date) -> Day | None:
        return next((one for one in self.days if one.day == day), None)


def plan(now: datetime, city: City, scope: Scope) -> Plan:
    """Return what would happen from now on if nobody did anything.

    It is rehearsed for the whole city, because one message names everything that a person's OPD owe; what
    the scope's deadlines are not the reason for is left out.
    """
    owed = tuple(debt for debt in city.debts if scope.covers(debt) and debt.due is not None)
    until = last_day(city.debts, city)
    if not owed or until is None:
        return Plan(scope=scope)
    found = foreseen(city, rehearse(now, city, until))
    messages = tuple(one for one in found if _belongs(one, scope))
    lists = foreseen_lists(now, replace(city, debts=owed), until)
    reporting = {opd for person in city.people for opd in person.opds}
    return Plan(
        scope=scope,
        owed=owed,
        days=_by_day((one for one in messages if one.person.unreachable is None), lists),
        unreached=tuple(one for one in messages if one.person.unreachable is not None),
        silent=tuple(sorted({debt.opd for debt in owed} - reporting)),
    )


def _belongs(message: Foreseen, scope: Scope) -> bool:
    """Whatever a message tells for the first time is why it comes; a snoozed one comes for all it names."""
    about = message.items if message.why is Why.SNOOZE else [one.item for one in message.news]
    return any(scope.covers(item) for item in about)


def _by_day(messages: Iterable[Foreseen], lists: Iterable[ForeseenList]) -> tuple[Day, ...]:
    told: dict[date, list[Foreseen]] = defaultdict(list)
    listed: dict[date, list[ForeseenList]] = defaultdict(list)
    for message in messages:
        told[day_of(message.at)].append(message)
    for one in lists:
        listed[day_of(one.at)].append(one)
    return tuple(Day(day, tuple(told[day]), tuple(listed[day])) for day in sorted({*told, *listed}))
