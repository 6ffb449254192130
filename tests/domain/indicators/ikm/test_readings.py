"""Nine unsur, three readings of them, and the one that an office published."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.forms.form import Place
from domain.indicators.ikm import IKM, IKM_FORM, UNSUR_KEYS, Mutu, mutu_of, nilai_of
from domain.indicators.ikm.readings import readings_of
from domain.indicators.ikm.unsur import ikm_of, ikm_weighted
from domain.review.inbox import jump
from tests.domain.forms.answering import answered
from tests.domain.language.refusals import refusal

EXAMPLE = tuple(map(Decimal, ["3.31", "3.35", "3.49", "3.93", "3.45", "3.39", "3.39", "3.76", "3.35"]))
GASPUL = (*[Decimal("3.66")] * 8, Decimal("3.652"))
averages = st.tuples(*[st.decimals(1, 4, places=4)] * 9)


def known(unsur: tuple[Decimal, ...], **more: str) -> dict[str, str]:
    return {"cara": "unsur", **dict(zip(UNSUR_KEYS, map(str, unsur), strict=True)), **more}


def in_words(unsur: tuple[Decimal, ...]) -> list[str]:
    return [f"{reading} {nilai} {mutu_of(nilai)}" for reading, nilai in readings_of(unsur).items()]


def test_the_worked_example_in_all_three_readings() -> None:
    assert in_words(EXAMPLE) == ["sembilan 87.28 B", "bobot3 87.19 B", "bobot 86.41 B"]


def test_the_readings_may_fall_on_different_sides_of_a_boundary() -> None:
    assert in_words((Decimal("3.54"),) * 9) == ["sembilan 88.50 A", "bobot3 88.41 A", "bobot 87.62 B"]


def test_what_gaspul_published_is_one_of_the_readings() -> None:
    assert in_words(GASPUL) == ["sembilan 91.48 A", "bobot3 91.39 A", "bobot 90.56 A"]


def test_a_mean_of_3_17_is_79_25() -> None:
    assert ikm_of((Decimal("3.17"),) * 9) == Decimal("79.25")
    assert mutu_of(Decimal("79.25")) is Mutu.B


def test_a_reading_below_the_scale_is_none_to_be_published() -> None:
    assert list(readings_of((Decimal(1),) * 9)) == ["sembilan"]
    assert list(readings_of((Decimal("1.005"),) * 9)) == ["sembilan", "bobot3"]


@given(averages)
def test_no_two_readings_ever_agree_at_two_decimals(unsur: tuple[Decimal, ...]) -> None:
    readings = list(readings_of(unsur).values())
    assert readings == sorted(set(readings), reverse=True)


@given(averages)
def test_nine_averages_always_give_an_ikm_within_the_scale(unsur: tuple[Decimal, ...]) -> None:
    exact = sum(map(Fraction, unsur), Fraction(0)) * 25 / 9
    assert abs(Fraction(ikm_of(unsur)) - exact) <= Fraction(1, 200)
    assert mutu_of(ikm_of(unsur)) is mutu_of(exact)


def test_another_weight_may_be_given() -> None:
    assert ikm_weighted((Decimal(4),) * 9, Fraction("0.111")) == Decimal("99.90")


@pytest.mark.parametrize(
    ("stored", "nilai"),
    [
        ({}, "87.28"),
        ({"bacaan": "sembilan"}, "87.28"),
        ({"bacaan": "bobot3"}, "87.19"),
        ({"bacaan": "bobot"}, "86.41"),
    ],
)
def test_what_was_stored_means_what_it_meant(stored: dict[str, str], nilai: str) -> None:
    answers = known(EXAMPLE, **stored)
    assert nilai_of(answers) == Decimal(nilai)
    assert IKM.points(answers) == Decimal(nilai)
    assert IKM.outcome(answers) == f"{nilai.replace('.', ',')} · B"


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("1/9", "sembilan"),
        ("0,111", "bobot3"),
        ("0.11", "bobot"),
        ("87,28", "sembilan"),
        ("87.19", "bobot3"),
        ("86,41", "bobot"),
        ("86,4120", "bobot"),
        ("sembilan", "sembilan"),
    ],
)
def test_the_published_value_says_which_reading_it_is(typed: str, reading: str) -> None:
    place = answered(IKM_FORM, Place(known(EXAMPLE)), typed)
    assert place.answers["bacaan"] == reading
    assert IKM_FORM.complete(answered(IKM_FORM, place, "", "belum").answers)["bacaan"] == reading


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("87,29", Problem.NO_SUCH_READING), ("25", Problem.NO_SUCH_READING), ("entah", Problem.NOT_A_CHOICE)],
)
def test_a_value_that_no_reading_gives_is_named(typed: str, problem: Problem) -> None:
    assert refusal(lambda: answered(IKM_FORM, Place(known(EXAMPLE)), typed)).problem is problem


def test_a_reading_that_is_none_of_them_cannot_be_chosen() -> None:
    lowest = Place(known((Decimal(1),) * 9))
    assert refusal(lambda: answered(IKM_FORM, lowest, "0,11")).problem is Problem.NOT_A_CHOICE


def test_whoever_published_another_number_reports_that() -> None:
    place = answered(IKM_FORM, Place(known(EXAMPLE)), "lain", "85,5", "", "belum")
    assert IKM_FORM.complete(place.answers) == {
        "cara": "terbit",
        "nilai": "85.5",
        "responden": "",
        "bukti": "belum",
    }


@pytest.mark.parametrize(
    ("typed", "stored", "outcome", "shown"),
    [
        ("66,34375", "66.34375", "66,34 · C", "66,34 (tertulis 66,34375)"),
        ("66.34375", "66.34375", "66,34 · C", "66,34 (tertulis 66,34375)"),
        ("88,3049", "88.3049", "88,30 · B", "88,30 (tertulis 88,3049)"),
        ("88,305", "88.305", "88,31 · A", "88,31 (tertulis 88,305)"),
        ("76,6049999999", "76.6049999999", "76,60 · C", "76,60 (tertulis 76,6049999999)"),
        ("76,605", "76.605", "76,61 · B", "76,61 (tertulis 76,605)"),
        ("85,500", "85.5", "85,50 · B", "85,50"),
    ],
)
def test_a_value_with_more_decimals_counts_rounded_and_is_shown_as_typed(
    typed: str, stored: str, outcome: str, shown: str
) -> None:
    answers = answered(IKM_FORM, Place({"cara": "terbit"}), typed).answers
    assert (answers["nilai"], IKM.outcome(answers)) == (stored, outcome)
    assert IKM_FORM.question("nilai").told(answers["nilai"], answers) == shown


def test_more_than_ten_decimals_are_too_many() -> None:
    refused = refusal(lambda: answered(IKM_FORM, Place({"cara": "terbit"}), "66,34375000001"))
    assert (refused.problem, refused.details) == (Problem.TOO_MANY_DECIMALS, {"limit": "10"})


def test_an_interval_with_many_decimals_is_converted_with_all_of_them() -> None:
    place = answered(IKM_FORM, Place(), "3,5321961234")
    asked = IKM_FORM.current(place)
    assert asked is not None
    assert asked.wording(place.answers).ask == "3,5321961234 itu nilai interval (1–4)?"
    assert asked.wording(place.answers).hint == "Nilai konversinya 3,5321961234 × 25 = 88,30."
    assert Decimal(answered(IKM_FORM, place, "kali25").answers["nilai"]) == Decimal("88.304903085")


def test_what_is_compared_is_rounded() -> None:
    before, after = (
        IKM.points({"cara": "terbit", "nilai": "70"}),
        IKM.points({"cara": "terbit", "nilai": "85.004"}),
    )
    assert after == Decimal("85.00")
    assert jump(before, after) is None


def test_nothing_is_noted_while_the_index_is_not_known() -> None:
    assert IKM_FORM.question("responden").note({"cara": "terbit"}) == ""
    assert (
        IKM_FORM.question("responden").note({"cara": "terbit", "nilai": "85.5"})
        == "Nilai IKM: 85,50 · mutu B"
    )
