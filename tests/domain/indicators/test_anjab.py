import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.forms.months import parse_month
from domain.indicators.anjab import Stage, parse_jabatan
from tests.domain.language.refusals import refusal


def test_the_stages_are_in_order() -> None:
    assert list(Stage) == ["persiapan", "pengumpulan", "pengolahan", "verifikasi"]


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
