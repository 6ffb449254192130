from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.forms.form import Place
from domain.indicators.sakip import (
    NILAI,
    PREDIKAT,
    SAKIP,
    SAKIP_FORM,
    Predikat,
    at_least,
    parse_predikat,
    predikat_of,
    with_nilai,
)
from domain.language.numbers import parse_decimal
from domain.review.inbox import to_repair
from tests.domain.forms.answering import answered
from tests.domain.grades import all_of
from tests.domain.language.refusals import refusal


@pytest.mark.parametrize(
    ("predikat", "nilai"),
    [
        ("D", "0 30"),
        ("C", "30.01 50"),
        ("CC", "50.01 60.00"),
        ("B", "60.01 70.00"),
        ("BB", "70.01 80"),
        ("A", "80.01 90.00"),
        ("AA", "90.01 100"),
    ],
)
def test_the_lower_bound_is_exclusive_and_the_upper_inclusive(predikat: str, nilai: str) -> None:
    assert all_of(nilai, predikat_of) == {Predikat(predikat)}


@pytest.mark.parametrize("nilai", ["-0.01", "100.01"])
def test_a_nilai_outside_0_to_100_has_no_predikat(nilai: str) -> None:
    refused = refusal(lambda: predikat_of(Decimal(nilai)))
    assert (refused.problem, refused.details) == (Problem.OUT_OF_RANGE, {"minimum": "0", "maximum": "100"})


def test_every_nilai_in_steps_of_a_hundredth_lies_in_exactly_one_interval() -> None:
    for hundredths in range(10_001):
        nilai = Decimal(hundredths) / 100
        homes = [
            grade
            for grade in Predikat
            if (grade.above is None or grade.above < nilai) and nilai <= grade.up_to
        ]
        assert homes == [predikat_of(nilai)]


def test_the_intervals_and_labels_are_those_of_the_regulation() -> None:
    assert [f"{grade} {grade.label}: > {grade.above} – {grade.up_to}" for grade in Predikat] == [
        "AA Sangat Memuaskan: > 90 – 100",
        "A Memuaskan: > 80 – 90",
        "BB Sangat Baik: > 70 – 80",
        "B Baik: > 60 – 70",
        "CC Cukup (Memadai): > 50 – 60",
        "C Kurang: > 30 – 50",
        "D Sangat Kurang: > None – 30",
    ]


@pytest.mark.parametrize(
    ("minimum", "good"), [("B", "AA A BB B"), ("BB", "AA A BB"), ("A", "AA A"), ("D", "AA A BB B CC C D")]
)
def test_baik_is_the_minimum_or_better(minimum: str, good: str) -> None:
    assert [grade for grade in Predikat if at_least(grade, Predikat(minimum))] == good.split()


@pytest.mark.parametrize(
    ("typed", "predikat"),
    [
        ("bb", "BB"),
        (" BB ", "BB"),
        (" B B ", "BB"),
        ("B.", "B"),
        ("a", "A"),
        ("predikat BB", "BB"),
        ("Predikat: BB", "BB"),
        ("Sangat Baik", "BB"),
        ("baik", "B"),
        ("BB (Sangat Baik)", "BB"),
        ("BB - Sangat Baik", "BB"),
        ("AA – sangat memuaskan", "AA"),
        ("cukup", "CC"),
        ("Memadai", "CC"),
        ("Cukup (Memadai)", "CC"),
        ("CC cukup", "CC"),
        ("kurang", "C"),
        ("sangat kurang", "D"),
    ],
)
def test_a_predikat_is_read_as_people_type_it(typed: str, predikat: str) -> None:
    assert parse_predikat(typed) is Predikat(predikat)


@pytest.mark.parametrize(
    "typed", ["B plus", "B+", "B-", "B -", "BBB", "E", "85", "B (Sangat Baik)", "predikat", "b" * 5000]
)
def test_what_is_no_predikat_is_refused(typed: str) -> None:
    assert refusal(lambda: parse_predikat(typed)).problem is Problem.NOT_A_CHOICE


@pytest.mark.parametrize("typed", ["", "  ", "."])
def test_nothing_typed_is_refused_as_empty(typed: str) -> None:
    assert refusal(lambda: parse_predikat(typed)).problem is Problem.EMPTY


@given(st.sampled_from(Predikat))
def test_what_is_shown_can_be_typed_back(grade: Predikat) -> None:
    ways = (grade.value, grade.label, f"{grade} ({grade.label})", f"predikat {grade.lower()}")
    assert {parse_predikat(way) for way in ways} == {grade}


nilai_values = st.decimals(0, 100, places=2)


@given(nilai_values, nilai_values)
def test_a_higher_nilai_never_has_a_worse_predikat(one: Decimal, other: Decimal) -> None:
    assert at_least(predikat_of(max(one, other)), predikat_of(min(one, other)))


@pytest.mark.parametrize("predikat", Predikat)
def test_the_example_of_a_nilai_fits_the_predikat(predikat: Predikat) -> None:
    """An example that does not would be typed, and lead into a contradiction."""
    hint = SAKIP_FORM.question(NILAI).wording({PREDIKAT: predikat.value}).hint
    example = parse_decimal(hint.rpartition("Contoh: ")[2], minimum=Decimal(0), maximum=Decimal(100))
    assert predikat_of(example) is predikat


@pytest.mark.parametrize(
    ("predikat", "echo"),
    [
        ("AA", "AA · di atas 90–100"),
        ("BB", "BB · di atas 70–80"),
        ("C", "C · di atas 30–50"),
        ("D", "D · 0–30"),
    ],
)
def test_the_nilai_is_asked_beside_what_the_predikat_means(predikat: str, echo: str) -> None:
    assert SAKIP_FORM.question(PREDIKAT).echoed(predikat, {PREDIKAT: predikat}) == echo


WRITTEN = {PREDIKAT: "B", NILAI: "60", "beda": "tertulis"}


def test_what_is_written_in_the_document_stands_with_both_and_counts_by_its_predikat() -> None:
    assert SAKIP.outcome(WRITTEN) == "B · 60,00 (sesuai dokumen)"
    assert SAKIP.disputed(WRITTEN) == "Di dokumen tertulis B dan 60,00; 60,00 berarti CC."
    assert SAKIP.rule(WRITTEN, {})
    assert not SAKIP.rule({**WRITTEN, PREDIKAT: "CC", NILAI: "60.01"}, {})


def test_a_report_that_fits_is_said_as_ever() -> None:
    fitting = {PREDIKAT: "BB", NILAI: "75.5"}
    assert (SAKIP.outcome(fitting), SAKIP.disputed(fitting)) == ("BB · 75,50", "")


def test_another_answer_asks_anew_what_the_document_says() -> None:
    place = Place({**WRITTEN, "bukti": "belum"})
    assert SAKIP_FORM.current(place) is None
    for edited, typed in (("nilai", "59"), ("predikat", "bb")):
        again = answered(SAKIP_FORM, SAKIP_FORM.edit(place, edited), typed)
        assert SAKIP_FORM.current(again) == SAKIP_FORM.question("beda")
    fitting = answered(SAKIP_FORM, SAKIP_FORM.edit(place, "nilai"), "61")
    assert SAKIP_FORM.current(fitting) is None
    assert "beda" not in SAKIP_FORM.complete(fitting.answers)


@pytest.mark.parametrize(
    ("nilai", "way", "expected"),
    [
        ("85", "predikat", {PREDIKAT: "A", NILAI: "85"}),
        ("85", "tertulis", {PREDIKAT: "BB", NILAI: "85", "beda": "tertulis"}),
        ("79", None, {PREDIKAT: "BB", NILAI: "79"}),
        ("A 85", None, {PREDIKAT: "A", NILAI: "85"}),
    ],
)
def test_a_repair_of_the_nilai_alone_may_change_the_predikat(
    nilai: str, way: str | None, expected: dict[str, str]
) -> None:
    answers = {PREDIKAT: "BB", NILAI: "75.5", "bukti": "belum"}
    place = answered(SAKIP_FORM, Place(to_repair(SAKIP_FORM, answers, (NILAI,))), nilai)
    if way is not None:
        assert SAKIP_FORM.current(place) == SAKIP_FORM.question("beda")
        place = answered(SAKIP_FORM, place, way)
    assert SAKIP_FORM.complete(place.answers) == {**expected, "bukti": "belum"}


@pytest.mark.parametrize("fields", [(NILAI,), (PREDIKAT,), (NILAI, PREDIKAT)])
def test_a_repair_asks_anew_whether_the_document_says_so(fields: tuple[str, ...]) -> None:
    assert "beda" not in to_repair(SAKIP_FORM, {**WRITTEN, "bukti": "belum"}, fields)


@pytest.mark.parametrize("nilai", ["75,55", "75,5", "8,75"])
@pytest.mark.parametrize(
    "words", ["Predikat LHE AKIP adalah BB (Sangat Baik) dengan nilai", "BB" + " nilai" * 9]
)
def test_a_nilai_at_the_end_of_many_words_is_read_whole_or_not_at_all(words: str, nilai: str) -> None:
    for blanks in range(1, 80):
        said = with_nilai(f"{words}{' :' * blanks} {nilai}")
        assert said is None or said[1] == nilai
