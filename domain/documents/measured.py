"""One indicator at one time as tables have it: its target, how many OPD meet it, and of how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from domain.documents.position import Position
from domain.documents.said import result
from domain.figures.figure import Counts
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.language.dates import quarter_end
from domain.language.numbers import format_decimal, format_shortest
from domain.years.rules import QUARTER_NUMBERS, CapaianLabel, capaian_label

PERCENT = "%"
NO_TARGET = "belum ada target"
NOTHING = "–"
"""Stands where there is nothing to say: a quarter that is not over, an answer that nobody has given."""
_ALL = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One indicator at one time. All numbers are unrounded; percentages are 0–100."""

    target: Decimal | None
    """In percent; None where none is set, or it is 0, which is none (domain.md)."""
    whose: int
    """Whose target that is: a quarter's (1–4), or the year's (0)."""
    counts: Counts

    @property
    def met(self) -> int:
        return self.counts.met

    @property
    def total(self) -> int:
        return self.counts.total

    @property
    def realised(self) -> Fraction | None:
        """In percent; None without any OPD."""
        return None if self.counts.official is None else self.counts.official * _ALL

    @property
    def capaian(self) -> Fraction | None:
        """In percent; None without a target or without any OPD."""
        return self.counts.capaian(self.target)

    @property
    def label(self) -> CapaianLabel | None:
        return None if self.capaian is None else capaian_label(self.capaian)

    @property
    def target_in_words(self) -> str:
        """Return "75 %"."""
        return target_in_words(self.target)

    @property
    def realised_in_words(self) -> str:
        """Return "71,43 % (20 dari 28)"."""
        return result(self.counts)

    @property
    def capaian_in_words(self) -> str:
        """Return "95,24 %"."""
        return NOTHING if self.capaian is None else f"{format_decimal(self.capaian)} %"


def target_in_words(target: Decimal | None) -> str:
    """Return "75 %", or that there is none."""
    return f"{format_shortest(target)} %" if target else NO_TARGET


def measured(position: Position, indicator: IndicatorKey) -> Measured:
    """Return how an indicator stands in a position. Raises KeyError for one that is not in it."""
    target, whose = position.rules.target(indicator, position.quarter)
    return Measured(target=target or None, whose=whose, counts=position.figure(indicator).counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One quarter of an indicator."""

    number: int
    target: Decimal | None
    """What the quarter is judged against, in percent; also of one that is to come."""
    own: Decimal | None
    """That target where it is the quarter's own, and not the year's; 0 says that it has none (domain.md)."""
    measured: Measured | None
    """None while the quarter is not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator: what the form says of it, last year, this year, and quarter by quarter."""

    indicator: IndicatorKey
    number: int | None
    """As the form numbers its goals; None for a further indicator of the goal above it."""
    goal: str
    name: str
    short: str
    title: str
    """What its rows of another table go by."""
    how: str
    """How it is computed."""
    owner: str
    before: Measured | None
    """Of the year before; None where that has no numbers."""
    now: Measured
    of_year: Decimal | None
    """The year's target in percent, whatever is looked at."""
    quarters: tuple[Quarter, ...]


def lines(now: Position, quarters: Sequence[Position], before: Position | None) -> tuple[Line, ...]:
    """Return a line for each indicator, in the order of the form.

    `now` is what is looked at, `quarters` those of the same year as of their last instant, in any order. What
    was not over at the instant of `now` is left out, whatever is given.
    """
    over = {one.quarter: one for one in quarters if is_over(one.year, one.quarter, now.as_of)}
    return tuple(
        Line(
            indicator=one.key,
            number=None if position and INDICATORS[position - 1].goal == one.goal else goal_number(one),
            goal=one.goal,
            name=one.name,
            short=one.short,
            title=one.title,
            how=one.formula,
            owner=one.owner.full_name,
            before=None if before is None else measured(before, one.key),
            now=measured(now, one.key),
            of_year=now.rules.target(one.key)[0] or None,
            quarters=tuple(_quarter(number, now, over.get(number), one.key) for number in QUARTER_NUMBERS),
        )
        for position, one in enumerate(INDICATORS)
    )


def is_over(year: int, quarter: int, as_of: datetime) -> bool:
    """Return whether a quarter was over at that instant; its own last instant is that of its numbers."""
    return bool(quarter) and quarter_end(year, quarter) <= as_of


def goal_number(indicator: Indicator) -> int | None:
    """Return the number of its goal: 3 of "3a"; None where the form gives it none."""
    digits = "".join(char for char in indicator.number if char.isdecimal())
    return int(digits) if digits else None


def _quarter(number: int, now: Position, there: Position | None, key: IndicatorKey) -> Quarter:
    target, whose = (now if there is None else there).rules.target(key, number)
    return Quarter(
        number=number,
        target=target or None,
        own=target if whose else None,
        measured=None if there is None else measured(there, key),
    )
