"""Which year's reports an operator's lists show: the present one's, or what is left of last year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.overdue.debts import is_early, is_year_pursued
from domain.units.opd import Opd
from handlers.city.open_years import closed
from handlers.reporting.rows import report_rows
from handlers.reporting.texts import Row
from handlers.telegram.context import Context
from storage.ports import UnitOfWork

ASKED_FOR = 0
"""Stands for the year that is on: last year while its reports are asked for or half done, else this one."""


@dataclass(frozen=True, slots=True)
class Years:
    """The year that is shown, and the one that is a tap away, if any."""

    shown: int
    other: int | None


async def years_of(uow: UnitOfWork, context: Context, opd: Opd, wanted: int, *, to_follow: bool) -> Years:
    """Return which year is shown where that one is wanted (any other than last year means this one).

    `to_follow`: whether a report that is sent and waits is a reason to show last year, too.
    """
    this, last = context.year, context.year - 1
    early = is_early(context.today)
    rows = await report_rows(uow, opd.code, last)
    begun = any(row.draft or row.standing.returned for row in rows)
    waits = any(row.standing.waiting for row in rows)
    is_on = (early and (begun or (waits and to_follow))) or _is_pursued(rows, last, context.now)
    if wanted == last or (wanted == ASKED_FOR and is_on and not await closed(uow, last)):
        return Years(last, this)
    return Years(this, last if early or begun or waits or is_on else None)


def _is_pursued(rows: Iterable[Row], year: int, now: datetime) -> bool:
    return any(row.owed and is_year_pursued(year, row.due, now) for row in rows)
