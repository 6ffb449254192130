"""What the library knows, in the words that people read, and what the city sets beside it."""

from datetime import date

import pytest

from domain.years.rules import YearRules, rules_from
from handlers.city.calendar import national_days, workdays_around, workdays_of
from tests.fakes.storage import FakeStorage
from tests.town.hall import START


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tahun Baru Masehi"),
        (date(2026, 3, 20), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2026, 3, 21), "Hari Raya Idul Fitri"),
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),
        (date(2026, 12, 24), "Cuti Bersama Hari Raya Natal"),
        (date(2026, 12, 25), "Hari Raya Natal"),
    ],
)
def test_public_holidays_and_cuti_bersama_have_indonesian_names(day: date, name: str) -> None:
    assert national_days(2026)[day] == name


def test_only_the_days_of_that_year() -> None:
    assert {day.year for day in national_days(2026)} == {2026}


def test_what_a_decree_has_not_fixed_yet_says_so() -> None:
    assert national_days(2027)[date(2027, 3, 10)] == "Hari Raya Idul Fitri (perkiraan)"


def test_a_day_that_the_city_adds() -> None:
    workdays = workdays_of([rules_from(2026, [("dayoff.2026-12-28", "Hari jadi kota")])])
    assert workdays.is_off(date(2026, 12, 28))
    assert workdays.off[date(2026, 12, 28)] == "Hari jadi kota"
    assert workdays.off[date(2026, 12, 25)] == "Hari Raya Natal"


def test_a_day_that_the_city_works_after_all() -> None:
    workdays = workdays_of([rules_from(2026, [("dayoff.2026-12-24", "kerja")])])
    assert not workdays.is_off(date(2026, 12, 24))
    assert workdays.is_off(date(2026, 12, 25))


def test_several_years_make_one_calendar() -> None:
    workdays = workdays_of([YearRules(2026), YearRules(2027)])
    assert workdays.after(date(2026, 12, 31)) == date(2027, 1, 4)
    assert workdays.on_or_before(date(2026, 12, 27)) == date(2026, 12, 23)


async def test_the_neighbouring_years_are_read_too() -> None:
    storage = FakeStorage(lambda: START)
    settings = {2025: "dayoff.2025-12-31", 2026: "dayoff.2026-06-02", 2027: "dayoff.2027-01-04"}
    async with storage.uow() as uow:
        for year, key in settings.items():
            await uow.years.set(year, key, "Libur kota", by=None, at=START)
        await uow.commit()
    async with storage.uow() as uow:
        workdays = await workdays_around(uow, 2026)
    own = [day for day, name in workdays.off.items() if name == "Libur kota"]
    assert own == [date(2025, 12, 31), date(2026, 6, 2), date(2027, 1, 4)]
