"""What a decree does to an OPD, and what it must not touch."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotPossible, Problem
from domain.units.changes import (
    Validity,
    changes_past,
    closed,
    founded,
    kept_open,
    merged,
    renamed,
    shortened,
    validity,
)
from domain.units.form import CODE, DAY, DECREE, KIND, NAME, NO_SHORT, SHORT
from domain.units.opd import Opd, in_force

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1), decree="Perda 1/2023")
LIBRARY = Opd("DISPERPUSIP", "Dinas Perpustakaan", "dinas", date(2024, 1, 1))
END = {DAY: "2026-12-31", DECREE: "Perda 5/2026"}
ENDED = replace(HEALTH, valid_to=YESTERDAY)


@pytest.mark.parametrize(
    ("opd", "life"),
    [
        (HEALTH, Validity.IN_FORCE),
        (replace(HEALTH, valid_from=TODAY), Validity.IN_FORCE),
        (replace(HEALTH, valid_to=TODAY), Validity.CLOSING),
        (ENDED, Validity.CLOSED),
        (replace(HEALTH, valid_from=TOMORROW), Validity.COMING),
    ],
)
def test_where_a_unit_is_in_its_life(opd: Opd, life: Validity) -> None:
    assert validity(opd, TODAY) is life


def refused(problem: Problem) -> pytest.RaisesExc[NotPossible]:
    return pytest.RaisesExc(NotPossible, check=lambda error: error.problem is problem)


NEW = {CODE: "DLH", NAME: "Dinas Lingkungan Hidup", KIND: "dinas", DAY: "2027-01-01", DECREE: "Perda 5/2026"}


def test_a_unit_is_founded() -> None:
    assert founded(NEW, [HEALTH]) == Opd(
        "DLH", "Dinas Lingkungan Hidup", "dinas", date(2027, 1, 1), None, "Perda 5/2026"
    )


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({**NEW, CODE: "DINKES"}, Problem.OPD_CODE_TAKEN),
        ({**NEW, NAME: "dinas  KESEHATAN"}, Problem.OPD_NAME_TAKEN),
        ({**NEW, CODE: "KESEHATAN"}, Problem.OPD_CODE_TAKEN),
    ],
)
def test_a_code_or_name_that_is_taken_is_refused(answers: dict[str, str], problem: Problem) -> None:
    with refused(problem):
        founded(answers, [replace(HEALTH, short="Kesehatan")])


def test_a_new_name_keeps_the_code_and_the_validity() -> None:
    answers = {NAME: "Dinas Kesehatan dan KB", DAY: "2026-11-01", DECREE: "Perda 5/2026"}
    assert renamed(HEALTH, answers, [HEALTH, LIBRARY], TODAY) == replace(
        HEALTH, name="Dinas Kesehatan dan KB", decree="Perda 5/2026 (1/11/2026)"
    )
    with refused(Problem.OPD_NAME_TAKEN):
        renamed(HEALTH, {**answers, NAME: LIBRARY.name}, [HEALTH, LIBRARY], TODAY)
    with refused(Problem.OPD_HAS_ENDED):
        renamed(ENDED, answers, [ENDED], TODAY)


def test_a_short_name_is_given_changed_and_taken_away() -> None:
    called = shortened(HEALTH, {SHORT: "Dinkes"}, [HEALTH, LIBRARY], TODAY)
    assert called == replace(HEALTH, short="Dinkes")
    assert shortened(called, {SHORT: "Kesehatan"}, [called, LIBRARY], TODAY).short == "Kesehatan"
    assert shortened(called, {SHORT: NO_SHORT}, [called, LIBRARY], TODAY) == HEALTH
    with refused(Problem.OPD_HAS_ENDED):
        shortened(ENDED, {SHORT: "Dinkes"}, [ENDED], TODAY)


def test_a_unit_that_stays_does_not_get_back_a_short_name_that_was_given_on() -> None:
    ending = replace(HEALTH, short="Dinkes", valid_to=date(2026, 12, 31))
    heir = replace(LIBRARY, short="dinkes", valid_from=date(2027, 1, 1))
    with refused(Problem.OPD_SHORT_TAKEN):
        kept_open(ending, {DECREE: "Perda 6/2026"}, [ending, heir], TODAY)


def test_a_unit_is_closed_with_its_last_day() -> None:
    assert closed(HEALTH, END, TODAY) == replace(HEALTH, valid_to=date(2026, 12, 31), decree="Perda 5/2026")
    with refused(Problem.OPD_HAS_ENDED):
        closed(ENDED, END, TODAY)
    with refused(Problem.OPD_ENDS_BEFORE_START):
        closed(replace(HEALTH, valid_from=date(2027, 1, 1)), END, TODAY)


def test_a_unit_is_merged_into_one_that_is_there_the_day_after() -> None:
    assert merged(HEALTH, LIBRARY, END, TODAY).merged_into == LIBRARY.code
    assert merged(HEALTH, replace(LIBRARY, valid_from=date(2027, 1, 1)), END, TODAY).valid_to == date(
        2026, 12, 31
    )
    for other in (HEALTH, replace(LIBRARY, valid_to=date(2026, 12, 31))):
        with refused(Problem.OPD_NO_SUCCESSOR):
            merged(HEALTH, other, END, TODAY)


def test_closing_a_merged_unit_anew_undoes_the_merger_and_keeping_it_open_both() -> None:
    ending = merged(HEALTH, LIBRARY, END, TODAY)
    assert closed(ending, END, TODAY).merged_into == ""
    assert kept_open(ending, {DECREE: "Perda 6/2026"}, [ending], TODAY) == replace(
        HEALTH, decree="Perda 6/2026"
    )
    for opd in (HEALTH, ENDED):
        with refused(Problem.OPD_HAS_ENDED):
            kept_open(opd, {DECREE: "x"}, [opd], TODAY)


DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
QUARTER_ENDS = [date(year, month, day) for year in (2025, 2026) for month, day in ((3, 31), (6, 30), (9, 30))]


@st.composite
def units(draw: st.DrawFn) -> Opd:
    first = draw(DAYS)
    return Opd("X", "X", "dinas", first, draw(st.none() | DAYS.filter(lambda day: day >= first)))


@given(st.none() | units(), units())
def test_a_change_touches_the_past_when_it_changes_the_count_of_a_quarter_that_is_over(
    before: Opd | None, after: Opd
) -> None:
    moved = any(
        (before is not None and in_force(before, day)) != in_force(after, day)
        for day in (*QUARTER_ENDS, date(2025, 12, 31))
    )
    if moved:
        assert changes_past(before, after, TODAY)


def test_a_change_of_this_quarter_or_later_touches_nothing() -> None:
    assert not changes_past(HEALTH, replace(HEALTH, valid_to=date(2026, 9, 30)), TODAY)
    assert not changes_past(HEALTH, replace(HEALTH, name="X"), TODAY)
    assert not changes_past(None, replace(HEALTH, valid_from=date(2026, 10, 1)), TODAY)
    assert changes_past(HEALTH, replace(HEALTH, valid_from=date(2026, 10, 1)), TODAY)
    assert changes_past(HEALTH, replace(HEALTH, valid_to=date(2026, 9, 29)), TODAY)
