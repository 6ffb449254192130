"""Which days people work: the library's Indonesian holidays and cuti bersama, and what a year's settings say.

The library names the days of past decrees and estimates those to come; the city adds what it decides itself
(`/tenggat`, Hari libur), and whatever an estimate got wrong is a working day again by a setting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from holidays.constants import GOVERNMENT, PUBLIC
from holidays.countries.indonesia import Indonesia

from domain.workdays import Workdays
from domain.years import YearRules
from storage.ports import UnitOfWork


@lru_cache(maxsize=16)
def national_days(year: int) -> Mapping[date, str]:
    """Return the public holidays and cuti bersama of a year with their Indonesian names."""
    return dict(Indonesia(years=year, categories=(PUBLIC, GOVERNMENT), language="id", expand=False))


def workdays_of(rules: Iterable[YearRules]) -> Workdays:
    """Return the working days of these years."""
    off: dict[date, str] = {}
    for year in rules:
        off |= {day: name for day, name in national_days(year.year).items() if day not in year.working_days}
        off |= year.days_off
    return Workdays(off)


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


def days_off_of(rules: YearRules) -> tuple[DayOff, ...]:
    """Return every day that is off in that year, or was before the city said otherwise, in their order."""
    national = national_days(rules.year)
    named = {**national, **rules.days_off}
    return tuple(DayOff(day, named[day], _whose(rules, day)) for day in sorted(named))


def _whose(rules: YearRules, day: date) -> Whose:
    if day in rules.working_days:
        return Whose.WORKING
    return Whose.CITY if day in rules.days_off else Whose.NATIONAL


async def workdays_around(uow: UnitOfWork, year: int) -> Workdays:
    """Return the working days of a year and of its neighbours, where steps of its deadlines may fall."""
    return workdays_of([await uow.years.rules(one) for one in (year - 1, year, year + 1)])
