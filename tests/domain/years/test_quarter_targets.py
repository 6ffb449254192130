"""A quarter is judged against its own target where it has one, else against the year's, and says which."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.closing.opening import taken_over
from domain.figures.figure import Counts
from domain.keys import IndicatorKey
from domain.language.numbers import format_decimal
from domain.years.rules import QUARTER_NUMBERS, YearRules, capaian_label, rules_from, target_key

SAKIP, IKM = IndicatorKey.SAKIP, IndicatorKey.IKM
PERCENT = st.decimals(0, 100, places=2).map(lambda value: value.normalize())
COUNTS = st.builds(Counts, *(st.integers(0, 30) for _ in range(6)))
SEVERAL = rules_from(
    2026,
    [("target.sakip", "75"), ("target.sakip.tw1", "0"), ("target.sakip.tw2", "40"), ("target.ikm.tw3", "60")],
)


@pytest.mark.parametrize(
    ("indicator", "quarter", "target", "whose"),
    [
        (SAKIP, 0, "75", 0),
        (SAKIP, 1, "0", 1),
        (SAKIP, 2, "40", 2),
        (SAKIP, 3, "75", 0),
        (SAKIP, 4, "75", 0),
        (IKM, 0, None, 0),
        (IKM, 2, None, 0),
        (IKM, 3, "60", 3),
    ],
)
def test_whose_target_holds(indicator: IndicatorKey, quarter: int, target: str | None, whose: int) -> None:
    assert SEVERAL.target(indicator, quarter) == (None if target is None else Decimal(target), whose)


def test_what_the_quarters_have_of_their_own() -> None:
    assert SEVERAL.targets_of_quarters(SAKIP) == {1: 0, 2: 40}
    assert SEVERAL.targets_of_quarters(IKM) == {3: 60}
    assert SEVERAL.targets_of_quarters(IndicatorKey.ANJAB) == {}


def test_a_quarter_whose_target_is_taken_away_has_the_years_again() -> None:
    told = [("target.sakip", "75"), ("target.sakip.tw2", "40"), ("target.sakip.tw2", "")]
    assert rules_from(2026, told) == rules_from(2026, told[:1])
    assert rules_from(2026, told).target(SAKIP, 2) == (Decimal(75), 0)


def test_the_keys() -> None:
    assert (target_key(SAKIP), target_key(SAKIP, 2)) == ("target.sakip", "target.sakip.tw2")


def test_a_new_year_takes_them_over() -> None:
    told = {"target.sakip": "75", "target.sakip.tw2": "40"}
    assert taken_over(told, 2026, 2027) == told


@given(st.integers(0, 4), st.none() | PERCENT)
def test_without_targets_of_quarters_every_quarter_has_the_years_as_before(
    quarter: int, target: Decimal | None
) -> None:
    rules = YearRules(2026, targets={} if target is None else {SAKIP: target})
    assert rules.target(SAKIP, quarter) == (rules.targets.get(SAKIP), 0)


@given(COUNTS, st.sampled_from(QUARTER_NUMBERS), PERCENT, st.none() | PERCENT)
def test_a_quarter_is_judged_as_a_year_with_that_target(
    counts: Counts, quarter: int, own: Decimal, of_year: Decimal | None
) -> None:
    year = YearRules(2026, targets={SAKIP: own})
    beside = YearRules(
        2026,
        targets={} if of_year is None else {SAKIP: of_year},
        quarter_targets={(SAKIP, quarter): own},
    )
    for judged in (Counts.capaian, Counts.further_needed):
        assert judged(counts, beside.target(SAKIP, quarter)[0]) == judged(counts, year.target(SAKIP)[0])
        assert judged(counts, beside.target(SAKIP)[0]) == judged(counts, of_year)


@pytest.mark.parametrize(
    ("met", "total", "target", "capaian"),
    [
        (62, 100, "55", "112,73"),
        (71, 100, "68", "104,41"),
        (753, 1000, "75", "100,40"),
        (725, 1000, "72", "100,69"),
        (971, 1000, "97", "100,10"),
    ],
)
def test_a_capaian_above_100_is_shown_as_it_is(met: int, total: int, target: str, capaian: str) -> None:
    """The capaian that BP Batam published for 2025; realisasi and target are chosen so that they give it."""
    rules = rules_from(2025, [("target.sakip", "100"), ("target.sakip.tw4", target)])
    counts = Counts(met, total - met, 0, 0, 0, 0)
    shown = counts.capaian(rules.target(SAKIP, 4)[0])
    assert shown is not None
    assert format_decimal(shown) == capaian
    assert capaian_label(shown) == "Sangat Tinggi"
    assert counts.further_needed(rules.target(SAKIP, 4)[0]) == 0
