from datetime import date, datetime, timedelta

import pytest

from domain.deadlines.due import clocks, extended_by_review
from domain.errors import NotPossible, Problem
from domain.figures.figure import figure, figure_now
from domain.reports.events import EventKind, ReportEvent, State, ended_by, is_undoable, may_undo, standing
from domain.review.inbox import inbox
from domain.sequence import in_sequence, known_at, not_before
from domain.units.opd import Opd
from tests.domain.history import START, day, event, is_good, returned, submitted, verified, withdrawn

OPDS = [Opd("A", "Dinas A", "dinas", date(2020, 1, 1))]
SEVEN = timedelta(hours=7)
MINUTE = timedelta(minutes=1)


def set_back(told: ReportEvent, by: timedelta = SEVEN) -> ReportEvent:
    """Return an event as it was stored by a clock that was behind by so much."""
    return event(told.id, told.kind, told.about, at=told.at - by)


WITHDRAWN = [submitted(1), set_back(withdrawn(2, 1), timedelta(days=2))]
"""As it was stored before the storage saw to the instants: withdrawn before it was sent, says the clock."""


def test_the_sequence_decides_and_not_the_clock() -> None:
    assert [one.id for one in in_sequence(reversed(WITHDRAWN))] == [1, 2]
    assert standing(WITHDRAWN).state is State.MISSING
    assert inbox(WITHDRAWN, OPDS, START.date()) == ()
    assert ended_by(WITHDRAWN, 1) == WITHDRAWN[1]


def test_what_had_happened_by_an_instant_is_told_in_its_sequence() -> None:
    told = [*WITHDRAWN, submitted(3), verified(4, 3)]
    assert [one.id for one in known_at(told, day(3))] == [1, 2, 3]
    assert standing(told, day(3)).waiting == told[2]
    assert standing(told, day(0) - timedelta(days=1)).state is State.MISSING


def test_nothing_is_stored_before_the_last() -> None:
    assert not_before(day(1), None) == day(1)
    assert not_before(day(2), day(1)) == day(2)
    assert not_before(day(1) - SEVEN, day(1)) == day(1)


def test_the_figure_of_now_knows_what_a_clock_that_was_ahead_has_stored() -> None:
    told = [submitted(1), verified(2, 1)]
    now = day(2) - SEVEN
    sakip = told[0].indicator
    assert figure(sakip, 2026, now, OPDS, told, is_good).counts.met == 0
    assert figure_now(sakip, 2026, now, OPDS, told, is_good).counts.met == 1


def test_review_that_seems_to_end_before_it_began_makes_no_deadline_earlier() -> None:
    told = [submitted(1), set_back(returned(2, 1), timedelta(days=3))]
    assert extended_by_review(day(30), told) == day(30)


def test_the_clocks_of_a_report_never_run_backwards() -> None:
    spent = clocks(WITHDRAWN, day(0), day(9))
    assert spent.opd >= timedelta()
    assert spent.sub_bagian >= timedelta()


def decided(at_clock: timedelta | None = None) -> ReportEvent:
    """Return a verdict at `day(2)`; given a time, the clock said so much less."""
    clock = day(2) - at_clock if at_clock is not None else None
    return ReportEvent(**{name: getattr(verified(2, 1), name) for name in _FIELDS} | {"clock": clock})


_FIELDS = ("id", "kind", "opd", "indicator", "year", "at", "by", "about")


@pytest.mark.parametrize(
    ("decision", "now", "undoable"),
    [
        (decided(), day(2) + 5 * MINUTE, True),
        (decided(), day(2) - MINUTE, True),  # a clock is set right by a little all the time
        (decided(), day(2) - SEVEN, False),  # nobody knows any more how long ago it was
        (decided(SEVEN), day(2) - SEVEN + MINUTE, True),  # made just now, by a clock that was set back before
        (decided(SEVEN), day(2) - SEVEN + 6 * MINUTE, False),
        (decided(SEVEN), day(2), False),
    ],
)
def test_five_minutes_are_five_minutes_of_the_clock_that_was_there(
    decision: ReportEvent, now: datetime, *, undoable: bool
) -> None:
    told = [submitted(1), decision]
    assert is_undoable(decision, now) is undoable
    if undoable:
        may_undo(told, decision, now)
    else:
        with pytest.raises(NotPossible) as caught:
            may_undo(told, decision, now)
        assert caught.value.problem is Problem.UNDO_TOO_LATE
    assert decision.kind is EventKind.VERIFIED
