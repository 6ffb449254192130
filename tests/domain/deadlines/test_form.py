"""What may be answered about deadlines, extensions, steps and days off."""

from datetime import date, datetime

import pytest

from domain.deadlines.form import (
    DATE,
    DAY_OFF_FORM,
    DAYS,
    EXTENSION_FORM,
    FIRST_DEADLINE_FORM,
    MOVED_DEADLINE_FORM,
    NAME,
    OFF,
    OFFERED,
    PRESENT,
    REASON,
    REVOCATION_FORM,
    STEPS_AFTER_FORM,
    STEPS_BEFORE_FORM,
    TIME,
    YEAR,
    due_in,
    offered_days,
    present_in,
)
from domain.deadlines.workdays import Workdays
from domain.errors import Problem
from domain.forms.form import SKIPPED, Form, Place
from domain.language.dates import WIB
from tests.domain.forms.answering import answered, choices
from tests.domain.language.refusals import refusal, refusals

BEGUN = Place({YEAR: "2026", PRESENT: "", OFFERED: ""})
MOVING = Place({YEAR: "2026", PRESENT: "2026-12-02T16:00:00+07:00", OFFERED: "2026-12-09,2026-12-16"})


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2 Desember 2026", "2026-12-02"),
        ("2 des", "2026-12-02"),
        ("2/12", "2026-12-02"),
        ("2026-12-02", "2026-12-02"),
        ("hari ini", "2026-11-23"),
        ("besok", "2026-11-24"),
        ("31 Desember", "2026-12-31"),
    ],
)
def test_a_day_may_be_typed_without_its_year(typed: str, day: str) -> None:
    assert answered(FIRST_DEADLINE_FORM, BEGUN, typed).answers[DATE] == day


@pytest.mark.parametrize(
    ("problem", "typed"),
    [
        (Problem.DAY_HAS_PASSED, ["22 November 2026", "kemarin", "2 Desember 2025"]),
        (Problem.NOT_IN_YEAR, ["1 Januari 2027"]),
        (Problem.NO_SUCH_DAY, ["31 November"]),
        (Problem.NOT_A_DATE, ["segera"]),
        (Problem.EMPTY, [" "]),
    ],
)
def test_a_deadline_lies_ahead_and_within_its_year(problem: Problem, typed: list[str]) -> None:
    assert refusals(typed, lambda one: answered(FIRST_DEADLINE_FORM, BEGUN, one)) == {problem}


def test_a_day_before_the_year_is_none_of_it() -> None:
    coming = Place({YEAR: "2027", PRESENT: ""})
    refused = refusal(lambda: answered(FIRST_DEADLINE_FORM, coming, "31 Desember 2026"))
    assert (refused.problem, refused.details) == (Problem.NOT_IN_YEAR, {"year": "2027"})
    assert answered(FIRST_DEADLINE_FORM, coming, "4 Jan").answers[DATE] == "2027-01-04"


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("15.30", "15.30"),
        ("15:30", "15.30"),
        ("pukul 15.30 WIB", "15.30"),
        ("Jam 9", "09.00"),
        ("16", "16.00"),
        ("09.00", "09.00"),
        ("23.59", "23.59"),
    ],
)
def test_a_time_is_typed_in_many_ways(typed: str, clock: str) -> None:
    place = answered(FIRST_DEADLINE_FORM, BEGUN, "2 Des", typed)
    assert place.answers[TIME] == clock
    assert due_in(place.answers) == datetime(2026, 12, 2, int(clock[:2]), int(clock[3:]), tzinfo=WIB)


@pytest.mark.parametrize("typed", ["sore", "24.00", "15.60", "08.00", "08.59", "00.00", "3 sore", "15.3"])
def test_a_time_in_the_night_or_that_is_none_is_refused(typed: str) -> None:
    refused = refusal(lambda: answered(FIRST_DEADLINE_FORM, BEGUN, "2 Des", typed))
    assert (refused.problem, refused.details) == (Problem.NOT_A_TIME, {"minimum": "09.00"})


def test_the_first_deadline_needs_no_reason_and_a_moved_one_does() -> None:
    first = answered(FIRST_DEADLINE_FORM, BEGUN, "2 Des", "16.00", SKIPPED)
    assert FIRST_DEADLINE_FORM.complete(first.answers) == {DATE: "2026-12-02", TIME: "16.00", REASON: SKIPPED}
    moving = answered(MOVED_DEADLINE_FORM, MOVING, "9 Des", "16.00")
    assert refusal(lambda: answered(MOVED_DEADLINE_FORM, moving, SKIPPED)).problem is Problem.EMPTY
    assert refusal(lambda: answered(MOVED_DEADLINE_FORM, moving, "x" * 301)).problem is Problem.TOO_LONG
    assert answered(MOVED_DEADLINE_FORM, moving, "LHE mundur").answers[REASON] == "LHE mundur"


def test_moving_a_deadline_to_where_it_is_is_refused() -> None:
    same = answered(MOVED_DEADLINE_FORM, MOVING, "2 Des")
    assert refusal(lambda: answered(MOVED_DEADLINE_FORM, same, "16.00")).problem is Problem.SAME_AS_NOW
    assert answered(MOVED_DEADLINE_FORM, same, "12.00").answers[TIME] == "12.00"


def test_another_day_asks_for_the_time_again() -> None:
    done = answered(MOVED_DEADLINE_FORM, MOVING, "9 Des", "16.00", "LHE mundur")
    changed = answered(MOVED_DEADLINE_FORM, MOVED_DEADLINE_FORM.edit(done, DATE), "2 Des")
    asked = MOVED_DEADLINE_FORM.current(changed)
    assert asked is not None
    assert asked.key == TIME
    assert due_in(changed.answers) is None


def test_the_offered_days_and_the_usual_times_are_buttons() -> None:
    assert choices(MOVED_DEADLINE_FORM, MOVING) == ("2026-12-09", "2026-12-16")
    assert choices(MOVED_DEADLINE_FORM, BEGUN) == ()
    past = Place({YEAR: "2026", OFFERED: "2026-11-22,2026-11-23"})
    assert choices(MOVED_DEADLINE_FORM, past) == ("2026-11-23",)
    same_day = answered(EXTENSION_FORM, MOVING, "2 Des")
    assert choices(EXTENSION_FORM, same_day) == ("23.59",)
    assert choices(MOVED_DEADLINE_FORM, answered(MOVED_DEADLINE_FORM, MOVING, "9 Des")) == (
        "12.00",
        "16.00",
        "23.59",
    )


@pytest.mark.parametrize(
    ("day", "clock", "problem"),
    [
        ("1 Des 2026", "", Problem.NOT_LATER),
        ("2 Des 2026", "15.59", Problem.NOT_LATER),
        ("2 Des 2026", "16.00", Problem.NOT_LATER),
        ("1 April 2027", "", Problem.NOT_IN_YEAR),
    ],
)
def test_an_extension_is_later_than_the_present_deadline(day: str, clock: str, problem: Problem) -> None:
    typed = [text for text in (day, clock) if text]
    assert refusal(lambda: answered(EXTENSION_FORM, MOVING, *typed)).problem is problem


def test_an_extension_may_last_as_long_as_last_years_reports_are_taken() -> None:
    late = answered(EXTENSION_FORM, MOVING, "31 Maret 2027", "16.00", "LHE susulan")
    assert due_in(late.answers) == datetime(2027, 3, 31, 16, tzinfo=WIB)
    assert present_in(late.answers) == datetime(2026, 12, 2, 16, tzinfo=WIB)
    by_minutes = answered(EXTENSION_FORM, MOVING, "2 Des", "16.01")
    assert by_minutes.answers[TIME] == "16.01"


def test_where_no_deadline_is_an_extension_has_nothing_to_be_later_than() -> None:
    assert present_in({}) is None
    assert answered(EXTENSION_FORM, BEGUN, "24 Nov", "09.00").answers[TIME] == "09.00"


def test_a_revocation_needs_a_reason() -> None:
    assert refusal(lambda: answered(REVOCATION_FORM, BEGUN, "…")).problem is Problem.EMPTY
    assert answered(REVOCATION_FORM, BEGUN, " salah  OPD ").answers[REASON] == "salah OPD"


def test_days_are_offered_on_working_days_up_to_the_last() -> None:
    workdays = Workdays({date(2026, 12, 24): "Cuti bersama", date(2026, 12, 25): "Natal"})
    offered = offered_days(date(2026, 12, 18), (1, 3, 7, 14), date(2026, 12, 31), workdays)
    assert offered == (date(2026, 12, 21), date(2026, 12, 23))


@pytest.mark.parametrize(
    ("form", "typed", "stored"),
    [
        (STEPS_BEFORE_FORM, "H-5, H-2 0", "5,2,0"),
        (STEPS_BEFORE_FORM, "14,7,3,1,0", "14,7,3,1,0"),
        (STEPS_AFTER_FORM, "7; 1", "1,7"),
    ],
)
def test_steps_are_stored_in_the_order_of_the_calendar(form: Form, typed: str, stored: str) -> None:
    place = answered(form, Place(), typed, SKIPPED)
    assert form.complete(place.answers) == {DAYS: stored, REASON: SKIPPED}


@pytest.mark.parametrize(
    ("form", "typed", "problem"),
    [
        (STEPS_AFTER_FORM, "0, 1", Problem.OUT_OF_RANGE),
        (STEPS_BEFORE_FORM, "61", Problem.OUT_OF_RANGE),
        (STEPS_BEFORE_FORM, "tiga", Problem.NOT_A_WHOLE_NUMBER),
    ],
)
def test_what_is_no_list_of_days_is_refused(form: Form, typed: str, problem: Problem) -> None:
    assert refusal(lambda: answered(form, Place(), typed)).problem is problem


def test_the_usual_steps_are_one_tap() -> None:
    assert choices(STEPS_BEFORE_FORM, Place()) == ("14,7,3,1,0",)
    assert choices(STEPS_AFTER_FORM, Place()) == ("1,7",)


def test_a_day_off_is_a_working_day_with_a_name() -> None:
    known = Place({YEAR: "2026", OFF: "2026-12-24,2026-12-25"})

    def problem(*texts: str) -> Problem:
        return refusal(lambda: answered(DAY_OFF_FORM, known, *texts)).problem

    assert problem("25 Des") is Problem.ALREADY_OFF
    assert problem("26 Des") is Problem.ALREADY_OFF  # a Saturday
    assert problem("22 Nov") is Problem.DAY_HAS_PASSED
    assert problem("4 Januari 2027") is Problem.NOT_IN_YEAR
    assert problem("28 Des", "Kerja") is Problem.NOT_A_DAY_OFF
    assert problem("28 Des", "-") is Problem.EMPTY
    done = answered(DAY_OFF_FORM, known, "28 Des", "Cuti khusus", "SE 5/2026")
    assert DAY_OFF_FORM.complete(done.answers) == {
        DATE: "2026-12-28",
        NAME: "Cuti khusus",
        REASON: "SE 5/2026",
    }
