"""What single OPD owe, read from the figures: for the card of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.deadlines.due import has_passed
from domain.indicators import Indicator
from domain.language.dates import day_of
from domain.reports.events import ReportEvent
from domain.units.opd import Opd, in_force
from handlers.city.figures import Known
from handlers.words import words


@dataclass(frozen=True, slots=True)
class Owed:
    """One report (or evaluation) of one OPD. `due` is its own: later than everybody's by an extension."""

    indicator: Indicator
    opd: Opd
    due: datetime | None
    is_returned: bool
    expected: ReportEvent | None
    """What the OPD has said of when it will come."""
    returned: ReportEvent | None = None
    """How it was returned, where that is told."""

    def is_late(self, now: datetime) -> bool:
        """Return whether it is told as late on paper: whoever has said that it is not out yet is not."""
        return has_passed(self.due, now) and self.expected is None

    def icon(self, now: datetime) -> str:
        if has_passed(self.due, now):
            return words.LATE
        return words.RETURNED if self.is_returned else words.MISSING


@dataclass(frozen=True, slots=True)
class Owing:
    """One indicator and the OPD of which nothing (or only a returned report) is there."""

    indicator: Indicator
    due: datetime | None
    total: int
    owed: tuple[Owed, ...]


def owing_of(then: Known, indicators: Iterable[Indicator]) -> list[Owing]:
    """Return what is owed of each; evaluations the Sub Bagian owes itself.

    An OPD that has ended since its year did has nobody left who could report.
    """
    today, found = day_of(then.period.as_of), []
    for indicator in indicators:
        figure = then.figure(indicator)
        owed = tuple(
            Owed(
                indicator,
                entry.opd,
                then.due(indicator, entry.opd.code),
                is_returned=entry.standing.returned is not None,
                expected=entry.standing.expected,
                returned=entry.standing.returned,
            )
            for entry in figure.entries
            if entry.is_owed and (in_force(entry.opd, today) or not indicator.reported_by_operator)
        )
        found.append(Owing(indicator, then.rules.deadlines.get(indicator.key), figure.counts.total, owed))
    return found
