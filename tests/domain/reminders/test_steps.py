"""On which days the steps of a deadline are still to come."""

from datetime import date, datetime

import pytest

from domain.deadlines.due import Planned, planned
from domain.deadlines.workdays import Workdays
from domain.language.dates import WIB
from domain.years.steps import Steps

DUE = datetime(2026, 12, 28, 16, tzinfo=WIB)  # a Monday
CHRISTMAS = Workdays({date(2026, 12, 24): "Cuti bersama", date(2026, 12, 25): "Natal"})


def days(today: date, learned: date | None = None) -> list[tuple[int, int, int]]:
    """Return each step's offset, the day of the month it names, and the one it is sent on."""
    found = planned(DUE, Steps((7, 3, 1, 0), (1,)), CHRISTMAS, today, learned)
    return [(step.offset, step.named.day, step.sent.day) for step in found]


def test_steps_on_days_off_are_moved_and_the_last_day_is_not() -> None:
    assert days(date(2026, 12, 1)) == [(-7, 21, 21), (-3, 25, 23), (-1, 27, 23), (0, 28, 28), (1, 29, 29)]
    sunday = planned(datetime(2026, 12, 27, 16, tzinfo=WIB), Steps((0,), (1,)), CHRISTMAS, date(2026, 12, 1))
    assert sunday == (
        Planned(0, date(2026, 12, 27), date(2026, 12, 27)),
        Planned(1, date(2026, 12, 28), date(2026, 12, 28)),
    )


@pytest.mark.parametrize(
    ("today", "learned", "left"),
    [
        (date(2026, 12, 23), None, [-3, -1, 0, 1]),
        (date(2026, 12, 24), None, [0, 1]),
        (date(2026, 12, 21), date(2026, 12, 20), [-7, -3, -1, 0, 1]),
        (date(2026, 12, 21), date(2026, 12, 21), [-3, -1, 0, 1]),
        (date(2026, 12, 30), None, []),
    ],
)
def test_what_has_passed_or_was_learned_too_late_is_left_out(
    today: date, learned: date | None, left: list[int]
) -> None:
    assert [offset for offset, *_ in days(today, learned)] == left
