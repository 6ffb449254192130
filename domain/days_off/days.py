"""The days off of a year: those of the national calendar, and what the city says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.years.rules import YearRules


class Whose(StrEnum):
    """Who says that a day is off, or is not."""

    NATIONAL = "national"
    CITY = "city"
    WORKING = "working"  # calendars call it off, the city does not


@dataclass(frozen=True, slots=True)
class DayOff:
    day: date
    name: str
    whose: Whose


def days_off_of(rules: YearRules, national: Mapping[date, str]) -> tuple[DayOff, ...]:
    """Return every day that is off in that year, or was before the city said otherwise, in their order.

    `national` are the days of the national calendar in that year, with their names.
    """
    named = {**national, **rules.days_off}
    return tuple(DayOff(day, named[day], _whose(rules, day)) for day in sorted(named))


def _whose(rules: YearRules, day: date) -> Whose:
    if day in rules.working_days:
        return Whose.WORKING
    return Whose.CITY if day in rules.days_off else Whose.NATIONAL
