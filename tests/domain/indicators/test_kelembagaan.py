import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.kelembagaan import still_valid


@pytest.mark.parametrize(
    ("year", "valid"), [(2023, False), (2024, True), (2025, True), (2026, True), (2027, False)]
)
def test_a_result_of_2024_counts_in_its_year_and_the_two_after(year: int, valid: bool) -> None:
    assert still_valid(2024, year) is valid


@given(st.integers(2000, 2099), st.integers(1, 5))
def test_a_result_counts_in_as_many_years_as_it_is_valid(result_year: int, validity: int) -> None:
    years = [year for year in range(1990, 2120) if still_valid(result_year, year, validity)]
    assert years == list(range(result_year, result_year + validity))
