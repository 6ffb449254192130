"""The two scales of tepat tugas dan fungsi: every boundary, and what is no score on them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem
from domain.indicators.scales import KEMATANGAN, PERINGKAT, SCALES, Scale
from tests.domain.grades import all_of
from tests.domain.language.refusals import refusal, refusals


@pytest.mark.parametrize(
    ("scale", "level", "scores"),
    [
        (PERINGKAT, "P-5", "100 81"),
        (PERINGKAT, "P-4", "80.99 80.5 80 61"),
        (PERINGKAT, "P-3", "60.5 60 41"),
        (PERINGKAT, "P-2", "40.5 40 21"),
        (PERINGKAT, "P-1", "20.5 20 0"),
        (KEMATANGAN, "tingkat 5, sangat tinggi", "55 47"),
        (KEMATANGAN, "tingkat 4, tinggi", "46 38"),
        (KEMATANGAN, "tingkat 3, sedang", "37 29"),
        (KEMATANGAN, "tingkat 2, rendah", "28 20"),
        (KEMATANGAN, "tingkat 1, sangat rendah", "19 10"),
    ],
)
def test_a_score_between_two_printed_bands_belongs_to_the_lower(
    scale: Scale, level: str, scores: str
) -> None:
    assert all_of(scores, lambda score: scale.level_of(score).said) == {level}


@pytest.mark.parametrize(
    ("scale", "score", "minimum", "maximum"),
    [
        (PERINGKAT, "-0.01", "0", "100"),
        (PERINGKAT, "100.01", "0", "100"),
        (KEMATANGAN, "9", "10", "55"),
        (KEMATANGAN, "56", "10", "55"),
    ],
)
def test_a_score_outside_its_scale_is_refused(scale: Scale, score: str, minimum: str, maximum: str) -> None:
    for refused in (
        refusal(lambda: scale.level_of(Decimal(score))),
        refusal(lambda: scale.read(score)),
    ):
        assert refused.problem is Problem.OUT_OF_RANGE
        assert refused.details == {"minimum": minimum, "maximum": maximum}


@pytest.mark.parametrize(
    ("scale", "typed", "stored", "told"),
    [
        (PERINGKAT, "80,50", "80.5", "80,50"),
        (PERINGKAT, "0", "0", "0,00"),
        (KEMATANGAN, " 40 ", "40", "40"),
        (KEMATANGAN, "40,0", "40", "40"),
        (KEMATANGAN, "10", "10", "10"),
        (KEMATANGAN, "55", "55", "55"),
    ],
)
def test_a_score_is_read_and_told_as_its_scale_writes_it(
    scale: Scale, typed: str, stored: str, told: str
) -> None:
    assert scale.read(typed) == stored
    assert scale.told(Decimal(stored)) == told


def test_maturity_is_scored_in_whole_numbers() -> None:
    assert refusals(["37,6", "28.5"], KEMATANGAN.read) == {Problem.NOT_A_WHOLE_NUMBER}


@pytest.mark.parametrize("scale", SCALES.values())
def test_the_levels_go_from_the_best_to_the_lowest(scale: Scale) -> None:
    assert [level.number for level in scale.levels] == [5, 4, 3, 2, 1]
    assert [level.lowest for level in scale.levels] == sorted(
        (level.lowest for level in scale.levels), reverse=True
    )
    assert len({level.key for level in scale.levels}) == 5
    assert scale.named(3).number == 3


@given(st.sampled_from(list(SCALES.values())), st.data())
def test_a_higher_score_is_never_a_lower_level(scale: Scale, data: st.DataObject) -> None:
    scores = st.decimals(scale.lowest, scale.highest, places=0 if scale.whole else 2)
    low, high = sorted((data.draw(scores), data.draw(scores)))
    assert scale.level_of(low).number <= scale.level_of(high).number
