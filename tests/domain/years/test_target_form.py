"""The targets of an indicator: the year's alone as ever, those of its quarters at once or one by one."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Place
from domain.indicators.indicator import BASIS
from domain.keys import Answers
from domain.years.target_form import (
    ABOVE,
    AGAIN,
    IS_SO,
    LOWER,
    PERCENT,
    QUARTERS_TOO,
    REMOVED,
    TARGET_FORM,
    had,
    of_quarters,
    of_year,
    present,
    typed_quarters,
)
from tests.domain.forms.answering import answered, choices
from tests.domain.language.refusals import refusal

SET = Place(present(Decimal(75), {2: Decimal(40)}))
FOUR = {"tw1": "20", "tw2": "40", "tw3": "60", "tw4": "75"}


def complete(place: Place, *said: str) -> Answers:
    return TARGET_FORM.complete(answered(TARGET_FORM, place, *said).answers)


def asked_next(place: Place, *said: str) -> str:
    now = TARGET_FORM.current(answered(TARGET_FORM, place, *said))
    return now.key if now is not None else ""


@pytest.mark.parametrize("place", [Place(), SET])
def test_the_years_alone_is_one_answer_as_before(place: Place) -> None:
    assert complete(place, "80", SKIPPED) == {PERCENT: "80", BASIS: SKIPPED}


@pytest.mark.parametrize(
    "typed",
    [
        "20 40 60 75",
        "20% 40 % 60% 75%",
        "20, 40, 60, 75",
        "20,40,60,75",
        "20; 40; 60; 75",
        "20 / 40 / 60 / 75",
        "tw1 20 tw2 40 tw3 60 tw4 75",
        "TW I: 20, TW II: 40, TW III: 60, TW IV: 75",
        "triwulan 1 = 20 triwulan 2 = 40 triwulan 3 = 60 triwulan 4 = 75",
        "tw4 75 tw3 60 tw2 40 tw1 20",
    ],
)
def test_four_at_once(typed: str) -> None:
    assert complete(SET, typed, "RPJMD") == {**FOUR, BASIS: "RPJMD"}


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("tw2 45", {"tw2": "45"}),
        ("tw1 0 tw3 72,5", {"tw1": "0", "tw3": "72.5"}),
        ("tw2 hapus", {"tw2": REMOVED}),
        ("tw2 50 tahun 80", {"tw2": "50", PERCENT: "80"}),
    ],
)
def test_some_of_them_leave_the_others_and_the_year_as_they_are(typed: str, given: Answers) -> None:
    assert complete(SET, typed, SKIPPED) == {**given, BASIS: SKIPPED}


def test_where_the_year_has_none_it_is_asked_for_as_well() -> None:
    assert asked_next(Place(), "20 40 60 75") == PERCENT
    assert choices(TARGET_FORM, answered(TARGET_FORM, Place(), "20 40 60 75")) == ("75",)
    assert complete(Place(), "20 40 60 75", "75", SKIPPED) == {PERCENT: "75", **FOUR, BASIS: SKIPPED}
    assert choices(TARGET_FORM, answered(TARGET_FORM, Place(), "tw1 20")) == ()
    assert choices(TARGET_FORM, answered(TARGET_FORM, Place(), "tw4 hapus")) == ()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("20 40", Problem.NOT_A_NUMBER),
        ("20 40 60", Problem.NOT_A_NUMBER),
        ("20 40 60 75 80", Problem.NOT_A_NUMBER),
        ("tw5 20", Problem.NOT_A_NUMBER),
        ("tw1 20 tw1 30", Problem.NOT_A_NUMBER),
        ("tw1 20 40", Problem.NOT_A_NUMBER),
        ("tahun hapus", Problem.NOT_A_NUMBER),
        ("tw1 101", Problem.OUT_OF_RANGE),
        ("20 40 60 175", Problem.OUT_OF_RANGE),
        ("tw1 -1", Problem.OUT_OF_RANGE),
        ("tw1 20,555", Problem.TOO_MANY_DECIMALS),
        (QUARTERS_TOO, Problem.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_meant_is_asked_again(typed: str, problem: Problem) -> None:
    assert refusal(lambda: answered(TARGET_FORM, Place(), typed)).problem is problem


def test_one_by_one() -> None:
    assert choices(TARGET_FORM, SET) == (QUARTERS_TOO,)
    assert asked_next(SET, QUARTERS_TOO) == "tw1"
    assert choices(TARGET_FORM, answered(TARGET_FORM, SET, QUARTERS_TOO)) == ()
    second = answered(TARGET_FORM, SET, QUARTERS_TOO, "20")
    assert choices(TARGET_FORM, second) == (REMOVED,)
    given = complete(second, "Hapus", "60", SKIPPED, SKIPPED)
    assert given == {"tw1": "20", "tw2": REMOVED, "tw3": "60", "tw4": SKIPPED, BASIS: SKIPPED}
    assert typed_quarters(given) == {1: "20", 2: REMOVED, 3: "60"}
    assert [asked.wording(second.answers).hint.split(".")[0] for asked in TARGET_FORM.questions[1:3]] == [
        "Kini memakai target tahun",
        "Kini 40 %",
    ]


def test_rows_and_what_is_known() -> None:
    given = answered(TARGET_FORM, SET, "tw1 20 tw2 hapus").answers
    assert [(one.name, one.value) for one in TARGET_FORM.rows(given)] == [
        ("TW I", "20 %"),
        ("TW II", "dihapus, memakai target tahun"),
    ]
    assert (had(given, 1), had(given, 2)) == (False, True)
    assert (of_year(given), of_quarters(given)) == (Decimal(75), {1: Decimal(20)})
    assert of_year(present(None, {})) is None


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("tw3 39,99", LOWER),
        ("tw3 40", BASIS),
        ("tw1 40", BASIS),
        ("tw1 40,01", LOWER),
        ("tw4 75", BASIS),
        ("tw4 75,01", ABOVE),
        ("80", BASIS),
        ("40", BASIS),
        ("39,99", ABOVE),
        ("0", BASIS),
        ("20 40 60 75", BASIS),
        ("20 40 30 75", LOWER),
    ],
)
def test_what_is_unlikely_is_doubted(typed: str, asked: str) -> None:
    assert asked_next(SET, typed) == asked


def test_a_doubt_names_both_and_lets_it_stand_or_be_typed_anew() -> None:
    doubted = answered(TARGET_FORM, SET, "tw3 30")
    doubt = TARGET_FORM.current(doubted)
    assert doubt is not None
    assert doubt.wording(doubted.answers).hint == "TW III 30 %, padahal TW II 40 %."
    assert complete(doubted, IS_SO, SKIPPED) == {"tw3": "30", LOWER: IS_SO, BASIS: SKIPPED}
    assert asked_next(doubted, AGAIN) == "tw1"
    assert complete(doubted, "tw3 60", SKIPPED) == {"tw3": "60", BASIS: SKIPPED}
    above = answered(TARGET_FORM, SET, "tw4 90")
    doubt = TARGET_FORM.current(above)
    assert doubt is not None
    assert doubt.wording(above.answers).hint == "TW IV 90 %, target tahun 75 %."


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_rising_targets_below_the_years_are_never_doubted(numbers: list[int]) -> None:
    place = Place(present(Decimal(100), {}))
    said = " ".join(map(str, sorted(numbers)))
    assert asked_next(place, said) == BASIS
    assert of_quarters(answered(TARGET_FORM, place, said).answers) == dict(enumerate(sorted(numbers), 1))


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InvalidAnswer):
        answered(TARGET_FORM, SET, text)


def test_targets_are_read_whole_or_not_at_all() -> None:
    assert answered(TARGET_FORM, Place(), f"20 40 60{' ' * 110}75").answers.items() >= FOUR.items()
    assert refusal(lambda: answered(TARGET_FORM, Place(), f"20 40 60{' ' * 111}75"))
