"""The picture of one indicator: its course through the year beside last year's, and what would lift it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from domain.documents import figure_words as words
from domain.documents.position import Counted, Numbers
from domain.documents.said import Said, figure_said
from domain.documents.stamp import Stamp
from domain.figures.course import Point
from domain.figures.lifting import what_lifts
from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.language.dates import QUARTERS, day_of, quarter_end, year_end
from domain.language.numbers import format_percent, format_shortest
from domain.language.written import cut

_ALL = 100  # percent
RUNNING, TO_COME = "berjalan", "–"
"""What stands in place of the number of a quarter that has not ended."""
_EVERY_SO_MUCH = 25  # percent between the lines across


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a course on one height. All are parts of the whole (1 is the right end, or 100 %)."""

    begin: Fraction
    end: Fraction
    height: Fraction


@dataclass(frozen=True, slots=True)
class Goal:
    """A stretch of the target line, as a `Step` is, and its number: "target 75 %"."""

    begin: Fraction
    end: Fraction
    height: Fraction
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A year's course; `name` is the year's. A gap between steps is a time without any OPD."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark at an edge: where it is, and what stands beside it ("" for a mere line)."""

    at: Fraction
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What stands below a quarter: its name, and what the number was at its end (or that it is to come)."""

    begin: Fraction
    end: Fraction
    name: str
    percent: str
    counted: str
    target: str
    """"target 40 %" where the quarter has its own."""
    is_shown: bool
    """Whether this is the quarter that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorChartContent:
    """What stands on the picture; whoever draws it adds no word and no number."""

    stamp: Stamp
    indicator: IndicatorKey
    title: str
    name: str
    """The indicator's as the form has it."""
    period: str
    whose: str
    percent: str
    counted: str
    target: str
    capaian: str
    lift: str
    last: str
    """What it was a year before: "2025: 64,29 %"."""
    course: Course
    last_course: Course
    targets: tuple[Goal, ...]
    across: tuple[Tick, ...]
    """The heights that are named."""
    quarters: tuple[Quarter, ...]
    legend: tuple[tuple[str, str], ...]
    note: str
    said: tuple[Said, ...]


def indicator_chart(  # noqa: PLR0913 - two years are shown beside each other
    stamp: Stamp,
    position: Numbers[Counted],
    last: Numbers[Counted] | None,
    indicator: IndicatorKey,
    course: Sequence[Point],
    last_course: Sequence[Point],
    *,
    live: bool,
    whose: str = "",
) -> IndicatorChartContent:
    """Return the picture of one indicator at a position.

    `course` reaches to the position's instant, `last_course` to the end of what is known of the year before
    (see `domain.figures.course.course`). `last` is the same time a year before; None where there is
    nothing to be told of it. `live` says whether the position is of now.
    """
    catalogued, counts = by_key(indicator), position.figure(indicator).counts
    target = position.target(indicator)
    told = _ending_in(course, Point(day_of(position.as_of), counts.met, counts.total))
    scale = _Scale.of(position.year, told, last_course)
    before = words.before(last, indicator)
    lift = what_lifts(catalogued, counts, target, live=live)
    shown = Course(name=str(position.year), steps=scale.steps(told, scale.at(day_of(position.as_of))))
    pale = Course(name=str(position.year - 1), steps=scale.shifted().steps(last_course, Fraction(1)))
    targets = _targets(position, indicator, scale)
    return IndicatorChartContent(
        stamp=stamp,
        indicator=indicator,
        title=f"{catalogued.number} · {catalogued.short}",
        name=catalogued.name,
        period=f"IKU {words.period(position)}",
        whose=cut(whose, words.LONGEST_WHOSE),
        percent=words.percent(counts),
        counted=f"{words.counted(counts)} perangkat daerah" if counts.total else words.denominator(position),
        target=words.target(position, indicator),
        capaian=words.capaian(counts, target),
        lift=lift[:1].upper() + lift[1:],
        last=f"{words.period(last)}: {format_percent(before)}" if last and before is not None else "",
        course=shown,
        last_course=pale,
        targets=targets,
        across=tuple(
            Tick(at=Fraction(one, _ALL), label=f"{one} %") for one in range(0, _ALL + 1, _EVERY_SO_MUCH)
        ),
        quarters=tuple(_quarter(position, indicator, scale, told, one) for one in range(1, QUARTERS + 1)),
        legend=_legend(shown, pale, targets),
        note=words.VERIFIED_ONLY,
        said=(figure_said(position, position.figure(indicator)),),
    )


def said_by(content: IndicatorChartContent) -> tuple[Said, ...]:
    """Return what the picture says of its indicator."""
    return content.said


def _ending_in(course: Sequence[Point], now: Point) -> tuple[Point, ...]:
    """Return the course, ending in the number that is shown.

    They only differ where a clock was set back, so that something was stored that has not happened yet.
    """
    last = course[-1] if course else None
    if last is None or (last.met, last.total) == (now.met, now.total):
        return tuple(course)
    return (*(one for one in course if one.day < now.day), now)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From which day the picture reaches, and how many days far."""

    first: date
    days: int

    @classmethod
    def of(cls, year: int, course: Sequence[Point], last_course: Sequence[Point]) -> "_Scale":
        """Return the year, and as much of the next as the last verdicts of either year need."""
        end = day_of(year_end(year))
        beyond = [(one.day - end).days for one in course[-1:]]
        beyond += [(one.day - day_of(year_end(year - 1))).days for one in last_course[-1:]]
        whole = (end - date(year, 1, 1)).days + 1
        more = max([0, *beyond])
        # What was decided last has to be seen, too, so that it does not end where it begins.
        return cls(date(year, 1, 1), whole + (more + whole // 20 if more else 0))

    def shifted(self) -> "_Scale":
        """Return the same of the year before, its days at the same place."""
        return _Scale(self.first.replace(year=self.first.year - 1), self.days)

    def at(self, day: date) -> Fraction:
        """Return where the end of a day is; beyond the edges it is the edge."""
        return min(max(Fraction((day - self.first).days + 1, self.days), Fraction(0)), Fraction(1))

    def steps(self, course: Sequence[Point], until: Fraction) -> tuple[Step, ...]:
        """Return the course as steps; the first begins at the left edge."""
        begins = [Fraction(0) if one.day == self.first else self.at(one.day) for one in course]
        return tuple(
            Step(begin, max(begin, end), one.ratio)
            for one, begin, end in zip(course, begins, (*begins[1:], until), strict=False)
            if one.ratio is not None
        )


def _targets(position: Numbers[Counted], indicator: IndicatorKey, scale: _Scale) -> tuple[Goal, ...]:
    """Return the target line: one of the year, or a step for each quarter that has its own."""
    found: list[Goal] = []
    of_quarters = position.rules.targets_of_quarters(indicator)
    for quarter, begin, end in _bounds(position.year, scale):
        target = of_quarters.get(quarter, position.rules.targets.get(indicator))
        if not target:
            continue
        height = Fraction(target) / _ALL
        if found and (found[-1].height, found[-1].end) == (height, begin):
            found[-1] = replace(found[-1], end=end)
        else:
            # Only the first says what it is: below a quarter there is no room for more than its number.
            label = f"{'' if found else 'target '}{format_shortest(target)} %"
            found.append(Goal(begin, end, height, label))
    return tuple(found)


def _bounds(year: int, scale: _Scale) -> list[tuple[int, Fraction, Fraction]]:
    """Return each quarter with where it begins and ends."""
    ends = [scale.at(day_of(quarter_end(year, one))) for one in range(1, QUARTERS + 1)]
    return list(zip(range(1, QUARTERS + 1), [Fraction(0), *ends], ends, strict=False))


def _quarter(
    position: Numbers[Counted], indicator: IndicatorKey, scale: _Scale, course: Sequence[Point], number: int
) -> Quarter:
    _, begin, end = _bounds(position.year, scale)[number - 1]
    last = day_of(quarter_end(position.year, number))
    known = [one for one in course if one.day <= last]
    is_over = quarter_end(position.year, number) <= position.as_of
    told = known[-1] if known and is_over else None
    ratio = told.ratio if told is not None else None
    runs = not is_over and (number == 1 or quarter_end(position.year, number - 1) < position.as_of)
    unknown = RUNNING if runs and course else TO_COME
    own = position.rules.targets_of_quarters(indicator).get(number)
    return Quarter(
        begin=begin,
        end=end,
        name=f"TW {words.ROMAN[number]}",
        percent=format_percent(ratio) if ratio is not None else unknown,
        counted=f"{told.met} dari {told.total}" if told is not None and told.total else "",
        target=f"target {format_shortest(own)} %" if own else "",
        is_shown=number == position.quarter,
    )


def _legend(shown: Course, pale: Course, targets: Sequence[Goal]) -> tuple[tuple[str, str], ...]:
    """Return only what can be seen."""
    seen = (
        ("course", f"realisasi {shown.name}", bool(shown.steps)),
        ("last", f"realisasi {pale.name}", bool(pale.steps)),
        ("target", "target", bool(targets)),
    )
    return tuple((what, said) for what, said, is_seen in seen if is_seen)
