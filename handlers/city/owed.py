"""What reminders are judged by, read once: who owes what until when, who was told, and who is busy."""

from datetime import timedelta

from domain.language.dates import day_of
from domain.overdue.debts import Debt, by_due, debts, is_pursued
from domain.reminders.planned import MAKE_UP, City
from domain.sequence import TOLERANCE
from domain.years.rules import YearRules
from handlers.city.calendar import workdays_of
from handlers.telegram.context import Context
from storage.ports import UnitOfWork

IN_CONVERSATION = timedelta(minutes=30)
"""Whoever touched a draft so lately is not interrupted."""
_LEDGER = 2 * MAKE_UP
"""How far back what was told may matter: a step is news for half as long, and told on its day or later."""


async def city_now(uow: UnitOfWork, context: Context, reader: int | None = None) -> City:
    """Return the city as it stands at this moment, this year's debts and what is left of last year's.

    With a `reader` the ledger is that person's alone: all of it is thousands of lines, and every single
    message would read them again.
    """
    year, now = context.year, context.now
    rules = [await uow.years.rules(one) for one in (year - 1, year, year + 1)]
    owed = [*await _owed(uow, context, rules[0]), *await _owed(uow, context, rules[1])]
    return City(
        people=await uow.people.everyone(),
        debts=by_due(debt for debt in owed if is_pursued(debt, now)),
        ledger=await uow.reminders.since(day_of(now - _LEDGER), reader),
        workdays=workdays_of(rules),
        steps={one.year: one.steps for one in rules},
        busy=await uow.drafts.busy(now - IN_CONVERSATION, now + TOLERANCE),
    )


async def _owed(uow: UnitOfWork, context: Context, rules: YearRules) -> tuple[Debt, ...]:
    """Return what is owed of a year; one without any deadline does not ask for its reports yet."""
    if not rules.deadlines and not rules.extensions:
        return ()
    set_at = {one.key: one.at for one in await uow.years.settings(rules.year)}
    events = await uow.reports.events(years=[rules.year])
    return debts(rules, await uow.opds.all(), events, context.now, set_at)
