"""What an OPD says instead of reporting: when it holds, when it ends, and that no figure knows of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotPossible, Problem
from domain.figures.figure import figure, figure_now
from domain.keys import IndicatorKey
from domain.language.dates import quarter_end
from domain.overdue.debts import debts
from domain.reports.events import (
    EventKind,
    ReportEvent,
    State,
    may_expect,
    may_take_back,
    standing,
)
from domain.reports.expected import EXPECTED_MONTH, Month, expected_month, month_of
from domain.units.opd import Opd
from domain.years.rules import YearRules
from tests.domain.history import (
    CODES,
    day,
    expected,
    histories,
    is_good,
    one_report,
    returned,
    submitted,
    undone,
    verified,
    withdrawn,
)

OPDS = [Opd(code, code, code, valid_from=date(2020, 1, 1)) for code in CODES]


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ([], None),
        ([expected(1)], 1),
        ([expected(1), expected(2)], 2),
        ([expected(1), withdrawn(2, 1)], None),
        ([expected(1), expected(2), withdrawn(3, 2)], None),
        ([expected(1), expected(2), withdrawn(3, 1)], 2),
        ([expected(1), withdrawn(2, 1), expected(3)], 3),
        ([expected(1), submitted(2)], None),
        ([expected(1), submitted(2), withdrawn(3, 2)], None),
        ([submitted(1), withdrawn(2, 1), expected(3)], 3),
        ([expected(1), submitted(2), verified(3, 2)], None),
        ([expected(1), submitted(2), verified(3, 2), undone(4, 3)], None),
        ([submitted(1), returned(2, 1), expected(3)], None),
        ([submitted(1), expected(2)], None),
        ([submitted(1), verified(2, 1), expected(3)], None),
    ],
)
def test_the_latest_word_holds_until_something_is_sent(told: list[ReportEvent], holds: int | None) -> None:
    now = standing(told)
    assert (now.expected.id if now.expected is not None else None) == holds


def test_what_was_expected_is_read_as_of_then() -> None:
    told = [expected(10), submitted(40), verified(50, 40)]
    assert standing(told, day(9)).expected is None
    assert standing(told, day(10)).expected == told[0]
    assert standing(told, day(39)).expected == told[0]
    assert standing(told, day(40)).expected is None


@given(one_report)
def test_only_a_missing_report_is_expected(told: list[ReportEvent]) -> None:
    now = standing(told)
    assert now.expected is None or now.state is State.MISSING


@given(histories(), st.integers(-1, 11))
def test_no_count_knows_of_it_at_any_instant(told: list[ReportEvent], number: int) -> None:
    """Counts, parts and what is owed are the same with and without; only what is said of it differs."""
    at = day(number)
    without = [event for event in told if event.kind is not EventKind.EXPECTED]
    for compute in (figure, figure_now):
        one, other = (
            compute(IndicatorKey.SAKIP, 2026, at, OPDS, events, is_good) for events in (told, without)
        )
        assert one.counts == other.counts
        assert [entry.part for entry in one.entries] == [entry.part for entry in other.entries]
        assert other.expected == ()
    owed, owed_without = (
        [(one.key, one.due, one.returned) for one in debts(YearRules(2026), OPDS, events, at)]
        for events in (told, without)
    )
    assert owed == owed_without


def test_a_quarter_says_what_was_expected_then() -> None:
    told = [expected(10), submitted(60)]
    assert quarter_end(2026, 1) > told[0].at
    then = figure(IndicatorKey.SAKIP, 2026, quarter_end(2026, 1), OPDS, told, is_good)
    assert [entry.opd.code for entry in then.expected] == ["A"]
    later = figure(IndicatorKey.SAKIP, 2026, quarter_end(2026, 2), OPDS, told, is_good)
    assert later.expected == ()


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ([], None),
        ([expected(1)], None),
        ([submitted(1), withdrawn(2, 1)], None),
        ([submitted(1)], Problem.ALREADY_WAITING),
        ([submitted(1), returned(2, 1), submitted(3)], Problem.ALREADY_WAITING),
        ([submitted(1), verified(2, 1)], Problem.ALREADY_REPORTED),
        ([submitted(1), verified(2, 1), submitted(3)], Problem.ALREADY_WAITING),
        ([submitted(1), returned(2, 1)], Problem.WAS_RETURNED),
    ],
)
def test_only_of_a_missing_report_may_it_be_said(told: list[ReportEvent], problem: Problem | None) -> None:
    if problem is None:
        may_expect(standing(told))
        return
    with pytest.raises(NotPossible) as refused:
        may_expect(standing(told))
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("told", "is_possible"),
    [
        ([expected(1)], True),
        ([expected(1), expected(2)], False),
        ([expected(1), withdrawn(2, 1)], False),
        ([expected(1), submitted(2)], False),
    ],
)
def test_only_what_holds_is_taken_back(told: list[ReportEvent], is_possible: bool) -> None:
    if is_possible:
        may_take_back(standing(told), 1)
        return
    with pytest.raises(NotPossible) as refused:
        may_take_back(standing(told), 1)
    assert refused.value.problem is Problem.NOT_EXPECTED


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2026-09", Month(2026, 9)),
        ("2026-12", Month(2026, 12)),
        ("2099-01", Month(2099, 1)),
        ("2026-00", None),
        ("2026-13", None),
        ("1999-12", None),
        ("2100-01", None),
        ("2026-9", None),
        ("September", None),
        ("", None),
    ],
)
def test_a_month_is_read_or_there_is_none(said: str, month: Month | None) -> None:
    assert month_of(said) == month
    assert expected_month(replace(expected(1), answers={EXPECTED_MONTH: said})) == month


def test_answers_that_say_no_month_give_none() -> None:
    assert expected_month(replace(expected(1), answers={})) is None


@pytest.mark.parametrize(
    ("month", "first", "after"),
    [
        (Month(2026, 9), date(2026, 9, 1), date(2026, 10, 1)),
        (Month(2026, 11), date(2026, 11, 1), date(2026, 12, 1)),
        (Month(2026, 12), date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_a_month_is_over_on_the_first_of_the_next(month: Month, first: date, after: date) -> None:
    assert (month.first, month.after) == (first, after)
    assert not month.is_over(first)
    assert not month.is_over(after - timedelta(days=1))
    assert month.is_over(after)
