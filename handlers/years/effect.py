"""What a change of a year's settings does to its figures, worked out before it is confirmed."""

from datetime import datetime

from domain.figures.asking import period
from domain.indicators import longest_validity
from domain.years.rules import YearRules
from handlers.city.figures import Known
from storage.ports import UnitOfWork


async def both_ways(uow: UnitOfWork, at: datetime, after: YearRules) -> tuple[Known, Known]:
    """Return what the figures of that year are made of at that instant: as set now, and under other rules.

    The history reaches back as far as any validity may, so that a longer one finds its results.
    """
    year = after.year
    events = await uow.reports.events(years=range(year - longest_validity() + 1, year + 1), until=at)
    opds = await uow.opds.all()
    now = await uow.years.rules(year)
    when = period(year, 0, at)
    return Known(when, now, opds, events), Known(when, after, opds, events)
