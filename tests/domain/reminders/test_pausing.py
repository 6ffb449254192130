"""*Belum terbit*: reminders pause until the month that was said, and never past the deadline's own H-1."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deadlines.workdays import Workdays
from domain.indicators import reported
from domain.rehearsal.entries import foreseen, last_day, rehearse
from domain.reminders.asked import candidates
from domain.reminders.pausing import pauses_until, steps_left
from domain.reminders.planned import Why, is_paused, named_to, next_step_day
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from domain.reports.expected import Month
from domain.years.steps import Steps
from tests.domain.reminders.city import YEAR, SimulatedCity, at, operator
from tests.domain.reminders.october import (
    ALI,
    ANJAB,
    BUDI,
    IKM,
    SAKIP,
    city_of,
    days_told,
    october,
    set_due,
)
from tests.domain.reminders.promises import planned_day

WORKDAYS = Workdays({date(2026, 10, 1): "Libur"})
OF_A = ("A", SAKIP, YEAR)
USUAL = (-14, -7, -3, -1, 0, 1, 7)


def due_on(month: int, day: int, year: int = YEAR) -> datetime:
    return at(month, day, "16:00", year=year)


@pytest.mark.parametrize(
    ("month", "due", "until"),
    [
        # The 30th of October 2026 is a Friday, the 2nd of November a Monday.
        (Month(2026, 9), due_on(10, 30), date(2026, 9, 1)),
        (Month(2026, 10), due_on(10, 30), date(2026, 10, 1)),
        (Month(2026, 11), due_on(10, 30), date(2026, 10, 29)),
        (Month(2027, 3), due_on(10, 30), date(2026, 10, 29)),
        # H-1 is a Sunday: its step comes on the Friday before, and no pause goes beyond that.
        (Month(2026, 11), due_on(11, 2), date(2026, 10, 30)),
        (Month(2026, 12), due_on(11, 2), date(2026, 10, 30)),
        # The month begins on H-1 itself, and on the day of the deadline.
        (Month(2026, 12), due_on(12, 2), date(2026, 12, 1)),
        (Month(2026, 12), due_on(12, 1), date(2026, 11, 30)),
        (Month(2027, 1), due_on(12, 31), date(2026, 12, 30)),
        (Month(2027, 1), due_on(1, 29, 2027), date(2027, 1, 1)),
        (Month(2026, 11), None, date(2026, 11, 1)),
    ],
)
def test_a_pause_ends_with_the_month_or_at_h_minus_one(
    month: Month, due: datetime | None, until: date
) -> None:
    assert pauses_until(month, due, WORKDAYS) == until


@pytest.mark.parametrize(
    ("month", "due", "offsets"),
    [
        # The month is over or has begun: as ever.
        (Month(2026, 9), due_on(10, 30), (*USUAL,)),
        (Month(2026, 10), due_on(10, 30), (*USUAL,)),
        # Of a deadline at the beginning of its month H-14 to H-3 lie before it; the 1st of December is H-2.
        (Month(2026, 12), due_on(12, 3), (-2, -1, 0, 1, 7)),
        # H-3 is the 1st of December: no day of its own is needed.
        (Month(2026, 12), due_on(12, 4), (-3, -1, 0, 1, 7)),
        # The first working day is H-1 itself.
        (Month(2026, 12), due_on(12, 2), (-1, 0, 1, 7)),
        # The month begins on the deadline's day, of which H-1 was the day before.
        (Month(2026, 12), due_on(12, 1), (-1, 0, 1, 7)),
        # The month after the deadline: its steps come as ever; H+7 lies in it.
        (Month(2026, 11), due_on(10, 30), (-1, 0, 1, 7)),
        # Long after it: its own first working day, Tuesday the 1st of December, is 32 days later.
        (Month(2026, 12), due_on(10, 30), (-1, 0, 1, 7, 32)),
        # Over New Year: the 1st of January is a Friday here.
        (Month(2027, 1), due_on(12, 18), (-1, 0, 1, 7, 14)),
    ],
)
def test_which_steps_are_left(month: Month, due: datetime, offsets: tuple[int, ...]) -> None:
    assert steps_left(month, due, Steps(), WORKDAYS).offsets == offsets


@pytest.mark.parametrize(
    ("steps", "offsets"),
    [
        (Steps(before=(14, 0), after=()), (-14, 0)),
        (Steps(before=(60,), after=(3,)), (-27, 3)),
        (Steps(before=(30, 0), after=()), (-27, 0)),
        (Steps(before=(), after=()), (-27,)),
        # H-1 in December is 28, and a step on it is none between the beginning of the month and H-1.
        (Steps(before=(1,), after=()), (-27, -1)),
    ],
)
def test_a_year_may_have_other_steps(steps: Steps, offsets: tuple[int, ...]) -> None:
    """The deadline is Tuesday the 29th of December, whose month's first working day is the 2nd: H-27."""
    off = Workdays({date(2026, 12, 1): "Libur"})
    assert steps_left(Month(2026, 12), due_on(12, 29), steps, off).offsets == offsets


@pytest.mark.parametrize(
    ("steps", "offsets"),
    [
        (Steps(before=(14, 7), after=(3,)), (-1, 3, 32)),
        (Steps(before=(14, 7, 0), after=()), (-1, 0, 32)),
        (Steps(before=(14, 1, 0), after=()), (-1, 0, 32)),
        (Steps(before=(0,), after=()), (0, 32)),
        (Steps(before=(), after=()), (32,)),
    ],
)
def test_no_pause_goes_beyond_h_minus_one_whatever_steps_a_year_has(
    steps: Steps, offsets: tuple[int, ...]
) -> None:
    """October's deadline is on Friday the 30th, and December was promised; a year without steps has none."""
    assert steps_left(Month(2026, 12), due_on(10, 30), steps, WORKDAYS).offsets == offsets


def test_without_a_word_everything_is_as_ever() -> None:
    city = city_of()
    assert days_told(city, at(10, 1), at(12, 31)) == told(
        16, -14, 23, -7, 27, -3, 29, -1, 30, 0, 33, 1, 37, 7
    )


def told(*days_and_steps: int) -> list[tuple[date, int]]:
    """Return days of October (33: the 2nd of November), each with the step that was told then."""
    pairs = zip(days_and_steps[::2], days_and_steps[1::2], strict=True)
    return [(october(day)[0], step) for day, step in pairs]


@pytest.mark.parametrize(
    ("month", "days"),
    [
        # It was said on the 10th; the deadline is Friday the 30th.
        ("2026-09", (16, -14, 23, -7, 27, -3, 29, -1, 30, 0, 33, 1, 37, 7)),  # over already
        ("2026-10", (16, -14, 23, -7, 27, -3, 29, -1, 30, 0, 33, 1, 37, 7)),  # this month
        ("2026-11", (29, -1, 30, 0, 33, 1, 37, 7)),
        ("2026-12", (29, -1, 30, 0, 33, 1, 37, 7, 62, 32)),
        ("2027-06", (29, -1, 30, 0, 33, 1, 37, 7)),
        ("", (16, -14, 23, -7, 27, -3, 29, -1, 30, 0, 33, 1, 37, 7)),  # cannot be read
    ],
)
def test_nobody_is_reminded_until_then(month: str, days: tuple[int, ...]) -> None:
    city = city_of()
    assert city.expects(at(10, 10), OF_A, month)
    assert days_told(city, at(10, 1), at(12, 31)) == told(*days)


def test_a_month_in_which_no_step_lies_has_a_day_of_its_own() -> None:
    """The deadline is Tuesday the 3rd of November, whose H-3 was a Saturday and came on the 30th."""
    city = city_of(due=at(11, 4, "16:00"))
    city.expects(at(10, 10), OF_A, "2026-11")
    assert days_told(city, at(10, 1), at(11, 10))[:3] == told(33, -2, 34, -1, 35, 0)


def test_another_month_replaces_the_former() -> None:
    city = city_of()
    city.expects(at(10, 10), OF_A, "2026-12")
    city.expects(at(10, 20), OF_A, "2026-10")
    assert days_told(city, at(10, 11), at(10, 31)) == told(23, -7, 27, -3, 29, -1, 30, 0)


def test_taken_back_its_steps_come_as_ever() -> None:
    city = city_of()
    city.expects(at(10, 10), OF_A, "2026-12")
    assert days_told(city, at(10, 11), at(10, 26)) == []
    city.takes_back(at(10, 26, "10:00"), OF_A)
    # What was passed over meanwhile is not made up for: they have just been here.
    assert days_told(city, at(10, 26, "11:00"), at(10, 31, "11:00")) == told(27, -3, 29, -1, 30, 0)


def test_a_real_report_ends_it_and_its_return_is_asked_for() -> None:
    city = city_of()
    city.expects(at(10, 10), OF_A, "2026-12")
    city.happens(at(10, 12), EventKind.SUBMITTED, OF_A)
    assert days_told(city, at(10, 13), at(10, 20)) == []
    city.happens(at(10, 21), EventKind.RETURNED, OF_A)
    # Nine days of review are the Sub Bagian's: the deadline is Sunday the 8th of November now.
    assert days_told(city, at(10, 22), at(11, 9))[:2] == told(23, -14, 30, -7)


def test_an_extension_lets_the_pause_last_longer() -> None:
    city = city_of()
    city.expects(at(10, 10), OF_A, "2026-12")
    city.set(at(10, 20), "extension.sakip.A", at(11, 20, "16:00").isoformat())
    assert days_told(city, at(10, 21), at(11, 21)) == told(50, -1, 51, 0)


def test_a_deadline_that_moves_near_ends_it() -> None:
    city = city_of()
    city.expects(at(10, 10), OF_A, "2026-11")
    set_due(city, at(10, 23, "16:00"), now=at(10, 20))
    assert days_told(city, at(10, 21), at(10, 24)) == told(22, -1, 23, 0)


def test_without_a_deadline_nobody_is_reminded_in_its_month_either() -> None:
    city = city_of(due=None)
    city.expects(at(10, 10), OF_A, "2026-11")
    assert days_told(city, at(10, 11), at(12, 31)) == []
    (debt,) = (one for one in city.debts(at(10, 11)) if one.key == OF_A)
    assert is_paused(debt, date(2026, 10, 31), WORKDAYS)
    assert not is_paused(debt, date(2026, 11, 1), WORKDAYS)
    assert next_step_day(debt, city.as_known(at(10, 11)), date(2026, 10, 11)) is None


def test_of_two_opd_only_the_other_is_named() -> None:
    city = city_of(operator(1, "A", "B"))
    city.expects(at(10, 10), OF_A, "2026-12")
    (first,) = city.tick(at(10, 16))
    assert {item.key for item in first.items if item.indicator is SAKIP} == {("B", SAKIP, YEAR)}
    # What has no deadline is named beside it, as ever.
    assert {item.indicator for item in first.items if item.opd == "A"} == {IKM, ANJAB}
    (last,) = city.tick(at(10, 29))
    assert {item.opd for item in last.items if item.indicator is SAKIP} == {"A", "B"}


def test_whoever_owes_nothing_else_is_left_alone() -> None:
    city = city_of(ALI, BUDI)
    for indicator in (IKM, ANJAB):
        city.happens(at(10, 1), EventKind.SUBMITTED, ("A", indicator, YEAR))
    city.expects(at(10, 10), OF_A, "2026-12")
    assert [one.person for one in city.tick(at(10, 16))] == [BUDI.id]


def reporting_only_sakip() -> SimulatedCity:
    city = city_of()
    for indicator in (IKM, ANJAB):
        city.happens(at(10, 1), EventKind.SUBMITTED, ("A", indicator, YEAR))
    return city


def test_a_wish_to_be_reminded_again_ends_when_it_is_said() -> None:
    city = reporting_only_sakip()
    assert city.tick(at(10, 16))
    assert city.snooze(at(10, 16, "09:00"), ALI, Wish.TOMORROW) is not None
    city.expects(at(10, 16, "09:05"), OF_A, "2026-11")
    assert days_told(city, at(10, 17), at(10, 29)) == told(29, -1)
    assert city.ledger[-1].why is Why.STEP


def test_a_wish_holds_where_something_else_was_named() -> None:
    city = city_of()
    set_due(city, at(10, 30, "16:00"), IKM)
    assert city.tick(at(10, 16))
    city.snooze(at(10, 16, "09:00"), ALI, Wish.TOMORROW)
    city.expects(at(10, 16, "09:05"), OF_A, "2026-12")
    (again,) = city.tick(at(10, 19))
    assert again.why is Why.SNOOZE
    assert {item.indicator for item in again.items} == {IKM, ANJAB}


def test_a_verifikator_may_have_it_reminded_nevertheless() -> None:
    city = reporting_only_sakip()
    city.expects(at(10, 10), OF_A, "2026-12")
    now = at(10, 19, "10:00")
    (one,) = candidates(now, city.as_known(now), "A")
    assert one.spared is None
    (reminder,) = city.ask(now, "A")
    assert [item.key for item in reminder.items] == [OF_A]
    assert named_to(ALI, city.as_known(now), now, ()) == ()
    assert [one.key for one in named_to(ALI, city.as_known(now), now, reminder.items)] == [OF_A]
    assert days_told(city, at(10, 20), at(10, 29)) == told(29, -1)


def test_over_new_year_the_month_of_its_own_is_in_the_next() -> None:
    city = city_of(due=at(12, 31, "16:00"))
    city.expects(at(12, 1), OF_A, "2027-02")
    found = days_told(city, at(12, 2), at(2, 5, year=2027))
    # The 1st of February is a Monday, and 32 days after the deadline.
    assert found == [
        (date(2026, 12, 30), -1),
        (date(2026, 12, 31), 0),
        (date(2027, 1, 1), 1),
        (date(2027, 1, 7), 7),
        (date(2027, 2, 1), 32),
    ]


@pytest.mark.parametrize(
    ("month", "today", "day"),
    [
        ("2026-12", date(2026, 10, 12), date(2026, 10, 29)),
        ("2026-10", date(2026, 10, 12), date(2026, 10, 16)),
        ("2026-12", date(2026, 10, 29), date(2026, 10, 30)),
        ("2026-12", date(2026, 11, 6), date(2026, 12, 1)),
        ("2026-11", date(2026, 11, 6), None),
    ],
)
def test_when_it_is_asked_for_next(month: str, today: date, day: date | None) -> None:
    city = city_of()
    city.expects(at(10, 10), OF_A, month)
    (debt,) = (one for one in city.debts(at(10, 11)) if one.key == OF_A)
    assert next_step_day(debt, city.as_known(at(10, 11)), today) == day


@pytest.mark.parametrize("month", ["2026-09", "2026-11", "2026-12", "2027-06"])
def test_what_is_rehearsed_is_what_then_happens(month: str) -> None:
    city = city_of(operator(1, "A", "B"))
    city.expects(at(10, 10), OF_A, month)
    now = at(10, 11)
    known = city.as_known(now)
    until = last_day(known.debts, known)
    assert until is not None
    rehearsed = rehearse(now, known, until)
    happened = [one for number in range(80) for one in city.tick(now + timedelta(days=number))]
    assert [one for moment in rehearsed for one in moment.reminders] == happened
    by_month = [news.of_month for one in foreseen(known, rehearsed) for news in one.news]
    assert by_month.count(True) == (month == "2026-12")


def test_anjab_never_has_one() -> None:
    assert {one.key for one in reported() if one.not_out is not None} == {SAKIP, IKM}


@settings(max_examples=40)
@given(st.integers(40, 330), st.integers(1, 60), st.integers(-1, 14))
def test_of_any_deadline_the_pause_ends_in_time_and_nothing_after_it_is_lost(
    due_in: int, said_before: int, ahead: int
) -> None:
    """Quiet before the month and H-1, everything of the deadline from then on: by arithmetic of its own."""
    due = at(1, 1, "16:00") + timedelta(days=due_in)
    said = at(1, 1, "18:00") + timedelta(days=due_in - said_before)
    count = said.year * 12 + said.month - 1 + ahead
    first = date(count // 12, count % 12 + 1, 1)
    city = city_of(due=due)
    city.expects(said, OF_A, f"{first:%Y-%m}")
    found = days_told(
        city, said.replace(hour=8) + timedelta(days=1), due.replace(hour=8) + timedelta(days=12)
    )
    last = planned_day(due, -1, city.workdays)
    assert all(day >= min(first, last) for day, _ in found)
    usual = [(planned_day(due, offset, city.workdays), offset) for offset in USUAL]
    awake = [(day, offset) for day, offset in usual if day > said.date() and day >= min(first, last)]
    newest = dict(awake)
    days = dict(found)
    assert newest.items() <= days.items()
    of_its_own = days.keys() - newest.keys()
    assert len(of_its_own) <= 1
    assert all(day.month == first.month and day.day <= 5 for day in of_its_own)
