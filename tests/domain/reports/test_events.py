from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NotPossible, Problem
from domain.indicators import INDICATORS, by_key
from domain.keys import IndicatorKey
from domain.reports.events import (
    EventKind,
    ReportEvent,
    Standing,
    State,
    may_decide,
    may_submit,
    may_withdraw,
    standing,
)
from tests.domain.history import (
    BAD,
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


def ids(now: Standing) -> tuple[int | None, int | None, int | None]:
    """Return the ids of what is verified, what waits and what was returned."""
    events = (now.verified, now.waiting, now.returned)
    verdict, waiting, repair = (found.id if found is not None else None for found in events)
    return verdict, waiting, repair


@pytest.mark.parametrize(
    ("told", "state", "expected"),
    [
        ([], State.MISSING, (None, None, None)),
        ([submitted(1)], State.WAITING, (None, 1, None)),
        ([submitted(1), withdrawn(2, 1)], State.MISSING, (None, None, None)),
        ([submitted(1), verified(2, 1)], State.VERIFIED, (1, None, None)),
        ([submitted(1), returned(2, 1)], State.RETURNED, (None, None, 2)),
        ([submitted(1), returned(2, 1), submitted(3)], State.WAITING, (None, 3, 2)),
        ([submitted(1), returned(2, 1), submitted(3), withdrawn(4, 3)], State.RETURNED, (None, None, 2)),
        ([submitted(1), returned(2, 1), submitted(3), verified(4, 3)], State.VERIFIED, (3, None, None)),
        ([submitted(1), returned(2, 1), submitted(3), returned(4, 3)], State.RETURNED, (None, None, 4)),
        ([submitted(1), verified(2, 1), submitted(3)], State.VERIFIED, (1, 3, None)),
        ([submitted(1), verified(2, 1), submitted(3), withdrawn(4, 3)], State.VERIFIED, (1, None, None)),
        ([submitted(1), verified(2, 1), submitted(3), returned(4, 3)], State.VERIFIED, (1, None, 4)),
        ([submitted(1), verified(2, 1), submitted(3, BAD), verified(4, 3)], State.VERIFIED, (3, None, None)),
        ([evaluated(1)], State.VERIFIED, (1, None, None)),
        ([evaluated(1), evaluated(2, BAD)], State.VERIFIED, (2, None, None)),
        ([submitted(1), returned(2, 1), submitted(3), evaluated(4)], State.VERIFIED, (4, None, None)),
        ([submitted(1), verified(2, 1), undone(3, 2)], State.WAITING, (None, 1, None)),
        ([submitted(1), returned(2, 1), undone(3, 2)], State.WAITING, (None, 1, None)),
        ([submitted(1), verified(2, 1), undone(3, 2), returned(4, 1)], State.RETURNED, (None, None, 4)),
        ([submitted(1), verified(2, 1), undone(3, 2), withdrawn(4, 1)], State.MISSING, (None, None, None)),
        ([evaluated(1), evaluated(2, BAD), undone(3, 2)], State.VERIFIED, (1, None, None)),
        ([submitted(1), evaluated(2), undone(3, 2)], State.WAITING, (None, 1, None)),
    ],
)
def test_where_a_report_stands_after_its_events(
    told: list[ReportEvent], state: State, expected: tuple[int | None, ...]
) -> None:
    now = standing(told)
    assert (now.state, ids(now)) == (state, expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([verified(2, 1)], (None, None, None)),
        ([submitted(1), verified(2, 99)], (None, 1, None)),
        ([submitted(1), withdrawn(2, 1), verified(3, 1)], (None, None, None)),
        ([submitted(1), verified(2, 1), returned(3, 1)], (1, None, None)),
        ([submitted(1), returned(2, 1), verified(3, 1)], (None, None, 2)),
        ([submitted(1), verified(2, 1), withdrawn(3, 1)], (1, None, None)),
        ([submitted(1), submitted(2), verified(3, 1)], (None, 2, None)),
        ([submitted(1), evaluated(2), verified(3, 1)], (2, None, None)),
        ([submitted(1), undone(2, 1)], (None, 1, None)),
        ([submitted(1), withdrawn(2, 1), undone(3, 2)], (None, None, None)),
        ([submitted(1), verified(2, 1), undone(3, 2), undone(4, 3)], (None, 1, None)),
    ],
)
def test_a_decision_about_anything_but_what_waits_changes_nothing(
    told: list[ReportEvent], expected: tuple[int | None, ...]
) -> None:
    assert ids(standing(told)) == expected


def test_withdrawing_the_later_of_two_leaves_the_earlier_waiting() -> None:
    assert ids(standing([submitted(1), submitted(2), withdrawn(3, 2)])) == (None, 1, None)


def test_the_verdict_is_dated_by_its_decision() -> None:
    assert standing([submitted(1), verified(5, 1)]).verified_at == day(5)
    assert standing([evaluated(3)]).verified_at == day(3)
    assert standing([submitted(1)]).verified_at is None


def test_any_past_instant_can_be_asked_and_includes_itself() -> None:
    told = [submitted(1), verified(2, 1), submitted(3), verified(4, 3)]
    assert standing(told, day(1) - timedelta(microseconds=1)).state is State.MISSING
    assert ids(standing(told, day(1))) == (None, 1, None)
    assert ids(standing(told, day(3))) == (1, 3, None)
    assert ids(standing(told, day(4))) == (3, None, None)


def test_events_of_one_instant_happened_in_the_order_of_their_ids() -> None:
    told = [event(2, EventKind.VERIFIED, 1, at=day(1)), event(1, EventKind.SUBMITTED, at=day(1))]
    assert ids(standing(told)) == (1, None, None)


@pytest.mark.parametrize(
    ("told", "waits", "came_back"),
    [
        ([submitted(1)], False, False),
        ([submitted(1), returned(2, 1)], False, False),
        ([submitted(1), verified(2, 1)], False, False),
        ([submitted(1), verified(2, 1), submitted(3)], True, False),
        ([submitted(1), verified(2, 1), submitted(3), returned(4, 3)], False, True),
        ([submitted(1), verified(2, 1), submitted(3), returned(4, 3), submitted(5)], True, False),
    ],
)
def test_a_correction_is_known_as_one(told: list[ReportEvent], waits: bool, came_back: bool) -> None:
    now = standing(told)
    assert (now.correction_waiting, now.correction_returned) == (waits, came_back)


def problem(decide: Callable[[], None]) -> Problem:
    with pytest.raises(NotPossible) as caught:
        decide()
    return caught.value.problem


def test_nothing_is_sent_on_top_of_what_waits() -> None:
    assert problem(lambda: may_submit(standing([submitted(1)]))) is Problem.ALREADY_WAITING


@pytest.mark.parametrize(
    "told",
    [[], [submitted(1), withdrawn(2, 1)], [submitted(1), returned(2, 1)], [submitted(1), verified(2, 1)]],
)
def test_a_report_or_a_correction_may_be_sent_when_nothing_waits(told: list[ReportEvent]) -> None:
    now = standing(told)
    may_submit(now)
    assert standing([*told, submitted(9)]).waiting == submitted(9)


def test_what_waits_may_be_withdrawn() -> None:
    now = standing([submitted(1)])
    may_withdraw(now, 1)
    assert standing([submitted(1), withdrawn(2, 1)]).waiting is None


@pytest.mark.parametrize("rule", [may_withdraw, may_decide])
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], Problem.NOTHING_WAITING),
        ([submitted(1), withdrawn(2, 1)], Problem.NOTHING_WAITING),
        ([submitted(1), verified(2, 1)], Problem.ALREADY_DECIDED),
        ([submitted(1), returned(2, 1)], Problem.ALREADY_DECIDED),
        ([submitted(1), returned(2, 1), submitted(3)], Problem.ALREADY_DECIDED),
        ([submitted(1), withdrawn(2, 1), submitted(3)], Problem.NOT_THE_LATEST),
    ],
)
def test_what_does_not_wait_cannot_be_withdrawn_or_decided(
    rule: Callable[[Standing, int], None], told: list[ReportEvent], expected: Problem
) -> None:
    assert problem(lambda: rule(standing(told), 1)) is expected


def test_a_ticket_is_short_and_says_what_it_is_about() -> None:
    assert by_key(IndicatorKey.SAKIP).ticket(2026, 42) == "SKP-26-0042"
    assert by_key(IndicatorKey.ANJAB).ticket(2026, 12345) == "ANJ-26-12345"


def test_tickets_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        by_key(IndicatorKey.IKM).ticket(2026, 0)


@given(
    st.sampled_from([one.key for one in INDICATORS]),
    st.sampled_from([one.key for one in INDICATORS]),
    st.integers(1, 99_999),
    st.integers(1, 99_999),
)
def test_two_numbers_never_share_a_ticket(
    one: IndicatorKey, other: IndicatorKey, first: int, second: int
) -> None:
    tickets = {by_key(one).ticket(2026, first), by_key(other).ticket(2026, second)}
    assert len(tickets) == len({(one, first), (other, second)})
    assert not set("IOQ") & set("".join(tickets))


@given(one_report, st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_read_changes_nothing(told: list[ReportEvent], dice: Random) -> None:
    shuffled = list(told)
    dice.shuffle(shuffled)
    assert standing(shuffled) == standing(told)


@given(one_report, st.integers(0, 10))
def test_the_future_does_not_change_the_past(told: list[ReportEvent], until: int) -> None:
    assert standing(told, day(until)) == standing([past for past in told if past.at <= day(until)])


@given(one_report)
def test_a_new_submission_never_touches_the_verdict(told: list[ReportEvent]) -> None:
    before, after = standing(told), standing([*told, submitted(99)])
    assert (after.verified, after.verified_at, after.returned) == (
        before.verified,
        before.verified_at,
        before.returned,
    )
    assert after.waiting == submitted(99)


@given(one_report)
def test_withdrawing_undoes_a_submission(told: list[ReportEvent]) -> None:
    # What can be sent is out, be it taken back: nobody expects it any more.
    assert standing([*told, submitted(98), withdrawn(99, 98)]) == replace(standing(told), expected=None)
