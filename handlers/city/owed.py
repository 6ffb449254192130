"""What reminders are judged by: who owes what until when, who was told, and who is busy.

All of the city is read where somebody asks about all of it; a reminder is about some people and their OPD,
and reads no more than that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.deadlines.workdays import Workdays
from domain.language.dates import day_of
from domain.overdue.debts import Debt, by_due, debts, is_pursued
from domain.people.person import Person
from domain.reminders.planned import MAKE_UP, City, Reminded
from domain.sequence import TOLERANCE
from domain.units.opd import Opd
from domain.years.rules import YearRules
from handlers.city.calendar import workdays_of
from handlers.telegram.context import Context
from storage.ports import UnitOfWork

IN_CONVERSATION = timedelta(minutes=30)
"""Whoever touched a draft so lately is not interrupted."""
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
    rules = [await uow.years.rules(one) for one in (year - 1, year, year + 1)]
    # A year without any deadline does not ask for its reports yet.
    owing = [one for one in rules[:2] if one.deadlines or one.extensions]
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
    owed = await _owed(uow, common, await uow.opds.all(), None)
    ledger = await _ledger(uow, common, None if reader is None else [reader])
    return _city(common, await uow.people.everyone(), owed, ledger)


async def city_of(
    uow: UnitOfWork, common: Common, people: Sequence[Person], opds: Collection[str] = ()
) -> City:
    """Return the city as far as it concerns these people: what their OPD (and these) owe, and their ledger.

    What is decided about them is what would be decided in the whole city.
    """
    codes = sorted({*opds, *(code for person in people for code in person.opds)})
    owed = await _owed(uow, common, await uow.opds.several(codes), codes) if codes else []
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


async def _owed(
    uow: UnitOfWork, common: Common, opds: Sequence[Opd], codes: Collection[str] | None
) -> list[Debt]:
    """Return what these OPD owe of the years that ask for reports; `codes` None: they are all there are."""
    found = list[Debt]()
    for rules in common.owing:
        events = await uow.reports.events(opds=codes, years=[rules.year])
        found += debts(rules, opds, events, common.now, common.set_at[rules.year])
    return found
