"""The figure of one indicator: how many of the OPD meet it, as of an instant, from the events until then."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from domain.errors import DomainError
from domain.indicators import by_key
from domain.indicators.kelembagaan import still_valid
from domain.keys import Answers, IndicatorKey
from domain.reports.events import ReportEvent, Standing, standing
from domain.reports.histories import by_report
from domain.reports.periods import SEMESTERS, ReportPeriod
from domain.sequence import known_at
from domain.units.opd import Opd, in_force_at

_ALL = 100  # percent


class Part(StrEnum):
    """Where one OPD stands in the figure; every OPD of the denominator is in exactly one part."""

    MET = "met"  # V⁺
    UNMET = "unmet"  # V⁻
    WAITING_MET = "waiting_met"  # P⁺
    WAITING_UNMET = "waiting_unmet"  # P⁻
    RETURNED = "returned"  # R
    MISSING = "missing"  # M


@dataclass(frozen=True, slots=True)
class Counts:
    """How many OPD are in each part. Ratios are None when there is no OPD: "tidak dapat dihitung"."""

    met: int
    unmet: int
    waiting_met: int
    waiting_unmet: int
    returned: int
    missing: int

    @property
    def total(self) -> int:
        """N, the denominator."""
        return self.met + self.unmet + self.waiting_met + self.waiting_unmet + self.returned + self.missing

    @property
    def official(self) -> Fraction | None:
        """V⁺/N, the number that is defended."""
        return self._ratio(self.met)

    @property
    def including_pending(self) -> Fraction | None:
        """(V⁺+P⁺)/N: if everything that waits is verified as sent."""
        return self._ratio(self.met + self.waiting_met)

    @property
    def lowest(self) -> Fraction | None:
        """V⁺/N: if nobody else meets the rule."""
        return self.official

    @property
    def highest(self) -> Fraction | None:
        """(N−V⁻)/N: if everybody who is not verified as unmet meets the rule."""
        return self._ratio(self.total - self.unmet)

    def capaian(self, target: Decimal | None) -> Fraction | None:
        """Return realisasi / target × 100 in percent, from unrounded values.

        None without a target ("belum ada target", 0 included) or without any OPD. `target` is in percent.
        """
        if self.official is None or not target:
            return None
        return self.official * _ALL / Fraction(target) * _ALL

    def further_needed(self, target: Decimal | None) -> int | None:
        """Return the fewest further OPD that lift V⁺/N to the target: ⌈target·N⌉ − V⁺, never < 0.

        None without a target (0 included) or without any OPD. `target` is in percent.
        """
        if not self.total or not target:
            return None
        return max(0, ceil(Fraction(target) * self.total / _ALL) - self.met)

    def _ratio(self, part: int) -> Fraction | None:
        return Fraction(part, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One OPD in the figure.

    With a result carried over, `carried_from` is its year and `standing.verified` is that result;
    `standing.waiting` and `.returned` are always of the figure's own year.
    """

    opd: Opd
    part: Part
    standing: Standing
    carried_from: int | None
    correction_waiting: bool

    @property
    def is_owed(self) -> bool:
        """Whether nothing is there to be verified: it was never sent, or was returned."""
        return self.part in (Part.MISSING, Part.RETURNED)

    @property
    def waits(self) -> bool:
        """Whether something waits for a verdict, be it the correction of what counts."""
        return self.standing.waiting is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one year as of an instant, open down to the OPD behind it (by name)."""

    indicator: IndicatorKey
    year: int
    as_of: datetime
    entries: tuple[Entry, ...]

    @property
    def counts(self) -> Counts:
        parts = Counter(entry.part for entry in self.entries)
        return Counts(**{part.value: parts[part] for part in Part})

    @property
    def carried_over(self) -> int:
        """How many OPD stand on a result of an earlier year."""
        return sum(entry.carried_from is not None for entry in self.entries)

    @property
    def corrections(self) -> tuple[Entry, ...]:
        """The OPD whose number stands on the verified answer while a correction of it waits."""
        return tuple(entry for entry in self.entries if entry.correction_waiting)

    @property
    def beside(self) -> tuple[Entry, ...]:
        """The OPD that stand on the verified answer of one period while the first one of another waits."""
        return tuple(entry for entry in self.entries if entry.standing.period_waiting is not None)

    @property
    def by_semester(self) -> dict[ReportPeriod, int]:
        """How many OPD stand on the value of a semester, by semester, the later one first."""
        used = Counter(one.standing.verified.period for one in self.entries if one.standing.verified)
        return {semester: used[semester] for semester in SEMESTERS if used[semester]}

    @property
    def expected(self) -> tuple[Entry, ...]:
        """The OPD that are missing and have said in which month they will report."""
        return tuple(entry for entry in self.entries if entry.standing.expected is not None)

    @property
    def as_written(self) -> int:
        """How many OPD stand on what a document says that contradicts itself."""
        found = (one.standing.verified for one in self.entries)
        return sum(one is not None and is_as_written(self.indicator, one) for one in found)

    @property
    def verified(self) -> tuple[Answers, ...]:
        """The answers that OPD stand on."""
        found = (entry.standing.verified for entry in self.entries)
        return tuple(event.answers for event in found if event is not None)

    def of(self, part: Part) -> tuple[Entry, ...]:
        """Return the OPD in that part, by name."""
        return tuple(entry for entry in self.entries if entry.part is part)


def figure(
    indicator: IndicatorKey,
    year: int,
    as_of: datetime,
    opds: Iterable[Opd],
    events: Iterable[ReportEvent],
    rule: Callable[[Answers], bool],
    validity_years: int = 1,
) -> Figure:
    """Return the figure of one indicator and year from the history up to and including `as_of`.

    `events` may be of any OPD, indicator and year, in any order. `rule` says whether answers meet the
    indicator. A verified result also counts in the `validity_years` − 1 years after its own, unless a
    newer one is verified. For a past year the OPD are those of 31 December, while reports of that year
    decided later still count; ask as of a quarter's end for what was known then.
    """
    return figure_now(indicator, year, as_of, opds, known_at(events, as_of), rule, validity_years)


def figure_now(
    indicator: IndicatorKey,
    year: int,
    now: datetime,
    opds: Iterable[Opd],
    events: Iterable[ReportEvent],
    rule: Callable[[Answers], bool],
    validity_years: int = 1,
) -> Figure:
    """Return the figure like `figure`, from everything that has happened.

    Nothing of it lies in the future, whatever the instants say: the clock was set back since.
    """
    told = (
        event
        for event in events
        if event.indicator == indicator and still_valid(event.year, year, validity_years)
    )
    standings: dict[str, dict[int, Standing]] = defaultdict(dict)
    for (opd, _, reported), history in by_report(told).items():
        standings[opd][reported] = standing(history)
    entries = (_entry(opd, placed(year, standings[opd.code], rule)) for opd in in_force_at(opds, now, year))
    return Figure(indicator, year, now, tuple(entries))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an OPD stands in the figure of a year, whether it is in force or not; see `Entry`."""

    part: Part
    standing: Standing
    carried_from: int | None


def placed(year: int, standings: Mapping[int, Standing], rule: Callable[[Answers], bool]) -> Placed:
    """Return where an OPD stands, from where its report of each year stands whose result still counts."""
    own = standings.get(year, Standing())
    latest = max((result for result, then in standings.items() if then.verified is not None), default=None)
    base = standings[latest] if latest is not None else Standing()
    expected = own.expected if base.verified is None else None
    now = replace(
        own, verified=base.verified, verified_at=base.verified_at, beside=base.beside, expected=expected
    )
    return Placed(_part(now, rule), now, latest if latest != year else None)


def _entry(opd: Opd, place: Placed) -> Entry:
    now = place.standing
    return Entry(opd, place.part, now, place.carried_from, now.correction_waiting)


def _part(now: Standing, rule: Callable[[Answers], bool]) -> Part:
    if now.verified is not None:
        return Part.MET if _meets(now.verified, rule) else Part.UNMET
    if now.waiting is not None:
        return Part.WAITING_MET if _meets(now.waiting, rule) else Part.WAITING_UNMET
    return Part.RETURNED if now.returned is not None else Part.MISSING


def is_as_written(indicator: IndicatorKey, event: ReportEvent) -> bool:
    """Return whether answers are those of a document that contradicts itself."""
    disputed = by_key(indicator).disputed
    return _meets(event, lambda answers: bool(disputed(answers)))


def _meets(event: ReportEvent, rule: Callable[[Answers], bool]) -> bool:
    """Return what the rule says of the answers; answers that it cannot read meet nothing.

    They were damaged, or come from another version of the form. One OPD's must not take the figure of all
    with it, and what cannot be shown to be met is not counted.
    """
    try:
        return rule(event.answers)
    except (DomainError, LookupError, ValueError, TypeError, ArithmeticError):
        return False
