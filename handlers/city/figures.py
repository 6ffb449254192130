"""The figures of a year as of an instant, read from the storage: what `/iku` and everything beside it shows.

All of it is as it was known then: the events until that instant, the settings of the year until that instant,
and the OPD by their validity on that day. What a figure of now comes to is kept (`uow.standings`); here is
what it follows from, for whoever asks for more, and for every instant of the past.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from domain.figures.asking import Period, period
from domain.figures.figure import Entry, Figure, figure, figure_now
from domain.indicators import INDICATORS, Indicator, find
from domain.keys import IndicatorKey
from domain.language.dates import FIRST_YEAR, LAST_YEAR, QUARTERS
from domain.overdue.debts import own_due
from domain.reports.events import ReportEvent
from domain.reports.histories import Histories, by_report
from domain.sequence import known_at
from domain.units.opd import Opd, in_force_at
from domain.years.rules import YearRules, readable_rules
from handlers.city.kept import kept_history, kept_opds, kept_rules
from handlers.telegram.context import Context
from storage.ports import Stale, UnitOfWork, give_way

_AT_ONCE = 100
"""OPD that are folded before whoever else waits is let in: some milliseconds."""


@dataclass(frozen=True)
class Known:
    """All that the figures of a year are computed from, as it was known at the period's instant."""

    period: Period
    rules: YearRules
    opds: Sequence[Opd]
    events: Sequence[ReportEvent]
    asked: Mapping[IndicatorKey, Collection[str]] | None = None
    """Which OPD are folded for each indicator; None: all."""
    _folded: dict[IndicatorKey, Figure] = field(default_factory=dict, repr=False, compare=False)

    def figure(self, indicator: Indicator) -> Figure:
        if indicator.key not in self._folded:
            opds = self._asked(indicator, self.opds)
            self._folded[indicator.key] = self._fold(indicator, opds, self.events)
        return self._folded[indicator.key]

    async def fold(self) -> None:
        """Make all figures, letting in whoever else waits: a big city's are some seconds of work."""
        there = in_force_at(self.opds, self.period.as_of, self.period.year)
        told = await self._told()
        for indicator in INDICATORS:
            entries, opds = list[Entry](), self._asked(indicator, there)
            for start in range(0, len(opds), _AT_ONCE):
                some = opds[start : start + _AT_ONCE]
                events = [event for opd in some for event in told.get((indicator.key, opd.code), ())]
                entries += self._fold(indicator, some, events).entries
                await give_way()
            whole = Figure(indicator.key, self.period.year, self.period.as_of, tuple(entries))
            self._folded[indicator.key] = whole

    def _asked(self, indicator: Indicator, opds: Sequence[Opd]) -> Sequence[Opd]:
        asked = None if self.asked is None else self.asked.get(indicator.key, ())
        return opds if asked is None else [opd for opd in opds if opd.code in asked]

    async def _told(self) -> Mapping[tuple[IndicatorKey | str, str], list[ReportEvent]]:
        told = defaultdict[tuple[IndicatorKey | str, str], list[ReportEvent]](list)
        for number, event in enumerate(self.events, start=1):
            told[event.indicator, event.opd].append(event)
            if not number % 5000:
                await give_way()
        return told

    def _fold(self, indicator: Indicator, opds: Sequence[Opd], events: Sequence[ReportEvent]) -> Figure:
        of = figure_now if self.period.live else figure
        return of(
            indicator.key,
            self.period.year,
            self.period.as_of,
            opds,
            events,
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


async def known_of(uow: UnitOfWork, when: Period, codes: Collection[str]) -> Known:
    """Return what is known of some OPD alone; each one's history is kept."""
    rules = await (kept_rules(uow, when.year) if when.live else rules_as_of(uow, when.year, when.as_of))
    opds = [opd for opd in await kept_opds(uow) if opd.code in codes] if codes else []
    events = [event for opd in opds for event in await kept_history(uow, opd.code, None)]
    return Known(when, rules, opds, events if when.live else known_at(events, when.as_of))


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
