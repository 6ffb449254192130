from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidAnswer, Problem
from domain.language.numbers import format_decimal, format_percent, parse_decimal, parse_whole, round_half_up
from tests.domain.language.refusals import refusal, refusals

HUNDRED = Decimal(100)


def nilai(text: str) -> Decimal:
    return parse_decimal(text, minimum=Decimal(0), maximum=HUNDRED)


def rupiah(text: str) -> Decimal:
    return parse_decimal(text, minimum=Decimal(0), maximum=Decimal(10_000_000))


def people(text: str) -> int:
    return parse_whole(text, minimum=0, maximum=10_000)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("85,5", "85.5"),
        ("85.5", "85.5"),
        (" 85,50 ", "85.5"),
        ("85,5 %", "85.5"),
        ("85%", "85"),
        ("85.", "85"),
        ("85,", "85"),
        ("85,5.", "85.5"),
        (",5", "0.5"),
        ("+70,01", "70.01"),
        ("0", "0"),
        ("-0", "0"),
        ("100", "100"),
        ("100,00", "100"),
        ("007", "7"),
        ("\u200e85,5\u200b", "85.5"),
        ("\u00a085,5\n", "85.5"),
        ("\uff18\uff15,\uff15", "85.5"),  # full-width digits
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, value: str) -> None:
    assert str(nilai(typed)) == value


@pytest.mark.parametrize(
    ("problem", "typed"),
    [
        (Problem.EMPTY, ["", "   ", "\u200b"]),
        (Problem.NOT_A_NUMBER, ["BB", "delapan puluh", "85 5", "85,5,3", "1.2,5", ".", "85.,", "%", "--3"]),
        (Problem.NOT_A_NUMBER, ["1e3", "NaN", "inf", "1_0"]),  # which Python would read
        (Problem.NOT_A_NUMBER, ["٣", "85²", "৪"]),  # the last is the Bengali 4, which looks like an 8
        (Problem.NOT_A_NUMBER, ["9" * 33, "9" * 1_000_000]),
        (Problem.OUT_OF_RANGE, ["101", "100,01", "-3", "−3", "– 3", "1.000,5", "1,000.5", "1.000.000"]),
        (Problem.TOO_MANY_DECIMALS, ["85,555", "85,500", "1.000"]),
    ],
)
def test_what_is_no_nilai_is_refused_for_its_own_reason(problem: Problem, typed: list[str]) -> None:
    assert refusals(typed, nilai) == {problem}


def test_a_refusal_names_the_bounds_and_the_decimals_as_they_are_shown() -> None:
    outside = refusal(lambda: parse_decimal("5", minimum=Decimal("1.00"), maximum=Decimal("4.00")))
    assert outside.details == {"minimum": "1,00", "maximum": "4,00"}
    assert refusal(lambda: nilai("1,234")).details == {"limit": "2"}


def test_more_decimals_may_be_allowed() -> None:
    assert parse_decimal("88,305", minimum=Decimal(0), maximum=HUNDRED, places=3) == Decimal("88.305")


def test_a_thousand_is_enough_for_a_point_to_group() -> None:
    assert parse_decimal("1.000", minimum=Decimal(0), maximum=Decimal(1000)) == 1000


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.200", "1200"),
        ("1.200,5", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1.200.000", "1200000"),
        ("1.20", "1.2"),
        ("1,5", "1.5"),
    ],
)
def test_a_point_groups_thousands_where_thousands_may_be_meant(typed: str, value: str) -> None:
    assert rupiah(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.200", 1200), ("1,200", 1200), ("12", 12), ("12,0", 12), (" 0 ", 0), ("10000", 10000)],
)
def test_a_whole_number_is_read_as_people_type_it(typed: str, value: int) -> None:
    assert people(typed) == value


@pytest.mark.parametrize(
    ("problem", "typed"),
    [
        (Problem.EMPTY, [""]),
        (Problem.NOT_A_NUMBER, ["banyak"]),
        (Problem.NOT_A_WHOLE_NUMBER, ["12,5", "1.2"]),
        (Problem.OUT_OF_RANGE, ["-1", "10.001"]),
    ],
)
def test_what_is_no_whole_number_is_refused_for_its_own_reason(problem: Problem, typed: list[str]) -> None:
    assert refusals(typed, people) == {problem}


def test_the_bounds_of_a_whole_number_are_named() -> None:
    assert refusal(lambda: people("-1")).details == {"minimum": "0", "maximum": "10000"}


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("88.305", 2, "88.31"),
        ("88.3049", 2, "88.30"),
        ("-0.005", 2, "-0.01"),
        ("-0.004", 2, "0.00"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("7", 3, "7.000"),
        ("1234567890123456789012345678901234567890.125", 2, "1234567890123456789012345678901234567890.13"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("met", "shown"),
    [
        (28, "100,00 %"),
        (27, "96,43 %"),
        (21, "75,00 %"),
        (20, "71,43 %"),
        (19, "67,86 %"),
        (0, "0,00 %"),
    ],
)
def test_a_share_of_28_is_shown_as_the_worked_example_says(met: int, shown: str) -> None:
    assert format_percent(Fraction(met, 28)) == shown


def test_a_decimal_is_shown_with_a_comma_and_without_grouping() -> None:
    assert format_decimal(Decimal("12345.678")) == "12345,68"
    assert format_decimal(Fraction(1, 3), 4) == "0,3333"


hundredths = st.decimals(min_value=0, max_value=100, places=2)


@given(hundredths)
def test_what_is_shown_can_be_typed_back(value: Decimal) -> None:
    assert nilai(format_decimal(value)) == value


@given(hundredths)
def test_one_value_is_stored_as_one_text(value: Decimal) -> None:
    ways = {f"{value}", f"{value:.2f}", f" {value:.2f} %".replace(".", ","), f"+{value}"}
    assert len({str(nilai(way)) for way in ways}) == 1


@given(st.fractions(), st.integers(0, 6))
def test_rounding_errs_by_half_a_step_at_most(value: Fraction, places: int) -> None:
    assert abs(Fraction(round_half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(st.text(max_size=50))
def test_any_text_is_read_within_the_bounds_or_refused(text: str) -> None:
    try:
        value = nilai(text)
    except InvalidAnswer:
        return  # any other exception than this one fails the test
    assert 0 <= value <= HUNDRED
    assert round_half_up(value) == value
