"""What an OPD said instead of reporting: it is not out yet, and in which month it is expected.

Such an event is no report. The OPD stays missing, no figure changes, nobody verifies it (domain.md, "How
reports really arrive"). How long reminders pause for it is in `domain.reminders.pausing`.
"""

import re
from dataclasses import dataclass
from datetime import date

from domain.language.dates import FIRST_YEAR, LAST_YEAR, MONTHS
from domain.reports.events import ReportEvent

EXPECTED_MONTH = "perkiraan"
"""The key of the answer that says when, as "YYYY-MM"."""
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int
    """1 to 12."""

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def after(self) -> date:
        """The first day of the next month."""
        return date(self.year + self.number // len(MONTHS), self.number % len(MONTHS) + 1, 1)

    def is_over(self, today: date) -> bool:
        return today >= self.after


def month_of(canonical: str) -> Month | None:
    """Return the month that is written as "2026-09", None for anything else."""
    found = _MONTH.fullmatch(canonical)
    if found is None:
        return None
    year, number = int(found[1]), int(found[2])
    return Month(year, number) if FIRST_YEAR <= year <= LAST_YEAR else None


def expected_month(event: ReportEvent) -> Month | None:
    """Return when what an EXPECTED event is about will be there; None where its answers cannot be read."""
    return month_of(event.answers.get(EXPECTED_MONTH, ""))
