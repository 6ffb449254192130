"""Counting those who owe alike says what looking at each of them does."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.keys import IndicatorKey
from domain.overdue.alike import Alike, Lateness, Pressing, lateness, many
from domain.years.rules import YearRules
from tests.domain.history import day

SAKIP = IndicatorKey.SAKIP


def test_a_deadline_is_that_of_all_or_their_own_and_later_by_the_review() -> None:
    rules = YearRules(2026, deadlines={SAKIP: day(3)}, extensions={(SAKIP, "B"): day(6)})
    assert Alike(indicator=SAKIP, many=9).due(rules) == day(3)
    assert Alike(indicator=SAKIP, opd="B").due(rules) == day(6)
    assert Alike(indicator=SAKIP, review_days=2).due(rules) == day(5)
    assert Alike(indicator=IndicatorKey.IKM).due(rules) is None


def test_the_most_pressing_comes_first() -> None:
    rules = YearRules(2026, deadlines={SAKIP: day(3)})
    back, missing = Alike(indicator=SAKIP, returned=True, review_days=2), Alike(indicator=SAKIP)
    assert [one.pressing(rules, day(4)) for one in (missing, back)] == [Pressing.LATE, Pressing.RETURNED]
    assert missing.pressing(rules, day(2)) is Pressing.MISSING
    assert min(Pressing) is Pressing.LATE
    assert many([Alike(indicator=SAKIP, many=3), back]) == 4


def test_without_a_deadline_nobody_is_late() -> None:
    assert lateness(YearRules(2026), SAKIP, (), (), day(5)) == Lateness()
    assert not Lateness().is_late("A", 0)


@given(
    due=st.integers(-9, 9).map(day),
    longer=st.dictionaries(st.sampled_from(["B", "C"]), st.integers(-9, 9).map(day)),
    reviews=st.dictionaries(st.sampled_from("ABC"), st.integers(0, 9), min_size=1),
    now=st.integers(-9, 9).map(day),
    hours=st.integers(0, 23),
)
def test_what_is_said_of_many_holds_for_each(
    due: datetime, longer: dict[str, datetime], reviews: dict[str, int], now: datetime, hours: int
) -> None:
    now += timedelta(hours=hours)
    rules = YearRules(
        2026, deadlines={SAKIP: due}, extensions={(SAKIP, code): own for code, own in longer.items()}
    )
    owed = [Alike(indicator=SAKIP, opd=code, review_days=days) for code, days in reviews.items()]
    told = lateness(rules, SAKIP, rules.longer(SAKIP), owed, now)
    for one in owed:
        assert told.is_late(one.opd, one.review_days) == (one.pressing(rules, now) is Pressing.LATE)
