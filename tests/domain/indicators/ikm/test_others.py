"""Surveys that have not the nine unsur of the regulation."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.forms.form import TOGETHER, Place
from domain.indicators.ikm import IKM, IKM_FORM, nilai_of
from domain.keys import Answers
from domain.language.numbers import format_decimal, round_half_up
from tests.domain.forms.answering import answered
from tests.domain.language.refusals import refusal

FOURTEEN = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35 3,20 3,40 3,60 3,10 3,50"


def asked_after(*typed: str, known: Answers | None = None) -> str | None:
    question = IKM_FORM.current(answered(IKM_FORM, Place(known or {}), *typed))
    return question.key if question is not None else None


@pytest.mark.parametrize(
    "typed", [(FOURTEEN,), ("lain", FOURTEEN), ("terbit", FOURTEEN), (FOURTEEN.replace(" ", "\n"),)]
)
def test_fourteen_averages_are_understood_and_asked_back_once(typed: tuple[str, ...]) -> None:
    place = answered(IKM_FORM, Place(), *typed)
    asked = IKM_FORM.current(place)
    assert asked is not None
    assert asked.key == "cek-jumlah"
    assert "14 unsur?" in asked.wording(place.answers).ask
    assert asked.label("ya", place.answers) == "Ya, 14 unsur"
    sure = answered(IKM_FORM, place, "ya")
    assert IKM_FORM.current(sure) == IKM_FORM.question("responden")
    stored = IKM_FORM.complete(answered(IKM_FORM, sure, "", "belum").answers)
    assert (stored["cara"], stored["jumlah"], stored["n14"]) == ("lain", "14", "3.5")
    assert not {"terhitung", "cek-jumlah", TOGETHER} & stored.keys()
    assert nilai_of(stored) == Decimal("86.11")  # 48.22 / 14 × 25
    assert IKM.outcome(stored) == "86,11 · B"


def test_a_count_that_was_a_slip_is_typed_again() -> None:
    place = answered(IKM_FORM, Place(), FOURTEEN, "ulang")
    assert IKM_FORM.current(place) == IKM_FORM.question("jumlah")
    assert "n1" not in place.answers


def test_one_by_one_after_their_number() -> None:
    place = answered(IKM_FORM, Place(), "lain", "3")
    asked = IKM_FORM.current(place)
    assert asked is not None
    assert asked.wording(place.answers).ask == "Rata-rata unsur 1 dari 3?"
    assert IKM_FORM.step(asked, place.answers) == (2, 4)
    done = answered(IKM_FORM, place, "3", "3,5", "4")
    assert IKM_FORM.current(done) == IKM_FORM.question("responden")
    assert nilai_of(done.answers) == Decimal("87.50")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("lain", "4", "3 3,1 3,2 3,3"), ["3", "3.1", "3.2", "3.3"]),
        (("lain", "4", "3", "3,1 3,2 3,3"), ["3", "3.1", "3.2", "3.3"]),
        (("lain", "4", "3,1", "3 3,1 3,2 3,3"), ["3", "3.1", "3.2", "3.3"]),
        (("lain", "4", "4) 3,3 3) 3,2 2) 3,1 1) 3"), ["3", "3.1", "3.2", "3.3"]),
    ],
)
def test_the_rest_may_be_given_at_once(typed: tuple[str, ...], expected: list[str]) -> None:
    answers = answered(IKM_FORM, Place(), *typed).answers
    assert [answers[f"n{number}"] for number in range(1, 5)] == expected
    assert asked_after(*typed) == "responden"


def test_fewer_are_counted_anew_and_what_is_left_over_is_no_answer() -> None:
    place = answered(IKM_FORM, Place(), "lain", "4", "3 3,1 3,2 4")
    fewer = answered(IKM_FORM, IKM_FORM.edit(place, "rerata"), "3")
    left = IKM_FORM.complete(answered(IKM_FORM, Place(fewer.answers), "", "belum").answers)
    assert "n4" not in left
    assert nilai_of(left) == Decimal("77.50")


@pytest.mark.parametrize("typed", [("lain", "9"), ("unsur",)])
def test_nine_are_the_regulations(typed: tuple[str, ...]) -> None:
    assert answered(IKM_FORM, Place(), *typed).answers == {"cara": "unsur"}
    assert asked_after(*typed) == "u1"


def test_nine_averages_typed_where_their_number_is_asked_are_the_nine() -> None:
    place = answered(IKM_FORM, Place(), "lain", "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35")
    assert place.answers["cara"] == "unsur"
    assert asked_after(known=place.answers) == "bacaan"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("lain", "1"), Problem.OUT_OF_RANGE),
        (("lain", "21"), Problem.OUT_OF_RANGE),
        (("lain", "banyak"), Problem.NOT_A_NUMBER),
        (("lain", "3", "4,01"), Problem.OUT_OF_RANGE),
        (("lain", "3", "3 3"), Problem.WRONG_COUNT),
        (("lain", "3", "12-11-2026"), Problem.IS_A_DATE),
        (("lain", "3", "12 November 2026"), Problem.IS_A_DATE),
        ((FOURTEEN.replace("3,93", "4,93"),), Problem.OUT_OF_RANGE),
        ((" ".join(["3,1"] * 21),), Problem.NOT_A_CHOICE),
        (("85,5 3,2",), Problem.NOT_A_CHOICE),
        (("3,1 3,2 tiga",), Problem.NOT_A_CHOICE),
        (("1 2 2026",), Problem.NOT_A_CHOICE),
    ],
)
def test_what_is_no_survey_is_named(typed: tuple[str, ...], problem: Problem) -> None:
    assert refusal(lambda: answered(IKM_FORM, Place(), *typed)).problem is problem


def test_the_wrong_one_of_many_is_named() -> None:
    refused = refusal(lambda: answered(IKM_FORM, Place(), FOURTEEN.replace("3,93", "4,93")))
    assert (refused.details["position"], refused.details["name"]) == ("4", "Unsur 4")


def test_the_summary_shows_many_in_few_rows_with_their_number() -> None:
    answers = answered(IKM_FORM, Place(), FOURTEEN, "ya").answers
    assert [f"{row.name}: {row.value}" for row in IKM_FORM.rows(answers)] == [
        "Unsur 1–5: 3,31 · 3,35 · 3,49 · 3,93 · 3,45",
        "Unsur 6–10: 3,39 · 3,39 · 3,76 · 3,35 · 3,20",
        "Unsur 11–14: 3,40 · 3,60 · 3,10 · 3,50",
        "Terendah: unsur 13",
        "Nilai IKM: 86,11 · mutu B · 14 unsur",
    ]
    same = answered(IKM_FORM, Place(), "lain", "2", "3 3").answers
    assert [row.name for row in IKM_FORM.rows(same)] == ["Unsur 1–2", "Nilai IKM"]
    assert IKM_FORM.rows(answered(IKM_FORM, Place(), "lain", "2", "3").answers) == ()


@given(st.lists(st.decimals(1, 4, places=2), min_size=2, max_size=20).filter(lambda drawn: len(drawn) != 9))
def test_any_survey_is_divided_by_its_number(averages: list[Decimal]) -> None:
    text = " ".join(map(format_decimal, averages))
    answers = answered(IKM_FORM, Place(), "lain", text, "ya").answers
    assert nilai_of(answers) == round_half_up(sum(averages, Decimal(0)) * 25 / len(averages))
