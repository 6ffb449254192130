"""Which year's figures come first: the present one's, or last year's while it is still worked on."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

from domain.indicators import INDICATORS, by_key
from domain.overdue.debts import is_early, is_year_pursued
from domain.units.opd import in_force
from domain.years.rules import YearRules
from handlers.city.kept import kept_rules
from handlers.telegram.context import Context
from storage.ports import FIGURES, Stood, UnitOfWork, once

_AT_ONCE = 200
"""OPD that are looked at in one go for the first that owes something."""


async def year_at_work(uow: UnitOfWork, context: Context) -> int:
    """Return last year while it is open and something of it is asked for, waits, or is to be repaired.

    As in `/lapor` and `/belum`: what is asked for has a deadline, what merely waits counts until March.
    """
    minute = context.now.replace(second=0, microsecond=0)
    return await once(uow, FIGURES, ("year at work", minute), lambda: _year_at_work(uow, context))


async def _year_at_work(uow: UnitOfWork, context: Context) -> int:
    last = context.year - 1
    rules = await kept_rules(uow, last)
    may_be_on = is_early(context.today) or rules.deadlines or rules.extensions
    if not may_be_on or rules.closed_at is not None:
        return context.year
    return last if await _is_on(uow, rules, context.now, context.today) else context.year


async def _is_on(uow: UnitOfWork, rules: YearRules, now: datetime, today: date) -> bool:
    if is_early(today):
        totals = await uow.standings.totals(rules.year, today)
        if any(one.waiting for one in totals.values()):
            return True
        if any(_may_come(one, today) for one in await uow.standings.returned(rules.year, today)):
            return True
    async for owed in _may_be_asked(uow, rules, now, today):
        if owed.kept is not None and not owed.kept.is_owed:
            continue
        days = owed.kept.review_days if owed.kept is not None else 0
        due = rules.due(owed.indicator, owed.opd.code)
        own = due + timedelta(days=days) if due is not None else None
        if _may_come(owed, today) and is_year_pursued(rules.year, own, now):
            return True
    return False


async def _may_be_asked(
    uow: UnitOfWork, rules: YearRules, now: datetime, today: date
) -> AsyncIterator[Stood]:
    """Give, the fewest first, those whose deadline may still be pursued: their own, or that of all."""
    year = rules.year
    for one in await uow.standings.returned(year, today):
        yield one
    longer = {opd for indicator in INDICATORS for opd in rules.longer(indicator.key)}
    for one in await uow.standings.own(longer, year, today):
        yield one
    pursued = [key for key, due in rules.deadlines.items() if is_year_pursued(year, due, now)]
    after = ""
    while pursued:
        found = await uow.standings.owed(year, pursued, today, after=after, limit=_AT_ONCE)
        for one in found.owed:
            yield one
        after = found.last
        if not after:
            return


def _may_come(one: Stood, today: date) -> bool:
    """Return whether it can still come: who has ended counts in its last year, and sends nothing more."""
    return not by_key(one.indicator).reported_by_operator or in_force(one.opd, today)
