"""Tepat tugas dan fungsi: what may be answered, and what is stored of it."""

import pytest

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Place
from domain.forms.questions import WITHOUT_FILES
from domain.indicators.kelembagaan import KELEMBAGAAN_FORM, fits_its_task, kelembagaan_answers
from domain.indicators.remark import read_note
from tests.domain.forms.answering import answered


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("tepat", True),
        (" TEPAT ", True),
        ("sesuai", True),
        ("Perlu penyesuaian", False),
        ("perlu", False),
        ("tidak tepat", False),
    ],
)
def test_the_result_is_understood_as_people_write_it(typed: str, fits: bool) -> None:
    assert fits_its_task(answered(KELEMBAGAAN_FORM, Place(), typed).answers) is fits


def test_anything_else_is_no_result() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        answered(KELEMBAGAAN_FORM, Place(), "hampir tepat")
    assert refused.value.problem is Problem.NOT_A_CHOICE


@pytest.mark.parametrize(
    ("score", "stored"),
    [
        ("80,5", {"skor": "80.5", "peringkat": "P-4"}),
        ("81", {"skor": "81", "peringkat": "P-5"}),
        ("0", {"skor": "0", "peringkat": "P-1"}),
        (SKIPPED, {}),
    ],
)
def test_a_score_is_stored_with_its_rank(score: str, stored: dict[str, str]) -> None:
    place = answered(KELEMBAGAAN_FORM, Place(), "tepat", score, SKIPPED, WITHOUT_FILES)
    assert KELEMBAGAAN_FORM.current(place) is None
    assert kelembagaan_answers(place.answers) == {"hasil": "tepat", **stored}


@pytest.mark.parametrize("score", ["100,01", "-1", "tinggi", "1,234"])
def test_a_score_that_cannot_be_is_refused(score: str) -> None:
    with pytest.raises(InvalidAnswer):
        answered(KELEMBAGAAN_FORM, Place(), "tepat", score)


def test_a_note_is_one_line_of_at_most_300_characters() -> None:
    assert read_note(" dua \n baris ") == "dua baris"
    assert read_note("a" * 300) == "a" * 300
    for text, problem in (("a" * 301, Problem.TOO_LONG), (" \n", Problem.EMPTY)):
        with pytest.raises(InvalidAnswer) as refused:
            read_note(text)
        assert refused.value.problem is problem


@pytest.mark.parametrize("given", [{}, {"hasil": "entah"}, {"skor": "80"}])
def test_nothing_is_stored_without_a_result(given: dict[str, str]) -> None:
    with pytest.raises(InvalidAnswer):
        kelembagaan_answers(given)
