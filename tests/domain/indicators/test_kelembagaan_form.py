"""Tepat tugas dan fungsi: what may be answered, and what is stored of it."""

import pytest

from domain.errors import InvalidAnswer, Problem
from domain.forms.form import SKIPPED, Place
from domain.forms.questions import WITHOUT_FILES
from domain.indicators.kelembagaan import (
    AS_WRITTEN,
    CONTRADICTION,
    KELEMBAGAAN,
    KELEMBAGAAN_FORM,
    OTHER_RESULT,
    SCORE_AGAIN,
    SCORED_BY,
    contradiction_in_short,
    contradicts,
    fits_its_task,
    kelembagaan_answers,
    scale_in,
)
from domain.indicators.remark import read_note
from domain.indicators.scales import KEMATANGAN, PERINGKAT
from tests.domain.forms.answering import answered, choices


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
    ("result", "score", "stored"),
    [
        ("tepat", "80,5", {"skor": "80.5", "peringkat": "P-4"}),
        ("tepat", "81", {"skor": "81", "peringkat": "P-5"}),
        ("perlu", "0", {"skor": "0", "peringkat": "P-1"}),
        ("tepat", SKIPPED, {}),
    ],
)
def test_a_score_is_stored_with_its_rank(result: str, score: str, stored: dict[str, str]) -> None:
    place = answered(KELEMBAGAAN_FORM, Place(), result, score, SKIPPED, WITHOUT_FILES)
    assert KELEMBAGAAN_FORM.current(place) is None
    assert kelembagaan_answers(place.answers) == {"hasil": result, **stored}


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


MATURE = {"skala": "99/2018"}
"""What the draft of a year begins with that scores by Permendagri 99/2018."""


@pytest.mark.parametrize(
    ("scale", "fitting", "to_adjust"),
    [
        ({}, {"40,99": True, "41": False, "100": False, "0": True}, {"80,99": False, "81": True, "0": False}),
        (MATURE, {"28": True, "29": False, "55": False, "10": True}, {"46": False, "47": True, "10": False}),
    ],
)
def test_a_result_that_its_score_contradicts_is_doubted(
    scale: dict[str, str], fitting: dict[str, bool], to_adjust: dict[str, bool]
) -> None:
    for result, scores in (("tepat", fitting), ("perlu", to_adjust)):
        for score, doubted in scores.items():
            place = answered(KELEMBAGAAN_FORM, Place(scale), result, score)
            asked = KELEMBAGAAN_FORM.current(place)
            assert asked is not None
            assert (asked.key == CONTRADICTION) is doubted, (result, score)
            assert contradicts(place.answers) is doubted
            together = answered(KELEMBAGAAN_FORM, Place(scale), f"{result} {score}")
            assert (KELEMBAGAAN_FORM.current(together) == KELEMBAGAAN_FORM.question(CONTRADICTION)) is doubted


def test_nothing_is_doubted_without_a_score() -> None:
    for result in ("tepat", "perlu"):
        assert not contradicts(answered(KELEMBAGAAN_FORM, Place(), result, SKIPPED).answers)
        assert contradiction_in_short({"hasil": result}) == ""
    assert not contradicts({"skor": "10"})


@pytest.mark.parametrize(
    ("given", "hint", "labels"),
    [
        (
            {"hasil": "tepat", "skor": "30"},
            "Tepat biasanya berarti P-3 atau lebih, sedangkan 30,00 berarti P-2.",
            ["Keduanya benar begitu", "Ubah hasil: perlu penyesuaian", "Ketik ulang skor"],
        ),
        (
            {"hasil": "perlu", "skor": "50", **MATURE},
            (
                "Perlu penyesuaian biasanya berarti di bawah tingkat 5, "
                "sedangkan 50 berarti tingkat 5, sangat tinggi."
            ),
            ["Keduanya benar begitu", "Ubah hasil: tepat", "Ketik ulang skor"],
        ),
    ],
)
def test_the_doubt_names_both_and_three_ways_out(given: dict[str, str], hint: str, labels: list[str]) -> None:
    doubt = KELEMBAGAAN_FORM.question(CONTRADICTION)
    assert doubt.wording(given).hint == hint
    assert [doubt.label(value, given) for value in choices(KELEMBAGAAN_FORM, Place(given))] == labels


@pytest.mark.parametrize(
    ("way", "kept", "asked"),
    [
        (AS_WRITTEN, {"hasil": "tepat", "skor": "30", "beda": "benar"}, "catatan"),
        (OTHER_RESULT, {"hasil": "perlu", "skor": "30"}, "catatan"),
        (SCORE_AGAIN, {"hasil": "tepat"}, "skor"),
        ("75", {"hasil": "tepat", "skor": "75"}, "catatan"),
        ("30", {"hasil": "tepat", "skor": "30", "beda": "benar"}, "catatan"),
        ("perlu penyesuaian", {"hasil": "perlu", "skor": "30"}, "catatan"),
        ("10", {"hasil": "tepat", "skor": "10"}, "beda"),
    ],
)
def test_the_ways_out_of_the_doubt(way: str, kept: dict[str, str], asked: str) -> None:
    place = answered(KELEMBAGAAN_FORM, Place(), "tepat", "30", way)
    assert place.answers == kept
    now = KELEMBAGAAN_FORM.current(place)
    assert now is not None
    assert now.key == asked


def test_what_was_confirmed_is_doubted_anew_once_it_changes() -> None:
    place = answered(KELEMBAGAAN_FORM, Place(), "tepat", "30", AS_WRITTEN)
    changed = answered(KELEMBAGAAN_FORM, KELEMBAGAAN_FORM.edit(place, "skor"), "20")
    assert KELEMBAGAAN_FORM.current(changed) == KELEMBAGAAN_FORM.question(CONTRADICTION)


def test_a_result_says_on_which_scale_it_was_scored() -> None:
    place = answered(KELEMBAGAAN_FORM, Place(MATURE), "tepat", "40", SKIPPED, WITHOUT_FILES)
    stored = kelembagaan_answers({**KELEMBAGAAN_FORM.complete(place.answers), **MATURE})
    assert stored == {"hasil": "tepat", "skor": "40", "peringkat": "tingkat 4", "skala": "99/2018"}
    assert KELEMBAGAAN.outcome(stored) == "tepat · tingkat 4, tinggi (40)"
    assert KELEMBAGAAN_FORM.question("skor").told("40", stored) == "40 · tingkat 4, tinggi"


@pytest.mark.parametrize(
    ("stored", "outcome", "short"),
    [
        ({"hasil": "tepat", "skor": "75", "peringkat": "P-4"}, "tepat · P-4 (75,00)", ""),
        ({"hasil": "tepat", "skor": "40", "peringkat": "P-2"}, "tepat · P-2 (40,00)", "tepat, skornya P-2"),
        ({"hasil": "perlu"}, "perlu penyesuaian", ""),
        ({"hasil": "perlu", "skala": "99/2018"}, "perlu penyesuaian", ""),
        (
            {"hasil": "perlu", "skor": "55", "skala": "99/2018"},
            "perlu penyesuaian · tingkat 5, sangat tinggi (55)",
            "perlu penyesuaian, skornya tingkat 5",
        ),
    ],
)
def test_a_stored_result_reads_on_its_own_scale(stored: dict[str, str], outcome: str, short: str) -> None:
    """Those without a scale are literally what was stored before there were two."""
    assert KELEMBAGAAN.outcome(stored) == outcome
    assert contradiction_in_short(stored) == short
    assert KELEMBAGAAN.rows(stored) == [("Hasil", outcome), *([("Tidak cocok", short)] if short else [])]


@pytest.mark.parametrize(
    ("scale", "ask", "refused"),
    [
        ({}, "Skor evaluasi, 0 sampai 100?", "100,01"),
        (MATURE, "Skor kematangan, bilangan bulat 10 sampai 55?", "37,6"),
    ],
)
def test_the_question_asks_for_what_the_scale_takes(scale: dict[str, str], ask: str, refused: str) -> None:
    place = answered(KELEMBAGAAN_FORM, Place(scale), "tepat")
    assert KELEMBAGAAN_FORM.question("skor").wording(place.answers).ask == ask
    with pytest.raises(InvalidAnswer):
        answered(KELEMBAGAAN_FORM, place, refused)


def test_a_year_chooses_its_scale() -> None:
    assert scale_in({}) is PERINGKAT
    assert scale_in({"kelembagaan.basis": "99/2018"}) is KEMATANGAN
    assert SCORED_BY.said("99/2018") == "skor 10–55 menurut Permendagri 99/2018"
    with pytest.raises(ValueError, match="1/2000"):
        SCORED_BY.read("1/2000")
    for typed, basis, regulation in (
        ("99/2018", "99/2018", "Permendagri 99/2018"),
        ("permenpanrb 20/2018", "20/2018", "PermenPANRB 20/2018"),
    ):
        place = answered(SCORED_BY.form, Place(), typed, "biasa")
        assert place.answers == {"aturan": basis, "dasar": regulation}
