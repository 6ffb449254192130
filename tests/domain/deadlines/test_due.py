from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines.due import Clocks, clocks, extended_by_review, has_passed, reached, step_day
from domain.deadlines.workdays import Workdays
from domain.errors import InvalidAnswer, Problem
from domain.reports.events import EventKind, ReportEvent
from domain.years.steps import Steps, parse_days
from tests.domain.history import day as eight
from tests.domain.history import evaluated, event, returned, submitted, undone, verified, withdrawn
from tests.domain.reminders.city import at

# October 2026: the 19th and the 26th are Mondays.
LEBARAN = Workdays({date(2026, 10, day): "Lebaran" for day in range(14, 24)})
NONE, STEPS = Workdays(), Steps()


@pytest.mark.parametrize(
    ("due", "now", "passed"),
    [
        (None, eight(9), False),
        (eight(9), eight(9) - timedelta(microseconds=1), False),
        (eight(9), eight(9), True),
    ],
)
def test_a_deadline_has_passed_from_its_own_instant_on(
    due: datetime | None, now: datetime, *, passed: bool
) -> None:
    assert has_passed(due, now) is passed


@pytest.mark.parametrize(
    ("typed", "before"),
    [
        ("14, 7, 3, 1, 0", (14, 7, 3, 1, 0)),
        ("0 1 3", (3, 1, 0)),
        ("H-14; H-7;h-1", (14, 7, 1)),
        ("7,7,07", (7,)),
        ("00014", (14,)),
        ("0", (0,)),
        ("60", (60,)),
        ("10 9 8 7 6 5 4 3 2 1", (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
    ],
)
def test_days_before_the_deadline_are_read_in_the_order_of_the_calendar(
    typed: str, before: tuple[int, ...]
) -> None:
    assert parse_days(typed, overdue=False) == before


@pytest.mark.parametrize(("typed", "after"), [("7, 1", (1, 7)), ("H+1 H+7", (1, 7)), ("60", (60,))])
def test_days_after_the_deadline_too(typed: str, after: tuple[int, ...]) -> None:
    assert parse_days(typed, overdue=True) == after


@pytest.mark.parametrize(
    ("typed", "overdue", "problem", "details"),
    [
        ("", False, Problem.EMPTY, {}),
        (" , ;", False, Problem.EMPTY, {}),
        ("tujuh", False, Problem.NOT_A_WHOLE_NUMBER, {}),
        ("7.5", False, Problem.NOT_A_WHOLE_NUMBER, {}),
        ("-7", False, Problem.NOT_A_WHOLE_NUMBER, {}),
        ("٧", False, Problem.NOT_A_WHOLE_NUMBER, {}),
        ("61", False, Problem.OUT_OF_RANGE, {"minimum": "0", "maximum": "60"}),
        ("14 99999", False, Problem.OUT_OF_RANGE, {"minimum": "0", "maximum": "60"}),
        ("0, 1", True, Problem.OUT_OF_RANGE, {"minimum": "1", "maximum": "60"}),
        ("0 1 2 3 4 5 6 7 8 9 10", False, Problem.TOO_LONG, {"limit": "10"}),
    ],
)
def test_what_are_no_days_is_refused(
    typed: str, overdue: bool, problem: Problem, details: dict[str, str]
) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        parse_days(typed, overdue=overdue)
    assert (caught.value.problem, dict(caught.value.details)) == (problem, details)


def test_the_steps_stand_in_the_order_of_the_calendar() -> None:
    assert STEPS.offsets == (-14, -7, -3, -1, 0, 1, 7)


@pytest.mark.parametrize(
    ("due", "offset", "workdays", "day"),
    [
        (at(10, 30, "16:00"), -14, NONE, date(2026, 10, 16)),
        (at(10, 30, "16:00"), -7, LEBARAN, date(2026, 10, 13)),  # the 23rd is off, and so are ten days
        (at(10, 30, "16:00"), -1, NONE, date(2026, 10, 29)),
        (at(10, 30, "16:00"), 1, NONE, date(2026, 11, 2)),  # a Saturday goes to Monday
        (at(10, 30, "16:00"), 7, NONE, date(2026, 11, 6)),
        # A Saturday's deadline: its own day stays, the day before is a working day, the day after is none.
        (at(10, 31, "12:00"), 0, NONE, date(2026, 10, 31)),
        (at(10, 31, "12:00"), -1, NONE, date(2026, 10, 30)),
        (at(10, 31, "12:00"), 1, NONE, date(2026, 11, 2)),
        # The Monday after long holidays: H-1 and H-3 come before them, on the same day.
        (at(10, 26, "16:00"), -1, LEBARAN, date(2026, 10, 13)),
        (at(10, 26, "16:00"), -3, LEBARAN, date(2026, 10, 13)),
        (at(10, 26, "16:00"), 0, LEBARAN, date(2026, 10, 26)),
        # A deadline amid them: it stays, whoever is late hears of it after them.
        (at(10, 20, "16:00"), 0, LEBARAN, date(2026, 10, 20)),
        (at(10, 20, "16:00"), 1, LEBARAN, date(2026, 10, 26)),
        # Midnight in WIB decides what day it is.
        (datetime.fromisoformat("2026-10-29T17:00:00+00:00"), 0, NONE, date(2026, 10, 30)),
        (datetime.fromisoformat("2026-10-29T16:59:59+00:00"), 0, NONE, date(2026, 10, 29)),
    ],
)
def test_the_day_of_a_step(due: datetime, offset: int, workdays: Workdays, day: date) -> None:
    assert step_day(due, offset, workdays) == day


@pytest.mark.parametrize(
    ("now", "due", "workdays", "step"),
    [
        (at(10, 15, "23:59:59"), at(10, 30, "16:00"), NONE, None),
        (at(10, 16, "00:00"), at(10, 30, "16:00"), NONE, -14),
        (at(10, 22, "23:59"), at(10, 30, "16:00"), NONE, -14),
        (at(10, 23, "00:00"), at(10, 30, "16:00"), NONE, -7),
        (at(10, 30, "15:59:59"), at(10, 30, "16:00"), NONE, 0),
        (at(10, 30, "16:00"), at(10, 30, "16:00"), NONE, None),  # late, and nothing to say about it yet
        (at(11, 1, "23:59"), at(10, 30, "16:00"), NONE, None),
        (at(11, 2, "00:00"), at(10, 30, "16:00"), NONE, 1),
        (at(11, 6, "00:00"), at(10, 30, "16:00"), NONE, 7),
        (at(12, 31), at(10, 30, "16:00"), NONE, 7),
        # A deadline before the hour of reminders is never told on its own day.
        (at(10, 30, "06:59"), at(10, 30, "07:00"), NONE, 0),
        (at(10, 30, "08:00"), at(10, 30, "07:00"), NONE, None),
        # Several steps on one day before the holidays: the newest counts.
        (at(10, 12), at(10, 26, "16:00"), LEBARAN, -14),
        (at(10, 13), at(10, 26, "16:00"), LEBARAN, -1),
        (at(10, 25), at(10, 26, "16:00"), LEBARAN, -1),
        (at(10, 26), at(10, 26, "16:00"), LEBARAN, 0),
    ],
)
def test_the_step_that_is_reached(now: datetime, due: datetime, workdays: Workdays, step: int | None) -> None:
    assert reached(due, STEPS, workdays, now) == step


def test_a_year_without_the_own_day_has_no_step_on_it() -> None:
    assert reached(at(10, 30, "16:00"), Steps(before=(3,), after=(2,)), NONE, at(10, 30)) == -3


@pytest.mark.parametrize(
    ("events", "opd", "sub_bagian"),
    [
        ([], 10, 0),
        ([submitted(4)], 4, 6),
        ([submitted(2), returned(5, 2)], 7, 3),
        ([submitted(2), returned(5, 2), submitted(6)], 3, 7),
        ([submitted(2), withdrawn(5, 2)], 7, 3),
        ([submitted(2), verified(5, 2)], 2, 3),  # from then on it lies with nobody
        ([submitted(2), verified(5, 2), submitted(6), returned(8, 6)], 4, 5),  # a correction
        ([evaluated(2)], 2, 0),
        # A return that was undone has never given it back to the OPD.
        ([submitted(2), returned(5, 2), undone(6, 5)], 2, 8),
        ([submitted(2), verified(5, 2), undone(6, 5)], 2, 8),
        ([submitted(12)], 10, 0),  # still to come
        ([returned(8, 5), submitted(5)], 7, 3),  # in whatever order they are read
    ],
)
def test_a_report_lies_on_one_side_at_a_time(events: list[ReportEvent], opd: int, sub_bagian: int) -> None:
    lain = clocks(events, eight(0), eight(10))
    assert (lain.opd.days, lain.sub_bagian.days) == (opd, sub_bagian)


def test_only_what_lies_after_the_beginning_counts() -> None:
    events = [submitted(2), returned(6, 2)]
    assert clocks(events, eight(4), eight(9)) == Clocks(timedelta(days=3), timedelta(days=2))
    assert clocks(events, eight(9), eight(9)) == Clocks(timedelta(), timedelta())
    assert clocks(events, eight(10), eight(9)) == Clocks(timedelta(), timedelta())


@pytest.mark.parametrize(
    ("events", "days"),
    [
        ([], 0),
        ([submitted(4)], 0),  # it waits
        ([submitted(4), withdrawn(9, 4)], 0),  # the OPD's own doing
        ([submitted(4), returned(11, 4)], 7),
        ([submitted(4), returned(11, 4), undone(12, 11)], 0),
        ([submitted(4), returned(11, 4), submitted(12), returned(14, 12)], 9),
        ([submitted(4), withdrawn(5, 4), submitted(6), returned(8, 6)], 2),
        ([submitted(4), verified(6, 4)], 0),
    ],
)
def test_a_deadline_stands_still_while_a_report_is_reviewed(events: list[ReportEvent], days: int) -> None:
    assert extended_by_review(at(3, 8, "16:00"), events) == at(3, 8, "16:00") + timedelta(days=days)


@pytest.mark.parametrize(("hours", "days"), [(1, 1), (24, 1), (25, 2), (24 * 7, 7), (24 * 7 + 1, 8)])
def test_days_of_review_are_rounded_up_in_favour_of_the_opd(hours: int, days: int) -> None:
    back = event(5, EventKind.RETURNED, 4, at=eight(4) + timedelta(hours=hours))
    assert extended_by_review(at(3, 8, "16:00"), [submitted(4), back]) == at(3, 8 + days, "16:00")


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_who_sent_in_time_has_after_a_return_what_was_left_then(sent: int, review: int, left: int) -> None:
    due = eight(sent) + timedelta(days=left)
    events = [submitted(sent), returned(sent + review, sent)]
    assert extended_by_review(due, events) - events[1].at == timedelta(days=left)
