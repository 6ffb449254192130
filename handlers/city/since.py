"""What the figures of a year were at some instants, from what is kept and what has happened since alone.

Who was not touched since the first of these instants stands at all of them as now, and is in the sums that
are kept. Only the others are folded, so it costs what has happened, not what the city has. The fold of all
(`domain.figures.figure`) is the definition, and what is done where a rule of the year has changed meanwhile:
that may have moved everybody.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.figures.asking import Period
from domain.figures.figure import Figure
from domain.figures.kept import NOTHING, Totals, instead, together, totals_of
from domain.indicators import INDICATORS, longest_validity
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_end
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules
from handlers.city.figures import Known, known, rules_as_of
from storage.ports import UnitOfWork, give_way

_AT_ONCE = 25
"""OPD whose reports are read before whoever waits is let in: some milliseconds."""
_ADDED_AT_ONCE = 1000
"""OPD of a figure that are counted before whoever waits is let in."""
_TRIES = 3
"""So often it is read again because something was stored meanwhile; after that all is folded."""


@dataclass(frozen=True, slots=True)
class Then:
    """What the figures of a year were at an instant."""

    rules: YearRules
    totals: Mapping[IndicatorKey, Totals]
    """Of all OPD."""
    figures: Mapping[IndicatorKey, Figure]
    """Of at least those that may stand otherwise at another of the instants."""


async def known_at_moments(
    uow: UnitOfWork, year: int, moments: Sequence[datetime], now: datetime
) -> list[Then]:
    """Return what was known of a year at each of these instants; none is later than now."""
    rules = [await rules_as_of(uow, year, at) for at in moments]
    ruled = await uow.years.rules(year)
    if any(one.chosen != ruled.chosen for one in rules):
        return await folded(uow, year, moments)
    for _ in range(_TRIES):
        seen = await uow.audit.newest()
        found = await _since(uow, ruled, list(zip(rules, moments, strict=True)), now)
        # On a database whose reads do not stand still, the sums and the histories may be of two moments.
        if await uow.audit.newest() == seen:
            return found
    return await folded(uow, year, moments)


async def folded(uow: UnitOfWork, year: int, moments: Sequence[datetime]) -> list[Then]:
    """Return the same, of all that has ever happened."""
    found = list[Then]()
    for at in moments:
        whole = await known(uow, Period(year, 0, at, live=False))
        found.append(await _then(whole, None))
    return found


async def _since(
    uow: UnitOfWork, ruled: YearRules, moments: Sequence[tuple[YearRules, datetime]], now: datetime
) -> list[Then]:
    year, instants = ruled.year, [at for _, at in moments]
    totals = await uow.standings.totals(year, day_of(now))
    await give_way()
    coming = await _coming_and_going(uow, year, [*instants, now])
    touched = {one.key: set(coming) for one in INDICATORS}
    years = range(year - longest_validity() + 1, year + 1)
    for code, indicator in await uow.reports.touched_since(min(instants), years):
        touched.setdefault(indicator, set()).add(code)
    events = await _histories(uow, touched, years)
    there = await _opds(uow, sorted(set().union(*touched.values())))
    today = Known(Period(year, 0, now, live=True), ruled, there, events, touched)
    await today.fold()
    of_them = await _totals(today)
    as_now = {key: (totals[key], of_them[key]) for key in of_them}
    return [
        await _then(Known(Period(year, 0, at, live=False), one, there, events, touched), as_now)
        for one, at in moments
    ]


async def _then(then: Known, as_now: Mapping[IndicatorKey, tuple[Totals, Totals]] | None) -> Then:
    """Return what was known; `as_now`: the totals of all OPD now, and of those that are in `then`."""
    await then.fold()
    figures = {one.key: then.figure(one) for one in INDICATORS}
    totals = await _totals(then)
    if as_now is not None:
        totals = {key: instead(*as_now[key], one) for key, one in totals.items()}
    return Then(then.rules, totals, figures)


async def _totals(then: Known) -> dict[IndicatorKey, Totals]:
    found = dict[IndicatorKey, Totals]()
    for indicator in INDICATORS:
        figure, added_up = then.figure(indicator), NOTHING
        for start in range(0, len(figure.entries), _ADDED_AT_ONCE):
            some = replace(figure, entries=figure.entries[start : start + _ADDED_AT_ONCE])
            added_up = together(added_up, totals_of(some))
            await give_way()
        found[indicator.key] = added_up
    return found


async def _coming_and_going(uow: UnitOfWork, year: int, moments: Sequence[datetime]) -> set[str]:
    """Return at least the OPD that are counted at one of these instants and not at another."""
    last = day_of(year_end(year))
    days = {min(day_of(at), last) for at in moments}
    return await uow.standings.coming_and_going(min(days), max(days)) if len(days) > 1 else set()


async def _opds(uow: UnitOfWork, codes: Sequence[str]) -> list[Opd]:
    found = list[Opd]()
    for start in range(0, len(codes), _AT_ONCE):
        found += await uow.opds.several(codes[start : start + _AT_ONCE])
        await give_way()
    return found


async def _histories(
    uow: UnitOfWork, touched: Mapping[IndicatorKey, Collection[str]], years: Collection[int]
) -> list[ReportEvent]:
    """Return what ever happened to these reports, as far back as it may count."""
    found = list[ReportEvent]()
    for indicator, codes in touched.items():
        wanted = sorted(codes)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            found += await uow.reports.events(opds=some, indicator=indicator, years=years)
            await give_way()
    return found
