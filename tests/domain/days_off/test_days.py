from datetime import date

from domain.days_off.days import DayOff, Whose, days_off_of
from domain.years.rules import rules_from

NATIONAL = {date(2026, 12, 25): "Natal", date(2026, 12, 24): "Cuti bersama"}


def test_every_day_is_listed_with_whoever_says_so() -> None:
    said = [("dayoff.2026-12-24", "kerja"), ("dayoff.2026-06-02", "Hari jadi kota")]
    assert days_off_of(rules_from(2026, said), NATIONAL) == (
        DayOff(date(2026, 6, 2), "Hari jadi kota", Whose.CITY),
        DayOff(date(2026, 12, 24), "Cuti bersama", Whose.WORKING),
        DayOff(date(2026, 12, 25), "Natal", Whose.NATIONAL),
    )


def test_the_city_may_name_a_national_day_otherwise() -> None:
    *_, last = days_off_of(rules_from(2026, [("dayoff.2026-12-25", "Hari Natal")]), NATIONAL)
    assert last == DayOff(date(2026, 12, 25), "Hari Natal", Whose.CITY)


def test_what_was_said_and_taken_back_leaves_the_national_days() -> None:
    said = [("dayoff.2026-12-24", "kerja"), ("dayoff.2026-12-24", "")]
    assert {one.whose for one in days_off_of(rules_from(2026, said), NATIONAL)} == {Whose.NATIONAL}


def test_a_day_called_off_that_no_calendar_knows_is_a_working_day_already() -> None:
    assert days_off_of(rules_from(2026, [("dayoff.2026-06-02", "kerja")]), {}) == ()
