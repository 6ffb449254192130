"""Which days people work: the library's Indonesian holidays and cuti bersama, and what a year's settings say.

The library names the days of past decrees and estimates those to come; the city adds what it decides itself
(`/tenggat`, Hari libur), and whatever an estimate got wrong is a working day again by a setting.
"""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib.util import find_spec, module_from_spec

from domain.days_off.days import Whose, days_off_of
from domain.deadlines.workdays import Workdays
from domain.years.rules import YearRules
from storage.ports import UnitOfWork


@lru_cache(maxsize=16)
def national_days(year: int) -> Mapping[date, str]:
    """Return the public holidays and cuti bersama of a year with their Indonesian names."""
    # The library would take a tenth of the start; the first who asks for a day waits for it.
    _leave_other_countries()
    from holidays.constants import GOVERNMENT, PUBLIC  # noqa: PLC0415
    from holidays.countries.indonesia import Indonesia  # noqa: PLC0415

    return dict(Indonesia(years=year, categories=(PUBLIC, GOVERNMENT), language="id", expand=False))


def _leave_other_countries() -> None:
    """Let one country be imported without the 250 others, which its package would: 12 MB, and 0.2 s."""
    countries = "holidays.countries"
    known = find_spec(countries) if countries not in sys.modules else None
    if known is not None:
        sys.modules[countries] = module_from_spec(
            known
        )  # not run: there is the folder, and nothing in it yet


def workdays_of(rules: Iterable[YearRules]) -> Workdays:
    """Return the working days of these years."""
    listed = (one for year in rules for one in days_off_of(year, national_days(year.year)))
    return Workdays({one.day: one.name for one in listed if one.whose is not Whose.WORKING})


async def workdays_around(uow: UnitOfWork, year: int) -> Workdays:
    """Return the working days of a year and of its neighbours, where steps of its deadlines may fall."""
    return workdays_of([await uow.years.rules(one) for one in (year - 1, year, year + 1)])
