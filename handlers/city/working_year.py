"""Which year's figures come first: the present one's, or last year's while it is still worked on."""

from datetime import date

from domain.figures.asking import period
from domain.figures.figure import Entry
from domain.indicators import INDICATORS, Indicator
from domain.overdue.debts import is_early, is_year_pursued
from domain.units.opd import in_force
from handlers.city.figures import Known, known
from handlers.telegram.context import Context
from storage.ports import UnitOfWork


async def year_at_work(uow: UnitOfWork, context: Context) -> int:
    """Return last year while it is open and something of it is asked for, waits, or is to be repaired.

    As in `/lapor` and `/belum`: what is asked for has a deadline, what merely waits counts until March.
    """
    last = context.year - 1
    rules = await uow.years.rules(last)
    may_be_on = is_early(context.today) or rules.deadlines or rules.extensions
    if not may_be_on or rules.closed_at is not None:
        return context.year
    return last if _is_on(await known(uow, period(last, 0, context.now)), context.today) else context.year


def _is_on(then: Known, today: date) -> bool:
    return any(
        (is_early(today) and entry.waits)
        or (_may_come(indicator, entry, today) and _is_asked(then, indicator, entry, today))
        for indicator in INDICATORS
        for entry in then.figure(indicator).entries
    )


def _may_come(indicator: Indicator, entry: Entry, today: date) -> bool:
    """Return whether it can still come: who has ended counts in its last year, and sends nothing more."""
    return not indicator.reported_by_operator or in_force(entry.opd, today)


def _is_asked(then: Known, indicator: Indicator, entry: Entry, today: date) -> bool:
    if is_early(today) and entry.standing.returned is not None:
        return True
    return entry.is_owed and is_year_pursued(
        then.period.year, then.due(indicator, entry.opd.code), then.period.as_of
    )
