"""What reminders are judged by: who owes what until when, who was told, and who is busy.

All of the city is read where somebody asks about all of it; a reminder is about some people and their OPD,
and reads no more than that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.deadlines.workdays import Workdays
from domain.indicators import reported
from domain.language.dates import day_of
from domain.overdue.debts import Debt, by_due, debts_kept, is_debt, is_pursued
from domain.people.person import Person
from domain.reminders.planned import MAKE_UP, City, Reminded
from domain.sequence import TOLERANCE
from domain.years.rules import YearRules
from handlers.city.calendar import workdays_of
from handlers.city.kept import kept_rules
from handlers.telegram.context import Context
from storage.ports import Stood, UnitOfWork, give_way

IN_CONVERSATION = timedelta(minutes=30)
"""Whoever touched a draft so lately is not interrupted."""
OPDS_AT_ONCE = 200
"""So many are looked at before whoever waits is let in: some milliseconds."""
_LEDGER = 2 * MAKE_UP
"""How far back what was told may matter: a step is news for half as long, and told on its day or later."""


@dataclass(frozen=True, slots=True)
class Common:
    """What holds for everybody in the city at one moment, whoever is asked about."""

    now: datetime
    owing: Sequence[YearRules]
    """Of the years whose reports may be owed."""
    set_at: Mapping[int, Mapping[str, datetime]]
    """When each setting was last set, by year and key."""
    rules: Sequence[YearRules]
    workdays: Workdays
    busy: frozenset[int]


async def common_now(uow: UnitOfWork, context: Context) -> Common:
    """Read what holds for everybody at this moment."""
    year, now = context.year, context.now
    rules = [await kept_rules(uow, one) for one in (year - 1, year, year + 1)]
    # A year without any deadline does not ask for its reports yet.
    owing = [one for one in rules[:2] if (one.deadlines or one.extensions) and one.closed_at is None]
    return Common(
        now=now,
        owing=owing,
        set_at={
            one.year: {set_.key: set_.at for set_ in await uow.years.settings(one.year)} for one in owing
        },
        rules=rules,
        workdays=workdays_of(rules),
        busy=await uow.drafts.busy(now - IN_CONVERSATION, now + TOLERANCE),
    )


async def city_now(uow: UnitOfWork, context: Context, reader: int | None = None) -> City:
    """Return the whole city as it stands at this moment, this year's debts and what is left of last year's.

    With a `reader` the ledger is that person's alone.
    """
    common = await common_now(uow, context)
    owed = [debt for rules in common.owing for debt in await _owed_by_all(uow, common, rules)]
    ledger = await _ledger(uow, common, None if reader is None else [reader])
    return _city(common, await uow.people.everyone(), owed, ledger)


async def city_of(
    uow: UnitOfWork, common: Common, people: Sequence[Person], opds: Collection[str] = ()
) -> City:
    """Return the city as far as it concerns these people: what their OPD (and these) owe, and their ledger.

    What is decided about them is what would be decided in the whole city.
    """
    codes = sorted({*opds, *(code for person in people for code in person.opds)})
    owed = await _owed(uow, common, codes) if codes else []
    return _city(common, people, owed, await _ledger(uow, common, [person.id for person in people]))


def _city(common: Common, people: Sequence[Person], owed: Sequence[Debt], ledger: Sequence[Reminded]) -> City:
    return City(
        people=people,
        debts=by_due(debt for debt in owed if is_pursued(debt, common.now)),
        ledger=ledger,
        workdays=common.workdays,
        steps={one.year: one.steps for one in common.rules},
        busy=common.busy,
    )


async def _ledger(uow: UnitOfWork, common: Common, people: Collection[int] | None) -> list[Reminded]:
    return await uow.reminders.since(day_of(common.now - _LEDGER), people)


async def _owed(uow: UnitOfWork, common: Common, codes: Collection[str]) -> list[Debt]:
    """Return what these OPD owe of the years that ask for reports."""
    found = list[Debt]()
    for rules in common.owing:
        stood = await uow.standings.own(codes, rules.year, day_of(common.now))
        await give_way()
        found += await _debts(uow, common, rules, stood)
    return found


async def _owed_by_all(uow: UnitOfWork, common: Common, rules: YearRules) -> list[Debt]:
    """Return what all OPD owe of a year; some of them after the other, so that others are let in."""
    found, last, reports = list[Debt](), "", [one.key for one in reported()]
    while True:
        some = await uow.standings.owed(
            rules.year, reports, day_of(common.now), after=last, limit=OPDS_AT_ONCE
        )
        found += await _debts(uow, common, rules, some.owed)
        last = some.last
        if not last:
            return found
        await give_way()


async def _debts(
    uow: UnitOfWork, common: Common, rules: YearRules, stood: Sequence[Stood]
) -> tuple[Debt, ...]:
    by_operators = {one.key for one in reported()}
    asked = [one for one in stood if one.indicator in by_operators and is_debt(one.kept)]
    said = [one.kept.expected for one in asked if one.kept is not None and one.kept.expected is not None]
    expected = {event.id: event for event in await uow.reports.several(said)} if said else {}
    reports = [(one.opd, one.indicator, one.kept) for one in asked]
    return debts_kept(rules, reports, expected, common.now, common.set_at[rules.year])
