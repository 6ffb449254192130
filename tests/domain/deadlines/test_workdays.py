from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines.workdays import Workdays

# October 2026: the 19th and the 26th are Mondays.
LEBARAN = Workdays({date(2026, 10, day): "Lebaran" for day in range(21, 27)})
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
calendars = st.frozensets(days, max_size=40).map(lambda off: Workdays(dict.fromkeys(off, "Libur")))


def october(day: int) -> date:
    return date(2026, 10, day)


@pytest.mark.parametrize(
    ("day", "is_off"),
    [(19, False), (20, False), (21, True), (23, True), (24, True), (25, True), (26, True), (27, False)],
)
def test_weekends_and_the_days_on_the_list_are_off(day: int, is_off: bool) -> None:
    assert LEBARAN.is_off(october(day)) is is_off


@pytest.mark.parametrize("day", [17, 18, 24, 25])
def test_a_weekend_needs_no_list(day: int) -> None:
    assert Workdays().is_off(october(day))


@pytest.mark.parametrize(
    ("day", "before", "after", "later"),
    [
        (19, 19, 19, 20),
        (20, 20, 20, 27),  # the last working day before the holidays
        (21, 20, 27, 27),
        (24, 20, 27, 27),
        (26, 20, 27, 27),
        (27, 27, 27, 28),
        (30, 30, 30, 33),  # a Friday
        (31, 30, 33, 33),
    ],
)
def test_the_working_days_around_a_day(day: int, before: int, after: int, later: int) -> None:
    def counted(number: int) -> date:
        return date.fromordinal(october(1).toordinal() + number - 1)

    assert LEBARAN.on_or_before(counted(day)) == counted(before)
    assert LEBARAN.on_or_after(counted(day)) == counted(after)
    assert LEBARAN.after(counted(day)) == counted(later)


@given(calendars, days)
def test_a_working_day_is_found_and_none_is_jumped_over(calendar: Workdays, day: date) -> None:
    before, after, later = calendar.on_or_before(day), calendar.on_or_after(day), calendar.after(day)
    assert before <= day <= after <= later
    assert day < later
    for number in range(before.toordinal(), later.toordinal() + 1):
        one = date.fromordinal(number)
        assert calendar.is_off(one) is (one not in {before, after, later})
