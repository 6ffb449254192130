from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.closing.official import (
    Cause,
    Moved,
    compared_from,
    may_change,
    may_close,
    may_record,
    may_reopen,
    official_as_of,
    reconciliation,
)
from domain.errors import NotPossible, Problem
from domain.figures.figure import Figure, figure
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB, year_end
from domain.reports.events import EventKind, ReportEvent
from domain.reports.periods import PERIOD, ReportPeriod
from domain.units.opd import Opd
from domain.years.rules import YearRules
from tests.domain.history import (
    BAD,
    CODES,
    GOOD,
    evaluated,
    event,
    histories,
    is_good,
    returned,
    submitted,
    verified,
)

FIRST, AGAIN = datetime(2027, 1, 15, 9, tzinfo=WIB), datetime(2027, 3, 1, 9, tzinfo=WIB)
LATER = AGAIN + timedelta(days=30)
OPEN = YearRules(2026)
CLOSED = replace(OPEN, closed_at=FIRST, closings=(FIRST,))
REOPENED = replace(OPEN, closings=(FIRST,))
CLOSED_AGAIN = replace(OPEN, closed_at=AGAIN, closings=(FIRST, AGAIN))
OPDS = tuple(Opd(code, f"Dinas {code}", "dinas", date(2024, 1, 1)) for code in CODES)
CLOSING = datetime(2026, 3, 10, 8, tzinfo=WIB)  # nine days into the stories of tests.domain.history


def refused(ask: Callable[[], None]) -> Problem | None:
    try:
        ask()
    except NotPossible as reason:
        return reason.problem
    return None


@pytest.mark.parametrize(
    ("rules", "change", "close", "reopen"),
    [
        (OPEN, None, None, Problem.YEAR_IS_OPEN),
        (CLOSED, Problem.YEAR_CLOSED, Problem.YEAR_CLOSED, None),
        (REOPENED, None, None, Problem.YEAR_IS_OPEN),
        (CLOSED_AGAIN, Problem.YEAR_CLOSED, Problem.YEAR_CLOSED, None),
    ],
)
def test_what_may_be_done_to_a_year(
    rules: YearRules, change: Problem | None, close: Problem | None, reopen: Problem | None
) -> None:
    assert refused(lambda: may_change(rules)) is change
    assert refused(lambda: may_close(rules, LATER)) is close
    assert refused(lambda: may_reopen(rules)) is reopen


def test_a_year_closes_only_after_its_last_instant() -> None:
    end = year_end(2026)
    assert refused(lambda: may_close(OPEN, end)) is Problem.YEAR_NOT_OVER
    assert refused(lambda: may_close(OPEN, end + timedelta(microseconds=1))) is None


def opd(since: int, until: int | None = None) -> Opd:
    """Return a unit from the first day of a year to the last day of another."""
    last = date(until, 12, 31) if until is not None else None
    return Opd("A", "Dinas A", "dinas", date(since, 1, 1), last)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (None, opd(2027), None),
        (None, opd(2026), Problem.DENOMINATOR_FROZEN),
        (opd(2024), opd(2024, 2026), None),
        (opd(2024), opd(2024, 2025), Problem.DENOMINATOR_FROZEN),
        (opd(2024), opd(2026), None),
        (opd(2024), replace(opd(2024), name="Dinas Baru"), None),
        (opd(2024, 2025), opd(2024), Problem.DENOMINATOR_FROZEN),
        (opd(2027), opd(2024), Problem.DENOMINATOR_FROZEN),
    ],
)
def test_the_denominator_of_a_year_ever_closed_stays(
    before: Opd | None, after: Opd, problem: Problem | None
) -> None:
    assert refused(lambda: may_record(before, after, [2026])) is problem
    assert refused(lambda: may_record(before, after, [])) is None


@pytest.mark.parametrize(
    ("rules", "official", "base"),
    [(OPEN, LATER, None), (CLOSED, FIRST, FIRST), (REOPENED, FIRST, FIRST), (CLOSED_AGAIN, AGAIN, FIRST)],
)
def test_the_official_figures_are_those_of_the_last_closing(
    rules: YearRules, official: datetime, base: datetime | None
) -> None:
    assert official_as_of(rules, LATER) == official
    assert compared_from(rules) == base


def test_while_reopened_again_the_figures_that_stand_are_compared() -> None:
    assert compared_from(replace(OPEN, closings=(FIRST, AGAIN))) == AGAIN


def as_of(
    instant: datetime,
    *events: ReportEvent,
    opds: tuple[Opd, ...] = OPDS[:1],
    rule: Callable[[Answers], bool] = is_good,
    validity_years: int = 1,
) -> Figure:
    return figure(IndicatorKey.SAKIP, 2026, instant, opds, events, rule, validity_years)


def cause(before: Figure, after: Figure) -> tuple[int, Cause]:
    """Return what the one OPD of these stories adds, and why."""
    told = reconciliation(before, after)
    assert told is not None
    assert len(told.moved) == 1
    return told.moved[0].change, told.moved[0].cause


def both(*events: ReportEvent, validity_years: int = 1) -> tuple[Figure, Figure]:
    """Return the figures as of the closing, and long after."""
    then, now = (as_of(instant, *events, validity_years=validity_years) for instant in (CLOSING, LATER))
    return then, now


def test_nothing_moved() -> None:
    assert reconciliation(*both(submitted(1), verified(2, 1))) is None


def test_a_report_that_came_later_but_does_not_count_moves_nothing() -> None:
    assert reconciliation(*both(submitted(11), returned(12, 11))) is None


def test_verified_later() -> None:
    assert cause(*both(submitted(1), verified(11, 1))) == (1, Cause.VERIFIED)


def test_evaluated_later() -> None:
    assert cause(*both(evaluated(11))) == (1, Cause.EVALUATED)


def test_corrected_for_the_better_and_for_the_worse() -> None:
    assert cause(*both(submitted(1, BAD), verified(2, 1), submitted(11), verified(12, 11))) == (
        1,
        Cause.CORRECTED,
    )
    assert cause(*both(submitted(1), verified(2, 1), submitted(11, BAD), verified(12, 11))) == (
        -1,
        Cause.CORRECTED,
    )


def of_period(number: int, answer: str, period: ReportPeriod, reason: str = "") -> ReportEvent:
    sent = submitted(number, answer)
    return replace(
        sent, answers={**sent.answers, PERIOD: period.value}, reason=reason, about=1 if reason else None
    )


@pytest.mark.parametrize(("reason", "why"), [("", Cause.VERIFIED), ("salah periode", Cause.CORRECTED)])
def test_a_later_semester_is_no_correction_of_the_first(reason: str, why: Cause) -> None:
    story = [of_period(1, GOOD, ReportPeriod.FIRST), verified(2, 1)]
    story += [of_period(11, BAD, ReportPeriod.SECOND, reason), verified(12, 11)]
    then, now = (
        as_of(instant, *story, rule=lambda answers: answers["hasil"] == GOOD) for instant in (CLOSING, LATER)
    )
    assert cause(then, now) == (-1, why)


def test_a_verdict_that_was_undone() -> None:
    """Closed within the five minutes, and reopened."""
    undoing = event(11, EventKind.UNDONE, 2)
    assert cause(*both(submitted(1), verified(2, 1), undoing)) == (-1, Cause.UNDONE)


def test_a_correction_that_was_undone() -> None:
    story = (submitted(1, BAD), verified(2, 1), submitted(3), verified(4, 3), event(11, EventKind.UNDONE, 4))
    assert cause(*both(*story)) == (-1, Cause.UNDONE)


def test_another_rule_for_the_same_answer() -> None:
    story = (submitted(1), verified(2, 1))
    stricter = as_of(LATER, *story, rule=lambda _: False)
    assert cause(as_of(CLOSING, *story), stricter) == (-1, Cause.RULE)


def test_an_earlier_result_that_counts_longer_or_no_longer() -> None:
    old = evaluated(1, year=2025)
    without, carried = as_of(CLOSING, old), as_of(CLOSING, old, validity_years=2)
    assert cause(without, replace(carried, as_of=LATER)) == (1, Cause.RULE)
    assert cause(carried, replace(without, as_of=LATER)) == (-1, Cause.RULE)


def test_an_own_result_after_one_of_an_earlier_year() -> None:
    story = (evaluated(1, BAD, year=2025), evaluated(11))
    assert cause(*both(*story, validity_years=3)) == (1, Cause.EVALUATED)


def test_the_denominator_is_told_too() -> None:
    story = (submitted(1, opd="B"), verified(2, 1, opd="B"))
    one, two = as_of(CLOSING, *story), as_of(LATER, *story, opds=OPDS[:2])
    joined, left = reconciliation(one, two), reconciliation(two, replace(one, as_of=LATER))
    assert joined is not None
    assert left is not None
    assert joined.moved == (Moved(OPDS[1], 1, Cause.JOINED),)
    assert left.moved == (Moved(OPDS[1], -1, Cause.LEFT),)
    assert cause(as_of(CLOSING), as_of(LATER, opds=OPDS[:2])) == (0, Cause.JOINED)


def test_gains_come_first_then_by_name() -> None:
    story = (
        submitted(1, opd="A"),
        verified(2, 1, opd="A"),
        event(11, EventKind.UNDONE, 2, opd="A"),
        evaluated(12, opd="C"),
        evaluated(13, opd="B"),
    )
    told = reconciliation(as_of(CLOSING, *story, opds=OPDS), as_of(LATER, *story, opds=OPDS))
    assert told is not None
    assert [(one.opd.code, one.change) for one in told.moved] == [("B", 1), ("C", 1), ("A", -1)]


@given(histories(years=(2025, 2026)), st.integers(0, 11), st.integers(1, 3))
def test_the_changes_add_up(events: list[ReportEvent], days: int, validity_years: int) -> None:
    instant = datetime(2026, 3, 1, 8, tzinfo=WIB) + timedelta(days=days)
    before = as_of(instant, *events, opds=OPDS, validity_years=validity_years)
    after = as_of(LATER, *events, opds=OPDS[1:], validity_years=validity_years)
    told = reconciliation(before, after)
    moved = told.moved if told is not None else ()
    assert sum(one.change for one in moved) == after.counts.met - before.counts.met
    assert reconciliation(before, before) is None
