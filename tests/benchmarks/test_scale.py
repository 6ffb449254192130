"""The benchmark of size runs on the smallest city; what it measures is not looked at."""

from pathlib import Path

import pytest

from benchmarks.scale import ACTS, FIRSTS, exponent, filled, measure, table


async def test_every_act_is_measured_in_a_small_city(tmp_path: Path) -> None:
    async with filled("sqlite", 5, 1, tmp_path) as url:
        costs = await measure(url, tmp_path, rounds=1)
    assert costs.keys() == {*ACTS, *(f"{name}, first" for name in ACTS)}
    assert table("sqlite", {(5, 1): costs}).count("\n| ") == len(ACTS) + len(FIRSTS) + 2


def test_the_exponent_is_the_slope_of_the_logarithms() -> None:
    assert exponent({10: 1.0, 100: 10.0, 1000: 100.0}) == pytest.approx(1)
    assert exponent({10: 2.0, 100: 2.0}) == pytest.approx(0)
