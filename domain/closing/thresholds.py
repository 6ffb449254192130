"""What each threshold of "baik" that a year may choose for SAKIP would have come to on another year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.figures.figure import Counts, figure_now
from domain.indicators.sakip import MINIMUM, MINIMUM_CHOICES, is_good
from domain.keys import Answers, IndicatorKey
from domain.reports.events import ReportEvent
from domain.units.opd import Opd


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The counts of a year's verified answers under each threshold, the mildest first."""

    year: int
    counts: Mapping[str, Counts]

    @property
    def verified(self) -> int:
        """How many OPD have a verified answer, which no threshold changes."""
        counts = next(iter(self.counts.values()))
        return counts.met + counts.unmet


def thresholds(year: int, as_of: datetime, opds: Iterable[Opd], events: Iterable[ReportEvent]) -> Thresholds:
    """Return what the official number of that year would be under each threshold.

    `events` are those until `as_of`. Source: domain.md, "How reports really arrive": with B a mature city
    saturates at 100 %, so the threshold is chosen by somebody who has seen what it does.
    """
    units, told = list(opds), list(events)

    def counted(minimum: str) -> Counts:
        def rule(answers: Answers) -> bool:
            return is_good(answers, {MINIMUM.key: minimum})

        return figure_now(IndicatorKey.SAKIP, year, as_of, units, told, rule).counts

    return Thresholds(year, {minimum: counted(minimum) for minimum in MINIMUM_CHOICES})
