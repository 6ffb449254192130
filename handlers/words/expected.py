"""What is said of a report that is not out yet, wherever it is listed."""

from datetime import date

from domain.indicators import Indicator, by_key
from domain.language.dates import MONTHS
from domain.reports.events import ReportEvent
from domain.reports.expected import Month, expected_month


def short_month(month: Month) -> str:
    """Return "Sep 2026"."""
    return f"{MONTHS[month.number - 1][:3]} {month.year}"


def state_of(indicator: Indicator) -> str:
    """Return what an OPD has said of that report: "belum terbit", "belum ada"."""
    not_out = indicator.not_out
    return not_out.state if not_out is not None else "belum ada"


def awaited(event: ReportEvent, today: date) -> str:
    """Return "belum terbit, perkiraan Sep 2026", and whether that month is over (not escaped)."""
    return ", ".join(part for part in (state_of(by_key(event.indicator)), when(event, today)) if part)


def when(event: ReportEvent, today: date) -> str:
    """Return "perkiraan Sep 2026", "perkiraan Sep 2026 sudah lewat"; "" where the month cannot be read."""
    month = expected_month(event)
    if month is None:
        return ""
    return f"perkiraan {short_month(month)}{' sudah lewat' if month.is_over(today) else ''}"
