from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.indicators.ikm import (
    Mutu,
    is_good,
    minimum_sample,
    mutu_of,
    readings_differ,
)
from domain.indicators.ikm.unsur import ikm_of, ikm_weighted
from tests.domain.grades import all_of
from tests.domain.language.refusals import refusal

EXAMPLE = tuple(map(Decimal, ["3.31", "3.35", "3.49", "3.93", "3.45", "3.39", "3.39", "3.76", "3.35"]))
averages = st.tuples(*[st.decimals(1, 4, places=2)] * 9)


@pytest.mark.parametrize(
    ("mutu", "nilai"),
    [
        ("A", "100 100.004 88.305"),
        ("B", "88.3049 88.30 76.605"),
        ("C", "76.604 76.60 64.995"),
        ("D", "64.99 25 24.995"),
    ],
)
def test_an_ikm_is_rounded_first_and_then_compared(mutu: str, nilai: str) -> None:
    assert all_of(nilai, mutu_of) == {Mutu(mutu)}


@pytest.mark.parametrize("nilai", ["24.99", "24.9949", "100.005", "100.01", "0", "-30"])
def test_what_no_survey_can_give_is_refused(nilai: str) -> None:
    refused = refusal(lambda: mutu_of(Decimal(nilai)))
    assert refused.problem is Problem.OUT_OF_RANGE
    assert refused.details == {"minimum": "25,00", "maximum": "100,00"}


def test_every_ikm_in_steps_of_a_hundredth_lies_in_exactly_one_mutu() -> None:
    for hundredths in range(2_500, 10_001):
        nilai = Decimal(hundredths) / 100
        assert [mutu for mutu in Mutu if mutu.lowest <= nilai <= mutu.highest] == [mutu_of(nilai)]


def test_the_table_is_that_of_the_regulation() -> None:
    assert [(mutu.value, str(mutu.lowest), str(mutu.highest), mutu.kinerja) for mutu in Mutu] == [
        ("A", "88.31", "100.00", "Sangat baik"),
        ("B", "76.61", "88.30", "Baik"),
        ("C", "65.00", "76.60", "Kurang baik"),
        ("D", "25.00", "64.99", "Tidak baik"),
    ]


@pytest.mark.parametrize(
    ("nilai", "good"), [("88.31", True), ("76.61", True), ("76.605", True), ("76.60", False), ("25", False)]
)
def test_baik_is_mutu_a_or_b(nilai: str, good: bool) -> None:
    assert is_good(Decimal(nilai)) is good


def test_the_worked_example_in_exact_ninths_and_by_weight() -> None:
    assert ikm_of(EXAMPLE) == Decimal("87.28")
    assert mutu_of(ikm_of(EXAMPLE)) is Mutu.B
    assert ikm_weighted(EXAMPLE) == Decimal("86.41")
    assert not readings_differ(EXAMPLE)


def test_the_two_readings_may_fall_on_different_sides_of_a_boundary() -> None:
    unsur = (Decimal("3.55"),) * 9
    assert (ikm_of(unsur), ikm_weighted(unsur)) == (Decimal("88.75"), Decimal("87.86"))
    assert readings_differ(unsur)


def test_the_lowest_answers_are_d_in_both_readings() -> None:
    unsur = (Decimal(1),) * 9
    assert (ikm_of(unsur), ikm_weighted(unsur)) == (Decimal(25), Decimal("24.75"))
    assert not readings_differ(unsur)


def test_another_weight_may_be_given() -> None:
    assert ikm_weighted((Decimal(4),) * 9, Decimal("0.111")) == Decimal("99.90")


@pytest.mark.parametrize(
    ("population", "sample"),
    [
        (1, 1),
        (10, 10),
        (15, 14),
        (55, 48),
        (75, 63),
        (110, 86),
        (130, 97),
        (300, 169),
        (340, 181),
        (1200, 291),
        (100_000, 383),
    ],
)
def test_the_sample_is_that_of_krejcie_and_morgan(population: int, sample: int) -> None:
    assert minimum_sample(population) == sample


def test_nobody_is_no_population() -> None:
    with pytest.raises(ValueError, match="at least one person"):
        minimum_sample(0)


@given(averages)
def test_nine_averages_always_give_an_ikm_within_the_scale(unsur: tuple[Decimal, ...]) -> None:
    exact = sum(map(Fraction, unsur), Fraction(0)) * 25 / 9
    assert abs(Fraction(ikm_of(unsur)) - exact) <= Fraction(1, 200)
    assert mutu_of(ikm_of(unsur)) is mutu_of(exact)


@given(averages)
def test_the_weight_never_gives_more_than_the_ninths(unsur: tuple[Decimal, ...]) -> None:
    assert ikm_weighted(unsur) <= ikm_of(unsur)


@given(st.integers(1, 100_000))
def test_a_sample_is_never_larger_than_the_population(population: int) -> None:
    assert 1 <= minimum_sample(population) <= min(population, 384)
