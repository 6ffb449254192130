"""Dates as spreadsheets keep and write them, and in which order a column writes day and month.

Excel in Indonesia writes 01/02/2026 for the first of February. A column that Excel in America has written
can only be told by a value such as 12/31/2026; then every 01/02/2026 in it may mean either, and is asked
about instead of being guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import InvalidAnswer
from domain.language.dates import written_day
from domain.language.written import answered

FIRST_YEAR, LAST_YEAR = 1900, 9999
"""A unit may be older than this software, and 31/12/9999 is how some programs write "without an end"."""
NEAR_YEARS = 50
"""Two digits up to here mean 2000–2049; "98" may be 1998 or 2098, so it is not read."""
_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers, as far as they matter: from March 1900."""
_SERIAL = re.compile(r"(?P<days>[1-9][0-9]{4})(?:[.,][0-9]+)?")
"""A date cell without a date's format is its number of days: 46023 is 1 January 2026."""
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_FIGURES = re.compile(
    r"(?P<first>[0-9]{1,2})\s?[-/.]\s?(?P<second>[0-9]{1,2})\s?[-/.]\s?(?P<year>[0-9]{4}|[0-9]{2})"
)
_TIME = re.compile(
    r"(?:[ t]|(?<=[0-9]), ?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m)?z?$"
    r"|(?<=[0-9]{4}) [0-9]{2}\.[0-9]{2}(?:\.[0-9]{2})?$"
)


@dataclass(frozen=True, slots=True)
class _Figures:
    """A date in which day and month are figures and come before the year."""

    first: int
    second: int
    year: str

    def text(self, *, month_first: bool) -> str:
        day, month = (self.second, self.first) if month_first else (self.first, self.second)
        return f"{day}/{month}/{self.year}"


def cell_day(cell: str, *, month_first: bool = False) -> date | None:
    """Return the day that a cell says, None where it says none; a time of day is passed over."""
    said = _TIME.sub("", answered(cell).removeprefix("'"))
    serial, compact, figures = _SERIAL.fullmatch(said), _COMPACT.fullmatch(said), _figures(said)
    if serial is not None:
        return _EPOCH + timedelta(days=int(serial["days"]))
    if compact is not None:
        said = "-".join(compact.groups())
    if figures is not None:
        said = figures.text(month_first=month_first)
    return _near(said)


def looks_american(cells: Iterable[str]) -> bool:
    """Return whether one of these dates can only be meant with the month first."""
    return any(cell_day(cell) is None and cell_day(cell, month_first=True) is not None for cell in cells)


def may_be_either(cell: str) -> bool:
    """Return whether a date says two different days, depending on what comes first."""
    days = {cell_day(cell, month_first=order) for order in (True, False)}
    return None not in days and len(days) > 1


def _figures(said: str) -> _Figures | None:
    typed = _FIGURES.fullmatch(said)
    return _Figures(int(typed["first"]), int(typed["second"]), typed["year"]) if typed else None


def _near(said: str) -> date | None:
    try:
        day = written_day(said, FIRST_YEAR, LAST_YEAR)
    except InvalidAnswer:
        return None
    says_whole_year = str(day.year) in said
    return day if says_whole_year or day.year % 100 < NEAR_YEARS else None
