"""The five figures at one instant, with the rules that they are measured by: every document's numbers."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.figures.figure import Figure
from domain.keys import IndicatorKey
from domain.years.rules import YearRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What `/iku` shows of a year, or as of the end of a quarter; `figures` in the order of the form."""

    year: int
    quarter: int
    """1–4, or 0 for the year."""
    as_of: datetime
    final: bool
    """Whether these are the numbers of a closed year."""
    rules: YearRules
    figures: tuple[Figure, ...]

    def figure(self, indicator: IndicatorKey) -> Figure:
        """Return the figure of one indicator. Raises KeyError for one that is not among them."""
        for one in self.figures:
            if one.indicator == indicator:
                return one
        raise KeyError(indicator)

    def target(self, indicator: IndicatorKey) -> Decimal | None:
        """Return the target in percent that holds then, None where none is set (see `YearRules.target`)."""
        return self.rules.target(indicator, self.quarter)[0]
