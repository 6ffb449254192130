"""What becomes of a reminder that somebody asked for again; when it may be is in test_snoozing.py."""

from dataclasses import replace
from datetime import date

import pytest

from domain.reminders.planned import Why
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from tests.domain.reminders.city import YEAR, SimulatedCity, at
from tests.domain.reminders.october import ALI, ANJAB, IKM, LONG_AGO, SAKIP, city_of, set_due, step_of


@pytest.fixture
def city() -> SimulatedCity:
    """The reminder of H-1, the 29th at 08.00, is out."""
    city = city_of()
    assert len(city.tick(at(10, 29))) == 1
    return city


def test_two_hours_later(city: SimulatedCity) -> None:
    assert city.snooze(at(10, 29, "08:05"), ALI, Wish.TWO_HOURS) == at(10, 29, "10:05")
    assert city.tick(at(10, 29, "10:04:59")) == ()
    (reminder,) = city.tick(at(10, 29, "10:05"))
    assert (reminder.why, step_of(reminder)) == (Why.SNOOZE, -1)
    assert city.tick(at(10, 29, "10:06")) == ()


def test_again_and_again(city: SimulatedCity) -> None:
    for hour in (10, 12, 14):
        city.snooze(at(10, 29, f"{hour - 2:02}:00"), ALI, Wish.TWO_HOURS)
        assert [one.why for one in city.tick(at(10, 29, f"{hour}:00"))] == [Why.SNOOZE]


def test_tomorrow_and_the_step_of_tomorrow_are_one_message(city: SimulatedCity) -> None:
    city.snooze(at(10, 29, "08:05"), ALI, Wish.TOMORROW)
    assert [(one.why, step_of(one)) for one in city.tick(at(10, 30, "08:00"))] == [(Why.STEP, 0)]
    assert city.tick(at(10, 30, "08:01")) == ()


def test_a_snooze_at_seven_tells_the_step_of_that_day_too() -> None:
    city = city_of(due=at(10, 30, "08:30"))
    city.tick(at(10, 29))
    assert city.snooze(at(10, 29, "16:00"), ALI, Wish.TOMORROW) == at(10, 30, "07:30")
    assert [(one.why, step_of(one)) for one in city.tick(at(10, 30, "07:30"))] == [(Why.SNOOZE, 0)]
    assert city.tick(at(10, 30, "08:00")) == ()


def test_it_lapses_when_the_report_was_sent(city: SimulatedCity) -> None:
    city.snooze(at(10, 29, "08:05"), ALI, Wish.TWO_HOURS)
    for indicator in (SAKIP, IKM, ANJAB):
        city.happens(at(10, 29, "09:00"), EventKind.SUBMITTED, ("A", indicator, YEAR))
    assert city.tick(at(10, 29, "10:05")) == ()


def test_it_waits_for_the_end_of_a_conversation(city: SimulatedCity) -> None:
    city.snooze(at(10, 29, "08:05"), ALI, Wish.TWO_HOURS)
    city.talk(at(10, 29, "10:00"), ALI.id, minutes=30)
    assert city.tick(at(10, 29, "10:05")) == ()
    assert len(city.tick(at(10, 29, "10:30"))) == 1


def test_it_lapses_with_the_deadline_that_it_was_to_come_before(city: SimulatedCity) -> None:
    city.tick(at(10, 30))
    assert city.snooze(at(10, 30, "14:00"), ALI, Wish.TWO_HOURS) == at(10, 30, "15:00")
    city.talk(at(10, 30, "14:30"), ALI.id, minutes=90)
    assert city.tick(at(10, 30, "15:59:59")) == ()
    assert city.tick(at(10, 30, "16:00")) == ()
    assert city.tick(at(10, 30, "16:30")) == ()


def test_one_that_is_asked_for_after_the_deadline_comes(city: SimulatedCity) -> None:
    city.tick(at(10, 30, "14:10"))
    assert city.snooze(at(10, 30, "16:10"), ALI, Wish.TOMORROW) == at(11, 2)
    assert [(one.why, step_of(one)) for one in city.tick(at(11, 2))] == [(Why.STEP, 1)]
    assert city.snooze(at(11, 2, "08:10"), ALI, Wish.TWO_HOURS) == at(11, 2, "10:10")
    assert [one.why for one in city.tick(at(11, 2, "10:10"))] == [Why.SNOOZE]


def test_it_lapses_with_a_deadline_that_was_moved_before_it(city: SimulatedCity) -> None:
    set_due(city, at(11, 30, "16:00"), IKM)
    city.set(LONG_AGO, "reminder.after", "2")
    city.happens(at(10, 29, "08:01"), EventKind.SUBMITTED, ("A", SAKIP, YEAR))
    assert city.snooze(at(10, 29, "08:05"), ALI, Wish.TOMORROW) == at(10, 30)
    set_due(city, at(10, 29, "15:00"), IKM, now=at(10, 29, "09:00"))
    assert city.tick(at(10, 30)) == ()


def test_on_a_deadlines_holiday_the_deadlines_of_other_days_count_too() -> None:
    city = city_of(due=at(11, 20, "16:00"))
    set_due(city, at(11, 1, "08:30"), IKM)  # a Sunday
    city.tick(at(10, 30))
    assert city.snooze(at(10, 30, "09:00"), ALI, Wish.TOMORROW) == at(11, 1, "07:30")
    set_due(city, at(10, 31, "10:00"), now=at(10, 30, "15:00"))
    assert city.tick(at(11, 1, "07:30")) == ()


def test_one_that_was_missed_comes_the_next_morning(city: SimulatedCity) -> None:
    set_due(city, at(11, 20, "16:00"), now=at(10, 29, "08:01"))
    assert city.snooze(at(10, 29, "14:00"), ALI, Wish.TWO_HOURS) == at(10, 29, "16:00")
    assert city.tick(at(10, 30, "07:59:59")) == ()
    assert [one.why for one in city.tick(at(10, 30, "08:00"))] == [Why.SNOOZE]


def test_one_for_a_day_that_has_become_a_holiday_waits() -> None:
    city = city_of(due=at(11, 20, "16:00"))
    city.tick(at(11, 6))
    assert city.snooze(at(11, 6, "08:05"), ALI, Wish.TOMORROW) == at(11, 9)
    city.workdays = replace(city.workdays, off={date(YEAR, 11, 9): "Libur"})
    assert city.tick(at(11, 9)) == ()
    assert [one.why for one in city.tick(at(11, 10))] == [Why.SNOOZE]


def test_on_a_deadlines_holiday_it_comes() -> None:
    city = city_of(due=at(10, 31, "16:00"))
    city.tick(at(10, 31))
    assert city.snooze(at(10, 31, "08:05"), ALI, Wish.TWO_HOURS) == at(10, 31, "10:05")
    assert [one.why for one in city.tick(at(10, 31, "10:05"))] == [Why.SNOOZE]


@pytest.mark.parametrize(
    ("clock", "is_told"),
    [
        ("06:59:59", False),
        ("07:00", True),
        ("07:59:59", True),
        ("16:59:59", True),
        ("17:00", False),
    ],
)
def test_a_snooze_is_told_from_seven_on(clock: str, is_told: bool) -> None:
    city = city_of()
    city.tick(at(10, 22, "10:00"))
    line = city.ledger[-1]
    city.ledger[-1] = replace(line, again_at=at(10, 22, "06:30"), at=at(10, 21), day=date(YEAR, 10, 21))
    assert [one.why for one in city.tick(at(10, 22, clock))] == ([Why.SNOOZE] if is_told else [])
