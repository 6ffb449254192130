from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.indicators.ikm import (
    Mutu,
    is_good,
    minimum_sample,
    mutu_of,
)
from tests.domain.grades import all_of
from tests.domain.language.refusals import refusal


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


@given(st.integers(1, 100_000))
def test_a_sample_is_never_larger_than_the_population(population: int) -> None:
    assert 1 <= minimum_sample(population) <= min(population, 384)
