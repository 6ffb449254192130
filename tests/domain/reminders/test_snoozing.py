from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines.workdays import Workdays
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.overdue.debts import Debt
from domain.reminders.snoozing import BEFORE_DEADLINE, Wish, snoozed_until
from tests.domain.reminders.city import at

# October 2026: the 19th and the 26th are Mondays.
NONE = Workdays()
HOLIDAYS = Workdays({date(2026, 10, day): "Lebaran" for day in range(21, 27)})


def owed(*dues: datetime | None) -> list[Debt]:
    return [Debt(opd="A", indicator=IndicatorKey.SAKIP, year=2026, due=due) for due in dues]


@pytest.mark.parametrize(
    ("now", "due", "workdays", "until"),
    [
        (at(10, 20, "08:00"), None, NONE, at(10, 20, "10:00")),
        (at(10, 20, "14:30"), None, NONE, at(10, 20, "16:30")),
        # Two hours later nobody is written to any more: the next morning.
        (at(10, 20, "14:31"), None, NONE, at(10, 21, "08:00")),
        (at(10, 20, "16:00"), None, NONE, at(10, 21, "08:00")),
        (at(10, 20, "23:30"), None, NONE, at(10, 21, "08:00")),
        (at(10, 20, "16:00"), None, HOLIDAYS, at(10, 27, "08:00")),
        (at(10, 23, "16:00"), None, NONE, at(10, 26, "08:00")),  # a Friday
        # Before the hours begin.
        (at(10, 20, "04:30"), None, NONE, at(10, 20, "08:00")),
        (at(10, 20, "05:00"), None, NONE, at(10, 20, "07:00")),
        # On a day off, when somebody presses an old reminder.
        (at(10, 24, "10:00"), None, NONE, at(10, 26, "08:00")),
        # Near the deadline: at latest an hour before it.
        (at(10, 20, "08:00"), at(10, 20, "11:00"), NONE, at(10, 20, "10:00")),
        (at(10, 20, "08:00"), at(10, 20, "10:59"), NONE, at(10, 20, "09:59")),
        (at(10, 20, "08:00"), at(10, 20, "09:01"), NONE, at(10, 20, "08:01")),
        (at(10, 20, "08:00"), at(10, 20, "09:00"), NONE, None),
        (at(10, 20, "08:00"), at(10, 20, "08:30"), NONE, None),
        (at(10, 20, "16:00"), at(10, 20, "23:59"), NONE, at(10, 20, "16:30")),
        (at(10, 20, "16:30"), at(10, 20, "23:59"), NONE, None),
        (at(10, 20, "16:00"), at(10, 21, "08:30"), NONE, at(10, 21, "07:30")),
        (at(10, 20, "16:00"), at(10, 21, "07:30"), NONE, at(10, 20, "16:30")),
        # A deadline on a day off opens that day, and no other.
        (at(10, 23, "16:00"), at(10, 24, "12:00"), NONE, at(10, 24, "08:00")),
        (at(10, 24, "08:00"), at(10, 24, "12:00"), NONE, at(10, 24, "10:00")),
        (at(10, 20, "16:00"), at(10, 24, "06:00"), HOLIDAYS, at(10, 20, "16:30")),
        (at(10, 23, "16:00"), at(10, 25, "12:00"), NONE, at(10, 25, "08:00")),
        (at(10, 23, "16:00"), at(10, 25, "07:00"), NONE, at(10, 23, "16:30")),
        # A deadline that has passed bounds nothing.
        (at(10, 20, "08:00"), at(10, 20, "08:00"), NONE, at(10, 20, "10:00")),
    ],
)
def test_two_hours(now: datetime, due: datetime | None, workdays: Workdays, until: datetime | None) -> None:
    assert snoozed_until(now, Wish.TWO_HOURS, owed(due), workdays) == until


@pytest.mark.parametrize(
    ("now", "due", "workdays", "until"),
    [
        (at(10, 20, "08:00"), None, NONE, at(10, 21, "08:00")),
        (at(10, 20, "00:10"), None, NONE, at(10, 21, "08:00")),
        (at(10, 20, "23:59"), None, NONE, at(10, 21, "08:00")),
        (at(10, 23, "08:00"), None, NONE, at(10, 26, "08:00")),  # tomorrow, said on a Friday
        (at(10, 20, "08:00"), None, HOLIDAYS, at(10, 27, "08:00")),
        (at(10, 20, "08:00"), at(10, 21, "09:00"), NONE, at(10, 21, "08:00")),
        (at(10, 20, "08:00"), at(10, 21, "08:59"), NONE, at(10, 21, "07:59")),
        (at(10, 20, "08:00"), at(10, 21, "07:59"), NONE, at(10, 20, "16:30")),
        (at(10, 20, "08:00"), at(10, 20, "16:00"), NONE, at(10, 20, "15:00")),
        (at(10, 20, "15:00"), at(10, 20, "16:00"), NONE, None),
        (at(10, 23, "08:00"), at(10, 25, "12:00"), NONE, at(10, 25, "08:00")),
        (at(10, 23, "08:00"), at(10, 26, "12:00"), NONE, at(10, 26, "08:00")),
        (at(10, 20, "08:00"), at(10, 22, "16:00"), HOLIDAYS, at(10, 22, "08:00")),
        # The Monday morning would be too late, and the weekend is off.
        (at(10, 23, "08:00"), at(10, 26, "07:30"), NONE, at(10, 23, "16:30")),
        (at(10, 23, "16:30"), at(10, 26, "07:30"), NONE, None),
    ],
)
def test_tomorrow(now: datetime, due: datetime | None, workdays: Workdays, until: datetime | None) -> None:
    assert snoozed_until(now, Wish.TOMORROW, owed(due), workdays) == until


def test_the_next_of_several_deadlines_counts() -> None:
    dues = owed(None, at(10, 27, "16:00"), at(10, 20, "10:30"), at(10, 19, "16:00"))
    assert snoozed_until(at(10, 20, "08:00"), Wish.TOMORROW, dues, NONE) == at(10, 20, "09:30")


def test_the_clock_on_the_wall_is_wib() -> None:
    now = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)  # 16.00 WIB
    assert snoozed_until(now, Wish.TWO_HOURS, [], NONE) == at(10, 21, "08:00")


instants = st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 15), timezones=st.just(WIB))  # noqa: DTZ001 - hypothesis adds the zone
holidays = st.frozensets(st.dates(date(2026, 10, 1), date(2026, 11, 30)), max_size=20)


@given(instants, st.lists(instants, max_size=3), st.sampled_from(Wish), holidays)
def test_a_snooze_ends_in_the_hours_before_the_next_deadline(
    now: datetime, dues: list[datetime], wish: Wish, off: frozenset[date]
) -> None:
    workdays = Workdays(dict.fromkeys(off, "Libur"))
    until = snoozed_until(now, wish, owed(*dues), workdays)
    coming = min((due for due in dues if due > now), default=None)
    if until is None:
        assert coming is not None
        return
    assert until > now
    assert (7, 0) <= (until.hour, until.minute) <= (16, 30)
    assert coming is None or until <= coming - BEFORE_DEADLINE
    if workdays.is_off(until.date()):
        assert coming is not None
        assert until.date() == coming.date()


@given(instants, instants, st.sampled_from(Wish))
def test_there_is_always_a_snooze_while_a_working_day_is_left(
    now: datetime, due: datetime, wish: Wish
) -> None:
    if due - now > timedelta(days=4):
        assert snoozed_until(now, wish, owed(due), NONE) is not None
