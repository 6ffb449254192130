from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.closing.opening import moved, next_to_open, taken_over
from domain.language.dates import WIB


@pytest.mark.parametrize(
    ("known", "coming"),
    [
        ([], None),
        ([2026], (2027, 2026)),
        ([2025], (2026, 2025)),
        ([2023, 2024], (2026, 2024)),
        ([2025, 2027], (2026, 2025)),
        ([2026, 2027], None),
        ([2027], None),
    ],
)
def test_this_year_is_opened_before_the_coming_one(known: list[int], coming: tuple[int, int] | None) -> None:
    assert next_to_open(known, 2026) == coming


def test_everything_that_holds_is_taken_over_but_what_belongs_to_one_year() -> None:
    settings = {
        "target.sakip": "75",
        "target.ikm": " ",
        "deadline.ikm": "2026-03-31T16:00:00+07:00",
        "sakip.minimum": "BB",
        "basis.sakip": "Perwali 1/2026",
        "reminder.before": "10, 3, 0",
        "reminder.after": "2",
        "closed_at": "2027-01-15T09:00:00+07:00",
        "extension.ikm.DINKES": "2026-04-30T16:00:00+07:00",
        "dayoff.2026-12-28": "Hari jadi kota",
    }
    assert taken_over(settings, 2026, 2027) == {
        "target.sakip": "75",
        "deadline.ikm": "2027-03-31T16:00:00+07:00",
        "basis.sakip": "Perwali 1/2026",
        "reminder.before": "10, 3, 0",
        "reminder.after": "2",
    }


@pytest.mark.parametrize(
    ("deadline", "years", "later"),
    [
        ("2026-12-31T16:00:00+07:00", 1, "2027-12-31T16:00:00+07:00"),  # a Friday
        ("2027-12-31T16:00:00+07:00", 1, "2028-12-29T16:00:00+07:00"),  # the 31st is a Sunday
        ("2026-02-27T16:00:00+07:00", 1, "2027-02-26T16:00:00+07:00"),  # the 27th is a Saturday
        ("2028-02-29T16:00:00+07:00", 1, "2029-02-28T16:00:00+07:00"),
        ("2026-03-31T16:00:00+07:00", 2, "2028-03-31T16:00:00+07:00"),
        ("2026-12-31T09:00:00+00:00", 1, "2027-12-31T16:00:00+07:00"),  # stored in another zone
    ],
)
def test_a_deadline_moves_to_a_working_day(deadline: str, years: int, later: str) -> None:
    assert moved(datetime.fromisoformat(deadline), years).isoformat() == later


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.times(), st.integers(1, 5))
def test_a_moved_deadline_is_never_on_a_weekend_nor_later(day: date, clock: time, years: int) -> None:
    deadline = datetime.combine(day, clock, WIB)
    later = moved(deadline, years)
    assert later.weekday() < 5
    assert later.year in (deadline.year + years, deadline.year + years - 1)
    assert (later.month, later.day) <= (deadline.month, deadline.day) or later.year < deadline.year + years
    assert later - deadline <= timedelta(days=366 * years)
    assert later.timetz() == deadline.timetz()
