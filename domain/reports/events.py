"""A report's life, told by its append-only events: sent, withdrawn, verified, returned, evaluated.

Nothing is ever changed. Where a report stands at any instant is folded from the events up to then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import NotPossible, Problem
from domain.forms.correction import corrected_id, is_correction
from domain.keys import Answers, IndicatorKey
from domain.reports.periods import ReportPeriod, left_to_report, period_of, preference
from domain.sequence import in_sequence, known_at


class EventKind(StrEnum):
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    VERIFIED = "verified"
    RETURNED = "returned"
    EVALUATED = "evaluated"  # by the Sub Bagian itself: answer and verification in one
    UNDONE = "undone"  # takes back a decision or evaluation shortly after it was made
    EXPECTED = "expected"  # no report: what is to be reported is not out yet (see `domain.reports.expected`)


DECISIONS = frozenset({EventKind.VERIFIED, EventKind.RETURNED, EventKind.EVALUATED})
UNDO_WITHIN = timedelta(minutes=5)
"""How long a decision may be undone (product.md, "Review")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEvent:
    """One thing that happened to the report of one OPD × indicator × year.

    `about` is the id of the SUBMITTED event that a withdrawal or decision is about, of the decision that is
    undone, or of the EXPECTED event that is withdrawn; `reason` and `fields` say why and which answers were
    returned. `by` is the person's id. A submission, or what is expected, also names the draft (and its
    version) it came from and the ids of its evidence; a submission that corrects a verified answer has a
    `reason`, too, and is `about` that answer's event (those of before there were periods are about none: they
    correct the one answer there was).
    """

    id: int
    kind: EventKind
    opd: str
    indicator: IndicatorKey
    year: int
    at: datetime
    by: int
    answers: Answers = field(default_factory=dict, hash=False)
    about: int | None = None
    ticket: str = ""
    reason: str = ""
    fields: tuple[str, ...] = ()
    draft: int | None = None
    draft_version: int | None = None
    files: tuple[int, ...] = ()
    clock: datetime | None = None
    """What the clock said where that was before the report's last event; `at` is that event's then."""

    @property
    def is_correction(self) -> bool:
        """Whether this is a submission that corrects a verified answer; it alone gives a reason."""
        return self.kind is EventKind.SUBMITTED and bool(self.reason)

    @property
    def period(self) -> ReportPeriod:
        """For which part of its year the answers hold."""
        return period_of(self.answers)


def event_about(
    earlier: ReportEvent,
    kind: EventKind,
    *,
    by: int,
    at: datetime,
    reason: str = "",
    fields: tuple[str, ...] = (),
) -> ReportEvent:
    """Return what somebody does about an earlier event of the same report, still to be stored."""
    return ReportEvent(
        id=0,
        kind=kind,
        opd=earlier.opd,
        indicator=earlier.indicator,
        year=earlier.year,
        at=at,
        by=by,
        about=earlier.id,
        reason=reason,
        fields=fields,
    )


class State(StrEnum):
    MISSING = "missing"
    WAITING = "waiting"
    VERIFIED = "verified"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer that was verified, and when the verdict fell."""

    event: ReportEvent
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands.

    `verified` and `waiting` are the events that carry the answers; `verified_at` is when the verdict fell.
    `returned` is the RETURNED event until the repaired report is verified, so with `waiting` beside it the
    report was sent again; `returned_sent` is the submission that it is about. `expected` is the latest
    EXPECTED event since which nothing was submitted, of a report that is missing: the OPD has said when it
    will come, and it is missing all the same.
    """

    verified: ReportEvent | None = None
    """What counts: of several periods the year's value, else that of the latest semester."""
    verified_at: datetime | None = None
    waiting: ReportEvent | None = None
    returned: ReportEvent | None = None
    returned_sent: ReportEvent | None = None
    beside: tuple[Accepted, ...] = ()
    """The verified answers of other periods, in the order in which they would count."""
    expected: ReportEvent | None = None

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """Every verified answer that stands, one a period; the first is the one that counts."""
        if self.verified is None or self.verified_at is None:
            return ()
        return Accepted(self.verified, self.verified_at), *self.beside

    @property
    def left_to_report(self) -> tuple[ReportPeriod, ...]:
        """What may be reported beside the verified answers, and is no correction of them."""
        return left_to_report(frozenset(one.event.period for one in self.accepted))

    def accepted_of(self, period: ReportPeriod) -> ReportEvent | None:
        """Return the verified answer of that period."""
        return next((one.event for one in self.accepted if one.event.period is period), None)

    def corrected_in(self, answers: Answers) -> ReportEvent | None:
        """Return the verified answer that the draft of a correction with these answers corrects.

        The one it names while that stands; one of before there were periods names none.
        """
        named = corrected_id(answers)
        if named is not None:
            return next((one.event for one in self.accepted if one.event.id == named), None)
        return (self.accepted_of(period_of(answers)) or self.verified) if is_correction(answers) else None

    def corrected_by(self, sent: ReportEvent) -> ReportEvent | None:
        """Return the verified answer that a submission takes the place of once it is verified.

        The one it says it corrects, whatever its period was; else that of its own period.
        """
        named = (one.event for one in self.accepted if one.event.id == sent.about)
        return next(named, self.accepted_of(sent.period))

    @property
    def state(self) -> State:
        """What the OPD has to its name: a verified answer stands until another one is verified."""
        if self.verified is not None:
            return State.VERIFIED
        if self.waiting is not None:
            return State.WAITING
        return State.RETURNED if self.returned is not None else State.MISSING

    @property
    def correction_waiting(self) -> bool:
        """Whether a correction of a verified answer waits for verification."""
        return self.waiting is not None and self.corrected_by(self.waiting) is not None

    @property
    def period_waiting(self) -> ReportPeriod | None:
        """The period whose first value waits beside the verified answer of another one."""
        if self.verified is None or self.waiting is None or self.correction_waiting:
            return None
        return self.waiting.period

    @property
    def correction_returned(self) -> bool:
        """Whether a correction of a verified answer was returned and not sent again."""
        sent = self.returned_sent if self.waiting is None else None
        return sent is not None and self.corrected_by(sent) is not None


def standing(events: Iterable[ReportEvent], as_of: datetime | None = None) -> Standing:
    """Return where one OPD × indicator × year stands after its events up to and including `as_of`.

    The events may come in any order; their sequence decides, not the clock (see `domain.sequence`).
    Withdrawals and decisions about anything but the
    submission that waits at that moment change nothing. A withdrawal leaves what was before the submission.
    An evaluation settles everything, a waiting submission included. A decision that was undone by then
    counts as if it had never been. Verified answers of several periods stand beside each other; which one
    counts never depends on which was verified last. What is expected changes none of that.
    """
    told = in_effect(in_sequence(events) if as_of is None else known_at(events, as_of))
    now, unanswered = Standing(), list[ReportEvent]()
    for event in told:
        if event.kind is EventKind.EXPECTED:
            continue
        if event.kind is EventKind.SUBMITTED:
            unanswered.append(event)
        elif event.kind is EventKind.EVALUATED:
            now, unanswered = Standing(verified=event, verified_at=event.at), []
        elif unanswered and event.about == unanswered[-1].id:
            now, unanswered = _decided(now, unanswered, event)
    now = replace(now, waiting=unanswered[-1] if unanswered else None)
    return replace(now, expected=_expected(told)) if now.state is State.MISSING else now


def _expected(told: Iterable[ReportEvent]) -> ReportEvent | None:
    """Return the latest expectation that was neither taken back nor followed by a submission."""
    found: ReportEvent | None = None
    for event in told:
        if event.kind is EventKind.EXPECTED:
            found = event
        elif event.kind is EventKind.SUBMITTED or (found is not None and _takes_back(event, found)):
            found = None
    return found


def _takes_back(event: ReportEvent, expected: ReportEvent) -> bool:
    return event.kind is EventKind.WITHDRAWN and event.about == expected.id


def in_effect(told: Sequence[ReportEvent]) -> list[ReportEvent]:
    """Return the events without the decisions that were undone, and without their undoing."""
    undone = _undone(told)
    return [
        event
        for event in told
        if event.kind is not EventKind.UNDONE and not (event.kind in DECISIONS and event.id in undone)
    ]


def _undone(told: Iterable[ReportEvent]) -> set[int | None]:
    return {event.about for event in told if event.kind is EventKind.UNDONE}


def _decided(
    before: Standing, unanswered: list[ReportEvent], event: ReportEvent
) -> tuple[Standing, list[ReportEvent]]:
    """Return what a withdrawal or decision about the last unanswered submission leaves."""
    if event.kind is EventKind.WITHDRAWN:
        return before, unanswered[:-1]
    if event.kind is EventKind.RETURNED:
        return replace(before, returned=event, returned_sent=unanswered[-1]), []
    return _verified(before, unanswered[-1], event.at), []


def _verified(before: Standing, sent: ReportEvent, at: datetime) -> Standing:
    """Return what stands once a submission is verified: in place of what it corrects, and of its period."""
    stay = [one for one in before.accepted if one.event.period is not sent.period]
    told = [one for one in stay if one.event.id != sent.about] + [Accepted(sent, at)]
    first, *others = sorted(told, key=lambda one: preference(one.event.answers))
    return Standing(verified=first.event, verified_at=first.at, beside=tuple(others))


def may_submit(now: Standing) -> None:
    """Raise NotPossible(ALREADY_WAITING) while a submission waits; a correction may always be sent else."""
    if now.waiting is not None:
        raise NotPossible(Problem.ALREADY_WAITING)


def may_expect(now: Standing) -> None:
    """Raise NotPossible unless the report is missing: only then is there something that is still to come.

    ALREADY_WAITING while a submission waits, ALREADY_REPORTED once one was verified, WAS_RETURNED while one
    is to be repaired.
    """
    if now.state is State.MISSING:
        return
    if now.waiting is not None:
        raise NotPossible(Problem.ALREADY_WAITING)
    raise NotPossible(Problem.ALREADY_REPORTED if now.verified is not None else Problem.WAS_RETURNED)


def may_take_back(now: Standing, expected_id: int) -> None:
    """Raise NotPossible(NOT_EXPECTED) unless that EXPECTED event is the one that holds."""
    if now.expected is None or now.expected.id != expected_id:
        raise NotPossible(Problem.NOT_EXPECTED)


def may_withdraw(now: Standing, submission_id: int) -> None:
    """Raise NotPossible unless that submission waits.

    ALREADY_DECIDED if it was the last to be verified or returned, NOT_THE_LATEST if another one waits,
    NOTHING_WAITING otherwise.
    """
    _must_wait(now, submission_id)


def may_decide(now: Standing, submission_id: int) -> None:
    """Raise NotPossible unless that submission waits, with the same problems as `may_withdraw`."""
    _must_wait(now, submission_id)


def may_undo(events: Iterable[ReportEvent], decision: ReportEvent, at: datetime) -> None:
    """Raise NotPossible unless that decision may be undone at that instant (product.md, "Review").

    `events` are those of its OPD, indicator and year. ALREADY_UNDONE if it was undone before, NOT_THE_LATEST
    if anything came after it, UNDO_TOO_LATE after more than five minutes. Raises ValueError for an event
    that is no decision.
    """
    if decision.kind not in DECISIONS:
        raise ValueError(f"event {decision.id} is no decision")
    told = in_sequence(events)
    if decision.id in _undone(told):
        raise NotPossible(Problem.ALREADY_UNDONE)
    if [event.id for event in in_effect(told)[-1:]] != [decision.id]:
        raise NotPossible(Problem.NOT_THE_LATEST)
    if not is_undoable(decision, at):
        raise NotPossible(Problem.UNDO_TOO_LATE)


def is_undoable(decision: ReportEvent, at: datetime) -> bool:
    """Return whether a decision is so fresh that it may still be undone, whatever came after it.

    The clock at the decision counts. One that has gone back since by more than the five minutes tells nothing
    about how long they lasted, and the decision stays.
    """
    return abs(at - _clock_at(decision)) <= UNDO_WITHIN


def undoable_until(decision: ReportEvent) -> datetime:
    """Return until when a decision may be undone, by the clock that was read when it was made."""
    return _clock_at(decision) + UNDO_WITHIN


def _clock_at(decision: ReportEvent) -> datetime:
    return decision.clock if decision.clock is not None else decision.at


def ended_by(events: Iterable[ReportEvent], submission_id: int) -> ReportEvent | None:
    """Return the withdrawal or verdict that ended a submission's waiting, unless it was undone."""
    ends = (
        event
        for event in in_effect(in_sequence(events))
        if event.kind is not EventKind.SUBMITTED and event.about == submission_id
    )
    return next(ends, None)


def _must_wait(now: Standing, submission_id: int) -> None:
    if now.waiting is not None and now.waiting.id == submission_id:
        return
    if submission_id in _last_decided(now):
        raise NotPossible(Problem.ALREADY_DECIDED)
    raise NotPossible(Problem.NOTHING_WAITING if now.waiting is None else Problem.NOT_THE_LATEST)


def _last_decided(now: Standing) -> set[int | None]:
    verified = {one.event.id for one in now.accepted}
    return verified | {now.returned.about if now.returned is not None else None}
