"""The figures as they are kept: a row per OPD × indicator × year, and the sums over the rows of a year.

They follow from the histories alone, by the very functions that make the figure (`domain.figures.figure`);
whether an OPD is in force is asked when they are read. The storage changes them with their cause.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.deadlines.due import days_in_review
from domain.figures.figure import Counts, Figure, Part, is_as_written, placed
from domain.indicators import Indicator
from domain.indicators.indicator import Chosen
from domain.indicators.kelembagaan import still_valid
from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent, standing
from domain.reports.periods import SEMESTERS, ReportPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where one OPD stands in the figure of one year, by the ids of the events that it stands on.

    There is one for every OPD to whose report of that year anything has happened, or that stands on a
    result of an earlier year. As in `domain.figures.figure.Entry`, what is verified may be carried over;
    all else is of the year itself.
    """

    opd: str
    indicator: IndicatorKey
    year: int
    part: Part
    carried_from: int | None = None
    verified: int | None = None
    verified_at: datetime | None = None
    period: ReportPeriod | None = None
    """Of what is verified."""
    waiting: int | None = None
    waiting_by: int | None = None
    """Who has sent it."""
    waiting_since: datetime | None = None
    correction_waiting: bool = False
    period_waiting: ReportPeriod | None = None
    """The period whose first value waits beside the verified answer of another one."""
    returned: int | None = None
    returned_sent: int | None = None
    expected: int | None = None
    as_written: bool = False
    """Whether it stands on what a document says that contradicts itself."""
    review_days: int = 0
    """By how many days reviews have moved its own deadline (`domain.deadlines.due.extended_by_review`)."""
    last_at: datetime | None = None
    """The latest instant of its own year's history; None where only a result is carried over."""

    @property
    def is_owed(self) -> bool:
        """Whether nothing is there to be verified: it was never sent, or was returned."""
        return self.part in (Part.MISSING, Part.RETURNED)


def kept(
    indicator: Indicator, opd: str, year: int, events: Iterable[ReportEvent], chosen: Chosen
) -> Kept | None:
    """Return what is kept of one OPD in one year; None where nothing has happened that matters to it.

    `events` are of that OPD and indicator, of any year, in any order; `chosen` is what the year has.
    """
    valid = indicator.validity_years(chosen)
    told = defaultdict[int, list[ReportEvent]](list)
    for event in events:
        if still_valid(event.year, year, valid):
            told[event.year].append(event)
    standings = {reported: standing(history) for reported, history in told.items()}
    place = placed(year, standings, lambda answers: indicator.rule(answers, chosen))
    own, now = told.get(year, []), place.standing
    if not own and place.carried_from is None:
        return None
    return Kept(
        opd=opd,
        indicator=indicator.key,
        year=year,
        part=place.part,
        carried_from=place.carried_from,
        verified=_id(now.verified),
        verified_at=now.verified_at,
        period=now.verified.period if now.verified is not None else None,
        waiting=_id(now.waiting),
        waiting_by=now.waiting.by if now.waiting is not None else None,
        waiting_since=now.waiting.at if now.waiting is not None else None,
        correction_waiting=now.correction_waiting,
        period_waiting=now.period_waiting,
        returned=_id(now.returned),
        returned_sent=_id(now.returned_sent),
        expected=_id(now.expected),
        as_written=now.verified is not None and is_as_written(indicator.key, now.verified),
        review_days=days_in_review(own),
        last_at=max((one.at for one in own), default=None),
    )


def _id(event: ReportEvent | None) -> int | None:
    return event.id if event is not None else None


def years_touched(indicator: Indicator, year: int) -> range:
    """Return the years whose figures what happens to a report of that year may move."""
    return range(year, year + indicator.longest_validity)


def years_behind(indicator: Indicator, years: Sequence[int]) -> range:
    """Return the years whose reports the figures of those years may stand on."""
    return range(min(years) - indicator.longest_validity + 1, max(years) + 1)


_WITH_ROWS = tuple(part for part in Part if part is not Part.MISSING)
CARRIED_OVER, CORRECTIONS, BESIDE, ATOP_MET = "carried_over", "corrections", "beside", "atop_met"
SECOND, FIRST, EXPECTED, AS_WRITTEN = "second", "first", "expected", "as_written"
_OF_SEMESTER = {ReportPeriod.SECOND: SECOND, ReportPeriod.FIRST: FIRST}
SUMS = (
    *(part.value for part in _WITH_ROWS),
    *(CARRIED_OVER, CORRECTIONS, BESIDE, ATOP_MET, SECOND, FIRST, EXPECTED, AS_WRITTEN),
)
"""What is added up over the rows of a year and indicator. Who is missing need not have a row: they are the
OPD in force without the rest."""


def adds(row: Kept) -> Counter[str]:
    """Return what one row adds to the sums."""
    atop = row.correction_waiting or row.period_waiting is not None
    found = {
        row.part.value: row.part is not Part.MISSING,
        CARRIED_OVER: row.carried_from is not None,
        CORRECTIONS: row.correction_waiting,
        BESIDE: row.period_waiting is not None,
        ATOP_MET: atop and row.part is Part.MET,
        EXPECTED: row.expected is not None,
        AS_WRITTEN: row.as_written,
    }
    if row.period in _OF_SEMESTER:
        found[_OF_SEMESTER[row.period]] = True
    return Counter({name: 1 for name, holds in found.items() if holds})


def sums(rows: Iterable[Kept]) -> Counter[str]:
    """Return the sums over rows of one year and indicator."""
    found = Counter[str]()
    for row in rows:
        found.update(adds(row))
    return found


@dataclass(frozen=True, slots=True)
class Totals:
    """What a figure says of all its OPD together; see `domain.figures.figure.Figure`."""

    counts: Counts
    carried_over: int = 0
    corrections: int = 0
    beside: int = 0
    atop_met: int = 0
    """How many of those that count have something waiting on top: a correction, or another period."""
    by_semester: Mapping[ReportPeriod, int] = field(default_factory=dict)
    expected: int = 0
    as_written: int = 0

    @property
    def waiting(self) -> int:
        """How many have anything waiting, be it the correction of what counts."""
        counts = self.counts
        return counts.waiting_met + counts.waiting_unmet + self.corrections + self.beside


def totals(sums: Mapping[str, int], opds: int) -> Totals:
    """Return the totals of a figure with so many OPD in force, from the sums over the rows of these."""
    there = {part.value: sums.get(part.value, 0) for part in _WITH_ROWS}
    used = {semester: sums.get(_OF_SEMESTER[semester], 0) for semester in SEMESTERS}
    return Totals(
        counts=Counts(**there, missing=opds - sum(there.values())),
        by_semester={semester: many for semester, many in used.items() if many},
        **{name: sums.get(name, 0) for name in _PLAIN},
    )


NOTHING = Totals(Counts(met=0, unmet=0, waiting_met=0, waiting_unmet=0, returned=0, missing=0))
"""Of no OPD."""


def together(one: Totals, other: Totals) -> Totals:
    """Return the totals of a figure that two parts of its OPD make."""
    return instead(one, NOTHING, other)


def instead(whole: Totals, before: Totals, after: Totals) -> Totals:
    """Return the totals of a figure in which some of its OPD, which were `before`, stand as in `after`."""

    def moved(of: str) -> int:
        there: int = getattr(whole, of) + getattr(after, of) - getattr(before, of)
        return there

    counts = {
        part.value: getattr(whole.counts, part.value)
        + getattr(after.counts, part.value)
        - getattr(before.counts, part.value)
        for part in Part
    }
    used = {
        semester: whole.by_semester.get(semester, 0)
        + after.by_semester.get(semester, 0)
        - before.by_semester.get(semester, 0)
        for semester in SEMESTERS
    }
    return Totals(
        counts=Counts(**counts),
        by_semester={semester: many for semester, many in used.items() if many},
        **{name: moved(name) for name in _PLAIN},
    )


_PLAIN = (CARRIED_OVER, CORRECTIONS, BESIDE, ATOP_MET, EXPECTED, AS_WRITTEN)


def totals_of(figure: Figure) -> Totals:
    """Return what a figure that was folded says of all its OPD together."""
    atop = (*figure.corrections, *figure.beside)
    return Totals(
        counts=figure.counts,
        carried_over=figure.carried_over,
        corrections=len(figure.corrections),
        beside=len(figure.beside),
        atop_met=sum(entry.part is Part.MET for entry in atop),
        by_semester=figure.by_semester,
        expected=len(figure.expected),
        as_written=figure.as_written,
    )
