"""Verdicts, what ended a submission's waiting, and how a decision is undone within five minutes."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotPossible, Problem
from domain.reports.events import (
    DECISIONS,
    UNDO_WITHIN,
    EventKind,
    ReportEvent,
    ended_by,
    may_decide,
    may_undo,
    standing,
)
from tests.domain.history import (
    day,
    evaluated,
    event,
    one_report,
    returned,
    submitted,
    undone,
    verified,
    withdrawn,
)


def problem(decide: Callable[[], None]) -> Problem:
    with pytest.raises(NotPossible) as caught:
        decide()
    return caught.value.problem


def test_what_waits_may_be_decided() -> None:
    may_decide(standing([submitted(1)]), 1)
    may_decide(standing([submitted(1), verified(2, 1), undone(3, 2)]), 1)
    assert standing([submitted(1), verified(2, 1)]).verified == submitted(1)


@pytest.mark.parametrize(
    ("told", "number", "late", "expected"),
    [
        ([submitted(1), verified(2, 1)], 2, timedelta(microseconds=1), Problem.UNDO_TOO_LATE),
        ([submitted(1), verified(2, 1), undone(3, 2)], 2, timedelta(), Problem.ALREADY_UNDONE),
        ([submitted(1), verified(2, 1), submitted(3)], 2, timedelta(), Problem.NOT_THE_LATEST),
        ([submitted(1), returned(2, 1), submitted(3)], 2, timedelta(), Problem.NOT_THE_LATEST),
        ([evaluated(1), evaluated(2)], 1, timedelta(), Problem.NOT_THE_LATEST),
    ],
)
def test_a_decision_stays_that_is_old_or_was_gone_on_with(
    told: list[ReportEvent], number: int, late: timedelta, expected: Problem
) -> None:
    decision = told[number - 1]
    assert problem(lambda: may_undo(told, decision, decision.at + UNDO_WITHIN + late)) is expected


@pytest.mark.parametrize(
    "told",
    [
        [submitted(1), verified(2, 1)],
        [submitted(1), returned(2, 1)],
        [evaluated(2)],
        [submitted(1), evaluated(2), evaluated(3), undone(4, 3)],
    ],
)
def test_a_decision_may_be_undone_until_five_minutes_have_passed(told: list[ReportEvent]) -> None:
    decision = next(one for one in told if one.id == 2)
    may_undo(told, decision, decision.at + UNDO_WITHIN)
    assert ended_by([*told, undone(9, 2)], 1) is None


def test_only_decisions_are_undone() -> None:
    with pytest.raises(ValueError, match="no decision"):
        may_undo([submitted(1)], submitted(1), day(1))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([submitted(1)], None),
        ([submitted(1), withdrawn(2, 1)], 2),
        ([submitted(1), returned(2, 1), verified(3, 1)], 2),
        ([submitted(1), returned(2, 1), undone(3, 2), verified(4, 1)], 4),
        ([submitted(1), submitted(2), verified(3, 2)], None),
    ],
)
def test_what_ended_the_waiting_of_a_submission(told: list[ReportEvent], expected: int | None) -> None:
    end = ended_by(reversed(told), 1)
    assert (end.id if end is not None else None) == expected


@given(one_report, st.integers(1, 14), st.randoms(use_true_random=False))
def test_an_undone_decision_is_as_if_it_had_never_been(
    told: list[ReportEvent], number: int, dice: Random
) -> None:
    without_it = [one for one in told if not (one.id == number and one.kind in DECISIONS)]
    shuffled = [*told, undone(99, number)]
    dice.shuffle(shuffled)
    assert standing(shuffled) == standing(without_it)


@given(one_report)
def test_undoing_is_seen_only_from_its_own_instant_on(told: list[ReportEvent]) -> None:
    for decision in (one for one in told if one.kind in DECISIONS):
        later = event(99, EventKind.UNDONE, decision.id, at=day(11))
        assert standing([*told, later], day(10)) == standing(told, day(10))
