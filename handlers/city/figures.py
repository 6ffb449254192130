"""The figures of a year as of an instant, read from the storage: what `/iku` and everything beside it shows.

All of it is as it was known then: the events until that instant, the settings of the year until that instant,
and the OPD by their validity on that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from domain.figures.asking import Period, period
from domain.figures.figure import Figure, figure, figure_now
from domain.indicators import INDICATORS, Indicator, find
from domain.language.dates import FIRST_YEAR, LAST_YEAR, QUARTERS
from domain.overdue.debts import own_due
from domain.reports.events import ReportEvent
from domain.reports.histories import Histories, by_report
from domain.sequence import known_at
from domain.units.opd import Opd
from domain.years.rules import YearRules, readable_rules
from handlers.telegram.context import Context
from storage.ports import Stale, UnitOfWork


@dataclass(frozen=True)
class Known:
    """All that the figures of a year are computed from, as it was known at the period's instant."""

    period: Period
    rules: YearRules
    opds: Sequence[Opd]
    events: Sequence[ReportEvent]

    def figure(self, indicator: Indicator) -> Figure:
        of = figure_now if self.period.live else figure
        return of(
            indicator.key,
            self.period.year,
            self.period.as_of,
            self.opds,
            self.events,
            lambda answers: indicator.rule(answers, self.rules.chosen),
            indicator.validity_years(self.rules.chosen),
        )

    @cached_property
    def histories(self) -> Histories:
        """What happened to each report, by OPD, indicator and year."""
        return by_report(self.events)

    def due(self, indicator: Indicator, opd: str) -> datetime | None:
        """Return until when that OPD has time in the period's year; None where nobody has set a deadline."""
        history = self.histories[opd, indicator.key, self.period.year]
        return own_due(self.rules, indicator.key, opd, history)


async def known(uow: UnitOfWork, when: Period) -> Known:
    """Read the OPD and the history, once and as far back as the longest-lived result reaches."""
    rules = await (uow.years.rules(when.year) if when.live else rules_as_of(uow, when.year, when.as_of))
    longest = max(indicator.validity_years(rules.chosen) for indicator in INDICATORS)
    years = range(when.year - longest + 1, when.year + 1)
    events = await uow.reports.events(years=years, until=None if when.live else when.as_of)
    return Known(when, rules, await uow.opds.all(), events)


async def rules_as_of(uow: UnitOfWork, year: int, as_of: datetime) -> YearRules:
    """Return the rules of a year as they were set by then: a threshold set later changes no past figure."""
    settings = known_at(await uow.years.settings(year), as_of)
    return readable_rules(year, ((one.key, one.value) for one in settings))[0]


def pressed_period(context: Context, year: int, quarter: int) -> Period:
    """Return what a button asks for. Raises Stale for a time that no button of ours has."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 0 <= quarter <= QUARTERS:
        raise Stale(f"a button of {year}, quarter {quarter}")
    return period(year, quarter, context.now)


def pressed_indicator(key: str) -> Indicator:
    """Return the indicator of a button. Raises Stale for one that no button of ours has."""
    found = find(key)
    if found is None:
        raise Stale(f"a button of indicator {key}")
    return found
