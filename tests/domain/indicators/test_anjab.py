from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.forms.form import Asked, Place
from domain.forms.known import DOCUMENT_AGE, TODAY
from domain.forms.months import parse_month
from domain.forms.questions import EVIDENCE, WITHOUT_FILES
from domain.indicators.anjab import (
    ABK,
    AGE,
    ANJAB,
    ANJAB_FORM,
    DATE,
    DATE_AGAIN,
    ESTABLISHED,
    ESTABLISHMENT,
    NUMBER,
    RIGHT,
    STATUS,
    VALIDITY,
    Stage,
    holds_no_more,
    parse_jabatan,
    too_old,
    validity,
)
from domain.keys import Answers
from tests.domain.language.refusals import refusal, refusals


def test_the_stages_are_in_order() -> None:
    assert list(Stage) == ["persiapan", "pengumpulan", "pengolahan", "verifikasi", "penetapan"]


@pytest.mark.parametrize(
    "typed",
    [
        "120 dari 140",
        "120 DARI 140 jabatan",
        "120 jabatan dari 140 jabatan",
        "120/140",
        "120 / 140",
        "120 140",
        " 120\n140 ",
    ],
)
def test_two_counts_are_read_as_people_type_them(typed: str) -> None:
    assert parse_jabatan(typed) == (120, 140)


@pytest.mark.parametrize(
    ("typed", "counts"),
    [("0 dari 1", (0, 1)), ("140 dari 140", (140, 140)), ("1.200 dari 1.400", (1200, 1400))],
)
def test_the_bounds_of_the_counts(typed: str, counts: tuple[int, int]) -> None:
    assert parse_jabatan(typed) == counts


@pytest.mark.parametrize(
    ("typed", "problem", "details"),
    [
        ("", Problem.EMPTY, {}),
        ("140", Problem.WRONG_COUNT, {"expected": "2", "given": "1"}),
        ("120/", Problem.WRONG_COUNT, {"expected": "2", "given": "1"}),
        ("jabatan", Problem.WRONG_COUNT, {"expected": "2", "given": "0"}),
        ("1 2 3", Problem.WRONG_COUNT, {"expected": "2", "given": "3"}),
        ("141 dari 140", Problem.MORE_THAN_TOTAL, {"analysed": "141", "total": "140"}),
        ("0 dari 0", Problem.OUT_OF_RANGE, {"minimum": "1", "maximum": "100000"}),
        ("-1 dari 5", Problem.OUT_OF_RANGE, {"minimum": "0", "maximum": "100000"}),
        ("semua dari 140", Problem.NOT_A_NUMBER, {}),
        ("1,5 dari 3", Problem.NOT_A_WHOLE_NUMBER, {}),
        ("1 " * 100, Problem.NOT_A_NUMBER, {}),
    ],
)
def test_counts_that_do_not_fit_are_refused(typed: str, problem: Problem, details: dict[str, str]) -> None:
    refused = refusal(lambda: parse_jabatan(typed))
    assert (refused.problem, refused.details) == (problem, details)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("Maret", "2026-03"),
        (" maret 2027 ", "2027-03"),
        ("mar 27", "2027-03"),
        ("03/2027", "2027-03"),
        ("3-27", "2027-03"),
        ("2027-03", "2027-03"),
        ("3", "2026-03"),
        ("12", "2026-12"),
        ("Des. 2026", "2026-12"),
    ],
)
def test_a_month_is_read_as_people_type_it(typed: str, month: str) -> None:
    assert parse_month(typed, 2026) == month


@pytest.mark.parametrize(
    "typed", ["0", "13", "13/2026", "Maretz", "2027", "Maret 1999", "Maret 227", "bulan depan", "3" * 50]
)
def test_what_is_no_month_is_refused(typed: str) -> None:
    assert refusal(lambda: parse_month(typed, 2026)).problem is Problem.NOT_A_MONTH


def test_no_month_at_all_is_refused_as_empty() -> None:
    assert refusal(lambda: parse_month("  ", 2026)).problem is Problem.EMPTY


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.sampled_from([" dari ", "/", " "]))
def test_counts_written_can_be_read(some: int, more: int, between: str) -> None:
    total = some + more
    if total == 0 or total > 100_000:
        assert refusal(lambda: parse_jabatan(f"{some}{between}{total}")).problem is Problem.OUT_OF_RANGE
    else:
        assert parse_jabatan(f"{some}{between}{total}") == (some, total)


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_a_canonical_month_is_read_as_itself(year: int, month: int) -> None:
    canonical = f"{year}-{month:02}"
    assert parse_month(canonical, 2026) == canonical
    assert parse_month(str(month), year) == canonical


@pytest.mark.parametrize(
    ("day", "today", "years", "expected"),
    [
        ("2021-11-23", "2026-11-22", 5, False),
        ("2021-11-23", "2026-11-23", 5, False),  # exactly five years: it still holds
        ("2021-11-23", "2026-11-24", 5, True),
        ("2020-02-29", "2025-02-28", 5, False),  # its day in a common year
        ("2020-02-29", "2025-03-01", 5, True),
        ("2020-02-29", "2024-02-29", 4, False),
        ("2020-02-29", "2024-03-01", 4, True),
        ("2021-02-28", "2024-02-28", 3, False),
        ("2021-02-28", "2024-02-29", 3, True),
        ("2021-12-31", "2022-12-31", 1, False),
        ("2021-12-31", "2023-01-01", 1, True),
        ("2026-11-23", "2026-11-23", 1, False),
    ],
)
def test_a_document_holds_to_the_day(day: str, today: str, years: int, expected: bool) -> None:
    assert holds_no_more(date.fromisoformat(day), date.fromisoformat(today), years) is expected


@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)), st.integers(1, 10))
def test_every_document_has_one_last_day(day: date, years: int) -> None:
    ages = [day.replace(year=day.year + years, day=28) + timedelta(days=away) for away in range(-2, 6)]
    told = [holds_no_more(day, today, years) for today in ages]
    assert told == sorted(told)


def knowing(day: str, today: str = "2026-11-23", years: str = "5") -> dict[str, str]:
    return {STATUS: "sudah", DATE: day, TODAY: today, DOCUMENT_AGE: years}


def asked(answers: Answers) -> str | None:
    question = ANJAB_FORM.current(Place(answers))
    return question.key if question is not None else None


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        (knowing("2021-11-23"), NUMBER),
        (knowing("2021-11-22"), AGE),
        (knowing("2021-11-22", years="6"), NUMBER),
        (knowing("2021-11-22", today="2026-11-22"), NUMBER),
        ({STATUS: "sudah", DATE: "2001-01-01"}, NUMBER),  # nothing is known beside the answers
        ({**knowing("2001-01-01"), TODAY: ""}, NUMBER),
        ({STATUS: "sudah", TODAY: "2026-11-23", DOCUMENT_AGE: "5"}, DATE),
        ({**knowing("2001-01-01"), STATUS: "belum"}, "tahap"),
    ],
)
def test_only_a_document_that_holds_no_more_is_doubted(answers: Answers, key: str) -> None:
    assert asked(answers) == key


def test_the_doubt_names_the_age_and_what_the_year_allows() -> None:
    doubt = ANJAB_FORM.question(AGE)
    wording = doubt.wording(knowing("2020-09-20"))
    assert wording.ask == "Dokumen ini berumur 6 tahun 2 bulan; masa berlaku 5 tahun."
    assert wording.hint.startswith("Tanggalnya 20 September 2020.")


def answered(place: Place, *typed: str) -> Place:
    for text in typed:
        place = ANJAB_FORM.answer(place, text, Asked(place.answers, date(2026, 11, 23)))
    return place


def test_what_is_right_as_it_is_is_stored_with_its_day_and_told_to_the_reviewer() -> None:
    place = answered(Place(knowing("2020-09-20")), RIGHT)
    assert asked(place.answers) == NUMBER
    done = answered(place, "060/1", "", WITHOUT_FILES)
    stored = ANJAB_FORM.complete(done.answers)
    assert stored == {
        STATUS: "sudah",
        DATE: "2020-09-20",
        AGE: "2026-11-23/5",
        NUMBER: "060/1",
        "jabatan": "",
        EVIDENCE: "belum",
    }
    assert too_old(stored) == "Dokumen berumur 6 tahun 2 bulan; masa berlaku 5 tahun."
    assert (ANJAB.outdated(stored), ANJAB.together([stored, done.answers])) == (
        too_old(stored),
        "2 dokumen lewat masa berlaku",
    )


def test_the_date_may_be_put_right() -> None:
    doubted = Place(knowing("2020-09-20"))
    again = answered(doubted, DATE_AGAIN)
    assert (asked(again.answers), DATE in again.answers, AGE in again.answers) == (DATE, False, False)
    for typed, key in (("20 September 2025", NUMBER), ("20/9/2019", AGE)):
        moved = answered(doubted, typed)
        assert asked(moved.answers) == key
    same = answered(doubted, "20 September 2020")
    assert same.answers[AGE] == "2026-11-23/5"
    changed = answered(ANJAB_FORM.edit(same, DATE), "1/1/2020")
    assert asked(changed.answers) == AGE


@pytest.mark.parametrize("answers", [{}, {AGE: "benar"}, {STATUS: "sudah", DATE: "2001-01-01"}])
def test_what_was_never_doubted_is_not_told(answers: Answers) -> None:
    assert too_old(answers) == ""


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (knowing("2024-11-23"), "23 November 2024"),
        (
            knowing("2024-11-22"),
            "22 November 2024 · umur 2 tahun 1 hari, tinjauan ulang dianjurkan (2 tahun)",
        ),
        (knowing("2020-09-20"), "20 September 2020 · umur 6 tahun 2 bulan"),
        (knowing("2024-01-01", years="1"), "1 Januari 2024 · umur 2 tahun 10 bulan"),
        (
            {**knowing("2020-09-20"), AGE: "2026-11-23/5"},
            "20 September 2020 · umur 6 tahun 2 bulan, lewat masa berlaku 5 tahun",
        ),
        ({DATE: "2020-09-20"}, "20 September 2020"),
    ],
)
def test_an_analysis_is_to_be_looked_at_anew_after_two_years(answers: Answers, told: str) -> None:
    assert ANJAB_FORM.question(DATE).told(answers[DATE], answers) == told


def test_abk_and_establishment_are_offered_and_cost_no_tap() -> None:
    done = answered(Place(), "sudah", "31/3/2026", "060/123/2026", "", WITHOUT_FILES)
    assert asked(done.answers) is None
    assert [(one.key, one.offer) for one in ANJAB_FORM.offered(done.answers)] == [(ABK, "Isi ABK, penetapan")]
    there = answered(ANJAB_FORM.edit(done, ESTABLISHMENT), "ya", "188.45/210/2026")
    assert asked(there.answers) is None
    assert ANJAB_FORM.rows(there.answers) == (
        ("ABK", "ya, termasuk", False),
        ("Nomor penetapan", "188.45/210/2026", False),
    )
    complete = ANJAB_FORM.complete(there.answers)
    assert (complete[ABK], complete[ESTABLISHED]) == ("ya", "188.45/210/2026")
    assert ANJAB_FORM.rows({ABK: "belum"}) == (("ABK", "belum", False),)
    assert ANJAB_FORM.rows(done.answers) == ()
    assert ANJAB_FORM.offered({STATUS: "belum"}) == ()


def test_a_year_says_how_long_a_document_holds() -> None:
    assert (validity({}), validity({"anjab.validity": "3"})) == ("5", "3")
    assert VALIDITY.said("3") == "dokumen berlaku 3 tahun"
    place = VALIDITY.form.answer(Place(), "7 tahun", Asked({}, date(2026, 11, 23)))
    assert place.answers == {"aturan": "7"}
    for read in (
        VALIDITY.read,
        lambda text: VALIDITY.form.answer(Place(), text, Asked({}, date(2026, 11, 23))),
    ):
        assert refusals(["0", "11"], read) == {Problem.OUT_OF_RANGE}
        assert refusals(["lama"], read) == {Problem.NOT_A_NUMBER}


def test_what_several_say_stands_on_one_line() -> None:
    old = {STATUS: "sudah", DATE: "2019-01-01", AGE: "2026-11-23/5"}
    said = [{ABK: "ya"}, {ABK: "ya"}, {ABK: "belum"}, old, {}]
    assert ANJAB.together(said) == "2 dengan ABK · 1 belum ABK · 1 dokumen lewat masa berlaku"
    assert ANJAB.together([{}, {STATUS: "belum"}]) == ""
