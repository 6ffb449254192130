"""Opening a year: which one comes next, and what it takes over from the last."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from domain.deadlines.workdays import Workdays
from domain.indicators import yearly_rules
from domain.language.dates import WIB
from domain.years.rules import CLOSED_AT, DEADLINE, setting_keys


def next_to_open(known: Collection[int], this_year: int) -> tuple[int, int] | None:
    """Return the year to open and the one it takes over from: this year, else the coming one.

    None when both have settings already, or when no earlier year has any. `known`: the years with settings.
    """
    year = next((year for year in (this_year, this_year + 1) if year not in known), None)
    earlier = [one for one in known if year is not None and one < year]
    return (year, max(earlier)) if year is not None and earlier else None


def taken_over(settings: Mapping[str, str], source: int, year: int) -> dict[str, str]:
    """Return the settings of `year` made of those that hold in `source`: targets, rules, basis, deadlines.

    Deadlines are moved (see `moved`). What belongs to the source alone is not taken over: that it was closed,
    its extensions, its days off, and what has to be chosen for each year. Raises ValueError for a broken
    deadline.
    """
    own = {CLOSED_AT, *(one.key for _, one in yearly_rules() if one.deliberate)}
    return {
        key: moved(datetime.fromisoformat(value), year - source).isoformat()
        if key.startswith(f"{DEADLINE}.")
        else value
        for key, value in settings.items()
        if value.strip() and key in setting_keys() - own
    }


def moved(deadline: datetime, years: int) -> datetime:
    """Return the same day and time (WIB) so many years later; on a weekend, the Friday before.

    Never later than the same day, because a deadline at the end of a year must not slip into the next one.
    Public holidays of a coming year are not known yet when it is opened.
    """
    local = deadline.astimezone(WIB)
    day = _same_day(local.date(), local.year + years)
    return datetime.combine(Workdays().on_or_before(day), local.timetz())


def _same_day(day: date, year: int) -> date:
    """29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
