"""The course of a figure through its year: every day on which the number changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from domain.figures.figure import Part, figure_now
from domain.indicators import Indicator
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of, year_end
from domain.reports.events import ReportEvent
from domain.sequence import known_at
from domain.units.opd import Opd
from domain.years.rules import YearRules

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What held in a year from an instant on."""

    since: datetime
    rules: YearRules


@dataclass(frozen=True, slots=True)
class Point:
    """From the end of that day on (WIB), so many of so many OPD met the indicator."""

    day: date
    met: int
    total: int

    @property
    def ratio(self) -> Fraction | None:
        """V⁺/N; None where there was no OPD."""
        return Fraction(self.met, self.total) if self.total else None


def course(
    indicator: Indicator,
    year: int,
    until: datetime,
    opds: Iterable[Opd],
    events: Iterable[ReportEvent],
    ruled: Sequence[Ruled],
) -> tuple[Point, ...]:
    """Return the first day of a year, and each later day on which V⁺ or N changed, up to that instant.

    Each is what `domain.figures.figure.figure` says as of the end of its day. Every OPD is only looked at on
    the days on which something could have changed for it: a day of its own reports, of its validity, or on
    which the rules did; so that a year of 500 OPD costs little more than its events. `ruled` is what held,
    by its instant, the oldest first, which holds from the beginning. Empty for a year that is still to come.
    """
    first, last = date(year, 1, 1), day_of(until)
    rulings = {day_of(one.since) for one in ruled[1:]}
    units, told = _by_code(opds), _by_opd(indicator.key, events)
    moves: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for code, named in units.items():
        history = told[code]
        days = {first, *rulings, *(day_of(one.at) for one in history), *_turns(named, year)}
        before = (0, 0)
        for day in sorted(one for one in days if first <= one <= last):
            now = _counted(indicator, year, min(_end_of(day), until), named, history, ruled)
            if now != before:
                met, total = moves[day]
                moves[day] = (met + now[0] - before[0], total + now[1] - before[1])
                before = now
    return _points(moves, first) if first <= last else ()


def _points(moves: dict[date, tuple[int, int]], first: date) -> tuple[Point, ...]:
    points = [Point(first, *moves.get(first, (0, 0)))]
    for day in sorted(day for day, moved in moves.items() if day > first and moved != (0, 0)):
        met, total = moves[day]
        points.append(Point(day, points[-1].met + met, points[-1].total + total))
    return tuple(points)


def _counted(
    indicator: Indicator,
    year: int,
    as_of: datetime,
    named: Sequence[Opd],
    history: Sequence[ReportEvent],
    ruled: Sequence[Ruled],
) -> tuple[int, int]:
    """Return what one OPD adds to V⁺ and to N as of an instant."""
    rules = [one.rules for one in ruled if one is ruled[0] or one.since <= as_of][-1]
    found = figure_now(
        indicator.key,
        year,
        as_of,
        named,
        known_at(history, as_of),
        lambda answers: indicator.rule(answers, rules.chosen),
        indicator.validity_years(rules.chosen),
    )
    return len(found.of(Part.MET)), len(found.entries)


def _by_code(opds: Iterable[Opd]) -> dict[str, list[Opd]]:
    found: dict[str, list[Opd]] = defaultdict(list)
    for one in opds:
        found[one.code].append(one)
    return found


def _by_opd(indicator: IndicatorKey, events: Iterable[ReportEvent]) -> dict[str, list[ReportEvent]]:
    found: dict[str, list[ReportEvent]] = defaultdict(list)
    for one in events:
        if one.indicator == indicator:
            found[one.opd].append(one)
    return found


def _turns(named: Iterable[Opd], year: int) -> set[date]:
    """Return the days of a year on which an OPD came into force or had ceased to be."""
    end = day_of(year_end(year))
    turns = {one.valid_from for one in named}
    turns |= {one.valid_to + _DAY for one in named if one.valid_to is not None}
    return {day for day in turns if day <= end}


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=WIB)
