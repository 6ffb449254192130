"""How long things took, in integers."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.times import BOUNDS, Times


def test_each_is_counted_at_the_first_bound_that_holds_it() -> None:
    times = Times((0.1, 1.0))
    for seconds in (0.0, 0.1, 0.11, 1.0, 1.5):
        times.add(seconds)
    assert times.counts == [2, 2, 1]
    assert times.within() == [2, 4, 5]
    assert times.count == 5
    assert times.seconds == 2.71


@given(st.lists(st.floats(0, 1000)))
def test_none_is_lost_and_more_time_holds_never_fewer(lengths: list[float]) -> None:
    times = Times()
    for seconds in lengths:
        times.add(seconds)
    assert times.within()[-1] == times.count == len(lengths)
    assert all(fewer <= more for fewer, more in pairwise(times.within()))
    assert times.within()[:-1] == [sum(one <= bound for one in lengths) for bound in BOUNDS]
