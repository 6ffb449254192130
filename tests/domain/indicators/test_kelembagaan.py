from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.indicators.kelembagaan import Peringkat, peringkat_of, still_valid
from tests.domain.grades import all_of
from tests.domain.language.refusals import refusal


@pytest.mark.parametrize(
    ("peringkat", "scores"),
    [
        ("P-5", "100 81"),
        ("P-4", "80.99 80.5 80 61"),
        ("P-3", "60.5 60 41"),
        ("P-2", "40.5 21"),
        ("P-1", "20.5 20 0"),
    ],
)
def test_a_score_between_two_printed_bands_belongs_to_the_lower(peringkat: str, scores: str) -> None:
    assert all_of(scores, peringkat_of) == {Peringkat(peringkat)}


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_a_score_outside_0_to_100_is_refused(score: str) -> None:
    refused = refusal(lambda: peringkat_of(Decimal(score)))
    assert (refused.problem, refused.details) == (Problem.OUT_OF_RANGE, {"minimum": "0", "maximum": "100"})


@pytest.mark.parametrize(
    ("year", "valid"), [(2023, False), (2024, True), (2025, True), (2026, True), (2027, False)]
)
def test_a_result_of_2024_counts_in_its_year_and_the_two_after(year: int, valid: bool) -> None:
    assert still_valid(2024, year) is valid


@given(st.integers(2000, 2099), st.integers(1, 5))
def test_a_result_counts_in_as_many_years_as_it_is_valid(result_year: int, validity: int) -> None:
    years = [year for year in range(1990, 2120) if still_valid(result_year, year, validity)]
    assert years == list(range(result_year, result_year + validity))
