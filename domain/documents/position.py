"""The five figures at one instant, with the rules that they are measured by: every document's numbers."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from domain.figures.figure import Counts, Figure
from domain.keys import IndicatorKey
from domain.years.rules import YearRules


class Counted(Protocol):
    """What a picture needs of a figure."""

    @property
    def indicator(self) -> IndicatorKey: ...
    @property
    def counts(self) -> Counts: ...


_Counted_co = TypeVar("_Counted_co", bound=Counted, covariant=True)


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure of which only the counts are known."""

    indicator: IndicatorKey
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Generic[_Counted_co]):
    """What `/iku` shows of a year, or as of the end of a quarter; `figures` in the order of the form."""

    year: int
    quarter: int
    """1–4, or 0 for the year."""
    as_of: datetime
    final: bool
    """Whether these are the numbers of a closed year."""
    rules: YearRules
    figures: tuple[_Counted_co, ...]

    def figure(self, indicator: IndicatorKey) -> _Counted_co:
        """Return the figure of one indicator. Raises KeyError for one that is not among them."""
        for one in self.figures:
            if one.indicator == indicator:
                return one
        raise KeyError(indicator)

    def target(self, indicator: IndicatorKey) -> Decimal | None:
        """Return the target in percent that holds then, None where none is set (see `YearRules.target`)."""
        return self.rules.target(indicator, self.quarter)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Numbers[Figure]):
    """The same, open down to the OPD behind each figure."""
