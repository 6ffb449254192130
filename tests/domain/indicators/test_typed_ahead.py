"""Answers typed where buttons, or other answers, are asked: read as what they plainly are."""

import pytest

from domain.deadlines.form import EXTENSION_FORM, FIRST_DEADLINE_FORM, STEPS_BEFORE_FORM
from domain.errors import Problem
from domain.forms.form import TOGETHER, Form, Place
from domain.indicators.anjab import ANJAB_FORM
from domain.indicators.ikm import IKM_FORM, UNSUR_KEYS
from domain.indicators.kelembagaan import KELEMBAGAAN_FORM
from domain.indicators.sakip import FOLLOWS, SAKIP_FORM
from domain.keys import Answers
from domain.years.target_form import TARGET_FORM
from tests.domain.forms.answering import answered
from tests.domain.language.refusals import refusal, refusals

NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"
AVERAGES = {key: typed.replace(",", ".") for key, typed in zip(UNSUR_KEYS, NINE.split(), strict=True)}
BY_UNSUR = {"cara": "unsur", **AVERAGES}
DEADLINE = {"tahun": "2026", "kini": "", "tawaran": ""}


def said(form: Form, *typed: str, known: Answers | None = None) -> dict[str, str]:
    """Return the answers after these texts, without what is only kept until the next question."""
    place = answered(form, Place(known or {}), *typed)
    return {key: value for key, value in place.answers.items() if key not in (TOGETHER, FOLLOWS)}


def asked_after(form: Form, *typed: str, known: Answers | None = None) -> str | None:
    question = form.current(answered(form, Place(known or {}), *typed))
    return question.key if question else None


@pytest.mark.parametrize(
    ("typed", "predikat", "nilai"),
    [
        ("75,5", "BB", "75.5"),
        ("75.50 %", "BB", "75.5"),
        ("nilai 60", "CC", "60"),
        ("skor: 60,01", "B", "60.01"),
        ("BB 75,5", "BB", "75.5"),
        ("BB · 75,50", "BB", "75.5"),  # as the bot itself writes it
        ("bb (75,50)", "BB", "75.5"),
        ("75,5 (BB)", "BB", "75.5"),
        ("predikat BB, nilai 75,5", "BB", "75.5"),
        ("BB = 75,5.", "BB", "75.5"),
        ("Sangat Baik 75,5", "BB", "75.5"),
        ("ＢＢ\u200b 75,5", "BB", "75.5"),
        ("BB75,5", "BB", "75.5"),
        ("BB/75,5", "BB", "75.5"),
        ("bb dengan nilai 75,5", "BB", "75.5"),
        ("nilainya 75,5 predikatnya BB", "BB", "75.5"),
        ("kategori B, skor 65", "B", "65"),
        ("75,50 (BB - Sangat Baik)", "BB", "75.5"),
        ("Predikat: BB (Sangat Baik), Nilai: 75,50", "BB", "75.5"),
        ("75,5/100", "BB", "75.5"),
        ("75,5 dari 100", "BB", "75.5"),
        ("nilai LHE AKIP 75,5", "BB", "75.5"),
        ("26,20 + 28,33 + 13,93 + 21,19", "A", "89.65"),  # the four components of an LHE
        ("LHE 26,20 + 28,33 + 13,93 + 21,19 = 89,65 → A", "A", "89.65"),
    ],
)
def test_a_number_where_the_predikat_is_asked_answers_both(typed: str, predikat: str, nilai: str) -> None:
    place = answered(SAKIP_FORM, Place(), typed)
    assert (place.answers["predikat"], place.answers["nilai"]) == (predikat, nilai)
    assert place.answers[TOGETHER] == "predikat,nilai"
    assert SAKIP_FORM.current(place) == SAKIP_FORM.question("bukti")
    assert SAKIP_FORM.complete({**place.answers, "bukti": "belum"}) == {
        "predikat": predikat,
        "nilai": nilai,
        "bukti": "belum",
    }


@pytest.mark.parametrize(
    ("problem", "typed"),
    [
        (Problem.OUT_OF_RANGE, ["101"]),
        (Problem.TOO_MANY_DECIMALS, ["85,555"]),
        (Problem.NOT_A_CHOICE, ["B plus", "B+ 65", "70-80", "31.12.2026", "12-11-2026"]),
    ],
)
def test_what_is_no_predikat_and_no_nilai_is_refused_for_what_it_is(
    problem: Problem, typed: list[str]
) -> None:
    assert refusals(typed, lambda one: answered(SAKIP_FORM, Place(), one)) == {problem}


@pytest.mark.parametrize(
    ("typed", "predikat", "nilai"),
    [
        ("75,5", "BB", "75.5"),
        ("nilai 75,5", "BB", "75.5"),
        ("75,5 dari 100", "BB", "75.5"),
        ("75,5/100", "BB", "75.5"),
        ("B 65", "B", "65"),
        ("B (65,00)", "B", "65"),
        ("35,25 + 40,25", "BB", "75.5"),
        ("35,25 + 40,25 = 75,50 (BB)", "BB", "75.5"),
    ],
)
def test_where_the_nilai_is_asked_the_same_is_read(typed: str, predikat: str, nilai: str) -> None:
    place = answered(SAKIP_FORM, Place(), "bb", typed)
    assert (place.answers["predikat"], place.answers["nilai"]) == (predikat, nilai)
    assert SAKIP_FORM.current(place) == SAKIP_FORM.question("bukti")


@pytest.mark.parametrize("typed", ["26,20 + 28,33 = 60", "75,5 76", "BB 75,5 2025", "35 + x"])
def test_several_numbers_that_are_not_one_nilai_are_no_answer(typed: str) -> None:
    assert refusals([typed], lambda one: answered(SAKIP_FORM, Place(), one)) == {Problem.NOT_A_CHOICE}


@pytest.mark.parametrize("typed", ["B (60,00)", "B 60", "b(60)", "B · 60,00 (sesuai dokumen)"])
def test_what_a_document_writes_that_contradicts_itself_is_read_and_asked_about(typed: str) -> None:
    for before in ((), ("a",)):
        assert asked_after(SAKIP_FORM, *before, typed) == "beda"
        assert said(SAKIP_FORM, *before, typed, "tertulis") == {
            "predikat": "B",
            "nilai": "60",
            "beda": "tertulis",
        }


def test_a_predikat_and_a_nilai_typed_together_may_contradict_each_other_and_are_asked_about() -> None:
    assert asked_after(SAKIP_FORM, "A 75,5") == "beda"
    assert asked_after(SAKIP_FORM, "a", "BB 75,5") == "bukti"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("0,85", "78,25"), {"predikat": "BB", "nilai": "78.25"}),
        (("0,85", "kali100"), {"predikat": "A", "nilai": "85.00"}),
        (("0,85", "0,85"), {"predikat": "D", "nilai": "0.85", "pecahan": "benar"}),
        (("bb", "0,85", "78,25"), {"predikat": "BB", "nilai": "78.25"}),
        (("d", "0", "0"), {"predikat": "D", "nilai": "0", "nol": "benar"}),
        (("d", "0", "12,5"), {"predikat": "D", "nilai": "12.5"}),
        (("a", "75,5", "85"), {"predikat": "A", "nilai": "85"}),
        (("a", "75,5", "BB"), {"predikat": "BB", "nilai": "75.5"}),
        (("a", "75,5", "CC 55"), {"predikat": "CC", "nilai": "55"}),
    ],
)
def test_a_doubted_answer_may_be_typed_anew_where_the_doubt_is_shown(
    typed: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert said(SAKIP_FORM, *typed) == expected


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("101", Problem.OUT_OF_RANGE), ("entah", Problem.NOT_A_CHOICE), ("", Problem.NOT_A_CHOICE)],
)
def test_what_corrects_nothing_is_refused_and_the_doubt_stays(typed: str, problem: Problem) -> None:
    place = answered(SAKIP_FORM, Place(), "bb", "0,85")
    assert refusal(lambda: answered(SAKIP_FORM, place, typed)).problem is problem


def test_a_predikat_that_followed_from_the_nilai_goes_on_following_until_it_is_chosen() -> None:
    place = answered(SAKIP_FORM, Place(), "75,5")
    again = answered(SAKIP_FORM, SAKIP_FORM.edit(place, "nilai"), "85")
    assert again.answers["predikat"] == "A"
    chosen = answered(SAKIP_FORM, SAKIP_FORM.edit(again, "predikat"), "bb")
    assert FOLLOWS not in chosen.answers
    assert SAKIP_FORM.current(chosen) == SAKIP_FORM.question("beda")


def test_what_was_read_together_is_told_only_until_the_next_answer() -> None:
    place = answered(SAKIP_FORM, Place(), "75,5", "belum")
    assert TOGETHER not in place.answers


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ((NINE,), BY_UNSUR),
        (("terbit", NINE), BY_UNSUR),
        (("unsur", "3,31", NINE.removeprefix("3,31 ")), BY_UNSUR),
        (("unsur", "3,31", NINE), BY_UNSUR),
        (("unsur", "3,31", "2) 3,35 3) 3,49 4) 3,93 5) 3,45 6) 3,39 7) 3,39 8) 3,76 9) 3,35"), BY_UNSUR),
        (("unsur", *NINE.split()[:7], "3,76\n3,35"), BY_UNSUR),
        (("85,5",), {"cara": "terbit", "nilai": "85.5"}),
        (("3,4", "85,5"), {"cara": "terbit", "nilai": "85.5"}),
    ],
)
def test_numbers_of_a_survey_are_understood_wherever_they_are_typed(
    typed: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert said(IKM_FORM, *typed) == expected


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("1",), Problem.NOT_A_CHOICE),
        (("dari 9 unsur",), Problem.NOT_A_CHOICE),
        (("12-11-2026",), Problem.NOT_A_CHOICE),
        (("101",), Problem.OUT_OF_RANGE),
        ((NINE.replace("3,93", "4,93"),), Problem.OUT_OF_RANGE),
        (("unsur", "3,31", "3,35 3,49"), Problem.WRONG_COUNT),
        (("unsur", "12-11-2026"), Problem.IS_A_DATE),
        (("unsur", "12 November 2026"), Problem.IS_A_DATE),
        (("terbit", "12-11-2026"), Problem.IS_A_DATE),
        ((NINE, "1/9", "12-11-2026"), Problem.IS_A_DATE),
        ((NINE, "1/9", "12/11/2026"), Problem.IS_A_DATE),
        ((NINE, "1/9", "12 November 2026"), Problem.IS_A_DATE),
        ((NINE, "1/9", "banyak"), Problem.NOT_A_NUMBER),
    ],
)
def test_what_is_no_number_of_a_survey_is_named(typed: tuple[str, ...], problem: Problem) -> None:
    assert refusal(lambda: answered(IKM_FORM, Place(), *typed)).problem is problem


def test_the_rest_is_counted_from_where_it_was_begun() -> None:
    refused = refusal(lambda: answered(IKM_FORM, Place(), "unsur", "3,31", "3,35 3,49"))
    assert refused.details == {"expected": "8", "given": "2"}


@pytest.mark.parametrize(
    ("typed", "chosen"), [("76,75", "sembilan"), ("75,98", "bobot"), ("1/9", "sembilan"), ("0.11", "bobot")]
)
def test_of_two_readings_the_value_itself_says_which(typed: str, chosen: str) -> None:
    known = {"cara": "unsur", **dict.fromkeys(UNSUR_KEYS, "3.07")}
    assert asked_after(IKM_FORM, known=known) == "bacaan"
    assert said(IKM_FORM, typed, known=known)["bacaan"] == chosen


def test_a_value_that_is_neither_reading_is_no_choice() -> None:
    known = {"cara": "unsur", **dict.fromkeys(UNSUR_KEYS, "3.07")}
    assert refusal(lambda: said(IKM_FORM, "80", known=known)).problem is Problem.NO_SUCH_READING


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12 Maret 2026", {"status": "sudah", "tanggal": "2026-03-12"}),
        ("sudah, 12/3/2026", {"status": "sudah", "tanggal": "2026-03-12"}),
        ("sudah 12 Maret 2026.", {"status": "sudah", "tanggal": "2026-03-12"}),
        ("belum, Maret 2027", {"status": "belum", "bulan": "2027-03"}),
        ("sudah", {"status": "sudah"}),
        ("belum", {"status": "belum"}),
    ],
)
def test_whether_a_job_analysis_is_done_may_be_said_with_when(typed: str, expected: dict[str, str]) -> None:
    assert said(ANJAB_FORM, typed) == expected


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("31 Desember 2026",), Problem.DATE_IN_FUTURE),
        (("belum, Maret 2020",), Problem.DATE_IN_PAST),
        (("sudah kok",), Problem.NOT_A_CHOICE),
        (("belum sempat",), Problem.NOT_A_CHOICE),
        (("sudah", "12/3/2026", "060/1", "12-11-2026"), Problem.IS_A_DATE),
        (("sudah", "12/3/2026", "060/1", "12/11/2026"), Problem.IS_A_DATE),
        (("sudah", "12/3/2026", "060/1", "12"), Problem.WRONG_COUNT),
    ],
)
def test_what_is_no_answer_about_a_job_analysis_is_named(typed: tuple[str, ...], problem: Problem) -> None:
    assert refusal(lambda: answered(ANJAB_FORM, Place(), *typed)).problem is problem


@pytest.mark.parametrize("typed", ["tepat 75,5", "Tepat, 75,50", "tepat (75,5)", "tepat - skor 75,5"])
def test_a_result_may_be_said_with_its_score(typed: str) -> None:
    assert said(KELEMBAGAAN_FORM, typed) == {"hasil": "tepat", "skor": "75.5"}
    assert said(KELEMBAGAAN_FORM, typed.lower().replace("tepat", "perlu penyesuaian"))["hasil"] == "perlu"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("75,5",), Problem.NOT_A_CHOICE),
        (("entah 75",), Problem.NOT_A_CHOICE),
        (("tepat 101",), Problem.OUT_OF_RANGE),
        (("tepat", "1/2/2026"), Problem.IS_A_DATE),
    ],
)
def test_a_score_alone_says_nothing_of_the_result(typed: tuple[str, ...], problem: Problem) -> None:
    assert refusal(lambda: answered(KELEMBAGAAN_FORM, Place(), *typed)).problem is problem


@pytest.mark.parametrize(
    "typed",
    [
        "31 Desember 2026 16.00",
        "31/12 16:00 WIB",
        "Kamis, 31 Desember 2026 pukul 16.00 WIB.",
        "31-12-26, jam 16",
    ],
)
@pytest.mark.parametrize("form", [FIRST_DEADLINE_FORM, EXTENSION_FORM])
def test_a_deadline_may_be_said_with_its_time(form: Form, typed: str) -> None:
    found = said(form, typed, known=DEADLINE)
    assert (found["tanggal"], found["jam"]) == ("2026-12-31", "16.00")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("31 Desember 2026 07.00", Problem.NOT_A_TIME),
        ("1 Januari 2026 16.00", Problem.DAY_HAS_PASSED),
        ("entah 16.00", Problem.NOT_A_DATE),
    ],
)
def test_of_a_day_and_a_time_the_one_that_is_wrong_is_named(typed: str, problem: Problem) -> None:
    assert refusal(lambda: said(FIRST_DEADLINE_FORM, typed, known=DEADLINE)).problem is problem


@pytest.mark.parametrize("form", [STEPS_BEFORE_FORM, TARGET_FORM])
def test_a_date_where_numbers_are_asked_is_called_a_date(form: Form) -> None:
    assert refusal(lambda: answered(form, Place(), "12-11-2026")).problem is Problem.IS_A_DATE
