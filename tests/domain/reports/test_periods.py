"""Several periods of one year: which verified answer counts, and what the others do to it."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.figure import figure
from domain.keys import Answers, IndicatorKey
from domain.people.person import Grant, Person, Role
from domain.reports.events import EventKind, ReportEvent, Standing, State, in_effect, standing
from domain.reports.periods import PERIOD, ReportPeriod, left_to_report, period_of, preference
from domain.review.batches import Doubt, Look, doubt_of
from domain.review.inbox import Waiting, last_verified
from domain.sequence import in_sequence
from tests.domain.figures.test_figure_properties import OPDS
from tests.domain.history import BAD, CODES, GOOD, day, histories, one_report, returned, undone, verified
from tests.domain.history import submitted as submitted_without

YEAR, FIRST, SECOND = ReportPeriod.YEAR, ReportPeriod.FIRST, ReportPeriod.SECOND
periods = st.sampled_from([None, *ReportPeriod, "s3"])


def submitted(
    number: int, period: str | None, answer: str = GOOD, corrects: int | None = None
) -> ReportEvent:
    sent = submitted_without(number, answer)
    told = {**sent.answers, **({PERIOD: period} if period else {})}
    return replace(sent, answers=told, about=corrects, reason="keliru" if corrects else "")


def is_good_in_any_period(answers: Answers) -> bool:
    return answers["hasil"] == GOOD


def accepted(now: Standing) -> list[tuple[int, ReportPeriod]]:
    return [(one.event.id, one.event.period) for one in now.accepted]


def as_before_periods(events: Iterable[ReportEvent]) -> Standing:
    """Return where a report stands as it was read before there were periods."""
    now, unanswered = Standing(), list[ReportEvent]()
    for event in in_effect(in_sequence(events)):
        if event.kind is EventKind.EXPECTED:
            continue  # it is younger than the periods, and no part of this
        if event.kind is EventKind.SUBMITTED:
            unanswered.append(event)
        elif event.kind is EventKind.EVALUATED:
            now, unanswered = Standing(verified=event, verified_at=event.at), []
        elif unanswered and event.about == unanswered[-1].id:
            if event.kind is EventKind.WITHDRAWN:
                unanswered = unanswered[:-1]
            elif event.kind is EventKind.RETURNED:
                now, unanswered = replace(now, returned=event), []
            else:
                now, unanswered = Standing(verified=unanswered[-1], verified_at=event.at), []
    return replace(now, waiting=unanswered[-1] if unanswered else None)


def facts(now: Standing) -> tuple[object, ...]:
    return now.verified, now.verified_at, now.waiting, now.returned, now.state


@st.composite
def of_periods(draw: st.DrawFn, codes: tuple[str, ...] = ("A",)) -> list[ReportEvent]:
    """Draw any history whose answers are of any period; what a submission is about is drawn with it."""
    told = draw(histories(codes=codes))
    return [
        replace(one, answers={**one.answers, PERIOD: named})
        if one.answers and (named := draw(periods))
        else one
        for one in told
    ]


@given(one_report)
def test_a_history_without_periods_is_read_as_it_was_before_there_were_any(told: list[ReportEvent]) -> None:
    now, before = standing(told), as_before_periods(told)
    assert facts(now) == facts(before)
    assert now.beside == ()
    assert now.correction_waiting == (before.verified is not None and before.waiting is not None)
    waits_not = before.waiting is None and before.returned is not None
    assert now.correction_returned == (before.verified is not None and waits_not)
    assert now.period_waiting is None


@given(of_periods())
def test_only_the_choice_of_what_counts_differs_from_a_history_without_periods(
    told: list[ReportEvent],
) -> None:
    now, before = standing(told), as_before_periods(told)
    assert (now.waiting, now.returned, now.state) == (before.waiting, before.returned, before.state)
    assert (before.verified in [one.event for one in now.accepted]) or before.verified is None


@given(of_periods())
def test_the_most_preferred_of_the_accepted_counts_and_each_period_has_one(told: list[ReportEvent]) -> None:
    found = accepted(standing(told))
    ranks = [list(ReportPeriod).index(period) for _, period in found]
    assert ranks == sorted(set(ranks))


@given(of_periods(), periods)
def test_a_verdict_without_correction_never_makes_the_number_stand_on_a_lesser_period(
    told: list[ReportEvent], period: str | None
) -> None:
    before = standing(told)
    number = len(told) + 1
    sent = submitted(number, period)
    after = standing([*told, sent, verified(number + 1, number)])
    assert after.verified is not None
    assert preference(after.verified.answers) <= preference(sent.answers)
    if before.verified is not None and before.verified.period is not sent.period:
        assert preference(after.verified.answers) <= preference(before.verified.answers)
        assert before.verified in [one.event for one in after.accepted]


@given(of_periods(), periods, st.sampled_from([EventKind.VERIFIED, EventKind.RETURNED]))
def test_undoing_a_verdict_gives_back_what_stood(
    told: list[ReportEvent], period: str | None, kind: EventKind
) -> None:
    number = len(told) + 1
    waiting = [*told, submitted(number, period)]
    decided = [*waiting, replace(verified(number + 1, number), kind=kind)]
    assert standing([*decided, undone(number + 2, number + 1)]) == standing(waiting)


@given(of_periods())
def test_an_earlier_instant_reads_as_it_was(told: list[ReportEvent]) -> None:
    rising = [replace(one, at=day(one.id)) for one in told]
    for known in range(len(rising) + 1):
        assert standing(rising, day(known)) == standing(rising[:known])


@given(of_periods(codes=CODES))
def test_the_parts_add_to_the_opd_whatever_the_periods(told: list[ReportEvent]) -> None:
    asked = figure(IndicatorKey.SAKIP, 2026, day(10), OPDS, told, is_good_in_any_period)
    assert asked.counts.total == len(asked.entries) == 3
    assert sum(asked.by_semester.values()) <= asked.counts.met + asked.counts.unmet
    assert not {one.opd.code for one in asked.beside} & {one.opd.code for one in asked.corrections}


FIRST_HALF = [submitted(1, "s1"), verified(2, 1)]
BOTH = [*FIRST_HALF, submitted(3, "s2", BAD), verified(4, 3)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (FIRST_HALF, [(1, FIRST)]),
        ([*FIRST_HALF, submitted(3, "s2")], [(1, FIRST)]),
        (BOTH, [(3, SECOND), (1, FIRST)]),
        ([submitted(1, "s2"), verified(2, 1), submitted(3, "s1"), verified(4, 3)], [(1, SECOND), (3, FIRST)]),
        ([*BOTH, submitted(5, None), verified(6, 5)], [(5, YEAR), (3, SECOND), (1, FIRST)]),
        ([submitted(1, None), verified(2, 1), submitted(3, "s2"), verified(4, 3)], [(1, YEAR), (3, SECOND)]),
        ([*BOTH, submitted(5, "s1", corrects=1), verified(6, 5)], [(3, SECOND), (5, FIRST)]),
        ([*BOTH, submitted(5, "s2", corrects=3), verified(6, 5)], [(5, SECOND), (1, FIRST)]),
        ([*BOTH, returned(6, 5)], [(3, SECOND), (1, FIRST)]),
        # What was reported as the year's and was a semester's is corrected into it, and so the other way.
        ([submitted(1, None), verified(2, 1), submitted(3, "s2", corrects=1), verified(4, 3)], [(3, SECOND)]),
        ([*FIRST_HALF, submitted(3, None, corrects=1), verified(4, 3)], [(3, YEAR)]),
        ([*BOTH, submitted(5, "s1", corrects=3), verified(6, 5)], [(5, FIRST)]),
        ([*BOTH, undone(5, 4)], [(1, FIRST)]),
    ],
)
def test_which_answers_stand_and_which_of_them_counts(
    told: list[ReportEvent], expected: list[tuple[int, ReportPeriod]]
) -> None:
    assert accepted(standing(told)) == expected


def test_the_first_value_of_another_period_is_no_correction_of_what_counts() -> None:
    now = standing([*FIRST_HALF, submitted(3, "s2")])
    assert (now.state, now.correction_waiting, now.period_waiting) == (State.VERIFIED, False, SECOND)
    again = standing([*FIRST_HALF, submitted(3, "s1", corrects=1)])
    assert (again.state, again.correction_waiting, again.period_waiting) == (State.VERIFIED, True, None)
    moved = standing([*FIRST_HALF, submitted(3, "s2", corrects=1)])
    assert (moved.correction_waiting, moved.period_waiting) == (True, None)


def test_a_returned_semester_is_no_returned_correction() -> None:
    semester = standing([*FIRST_HALF, submitted(3, "s2"), returned(4, 3)])
    assert (semester.state, semester.correction_returned) == (State.VERIFIED, False)
    correction = standing([*FIRST_HALF, submitted(3, "s1", corrects=1), returned(4, 3)])
    assert (correction.state, correction.correction_returned) == (State.VERIFIED, True)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [({}, YEAR), ({PERIOD: "tahun"}, YEAR), ({PERIOD: "s1"}, FIRST), ({PERIOD: "s2"}, SECOND)],
)
def test_answers_without_a_period_are_the_years(answers: dict[str, str], expected: ReportPeriod) -> None:
    assert period_of(answers) is expected


def test_what_is_damaged_is_the_years_as_everything_was_before() -> None:
    assert period_of({PERIOD: "s3"}) is YEAR


@pytest.mark.parametrize(
    ("accepted", "left"),
    [
        (set(), ()),
        ({YEAR}, ()),
        ({YEAR, FIRST}, ()),
        ({FIRST}, (SECOND, YEAR)),
        ({SECOND}, (FIRST, YEAR)),
        ({FIRST, SECOND}, (YEAR,)),
    ],
)
def test_what_is_left_to_report(accepted: set[ReportPeriod], left: tuple[ReportPeriod, ...]) -> None:
    assert left_to_report(frozenset(accepted)) == left


def test_a_semester_is_called_by_its_number() -> None:
    assert [one.named for one in ReportPeriod] == ["setahun penuh", "semester II", "semester I"]


def test_a_figure_says_how_many_stand_on_a_semester() -> None:
    other = [replace(one, opd="B") for one in FIRST_HALF]
    last = [replace(submitted(5, "s2"), opd="C")]
    asked = figure(
        IndicatorKey.SAKIP,
        2026,
        day(10),
        OPDS,
        [*BOTH, *other, *last],
        is_good_in_any_period,
    )
    assert asked.by_semester == {SECOND: 1, FIRST: 1}
    assert (asked.counts.met, asked.counts.unmet, asked.counts.waiting_met) == (1, 1, 1)
    waiting = figure(
        IndicatorKey.SAKIP, 2026, day(3), OPDS, [*FIRST_HALF, submitted(3, "s2")], lambda _: True
    )
    assert [one.opd.code for one in waiting.beside] == ["A"]
    assert waiting.corrections == ()


def test_a_reviewer_compares_with_the_same_period_where_there_is_one() -> None:
    told = [*FIRST_HALF, submitted(3, "s2"), verified(4, 3)]
    last = [last_verified(told, submitted(9, period)) for period in ("s1", "s2", None)]
    assert [one.id if one is not None else None for one in last] == [1, 3, 3]
    assert last_verified(FIRST_HALF, submitted(9, "s2")) == FIRST_HALF[0]


@pytest.mark.parametrize(("period", "doubt"), [("s1", Doubt.CORRECTION), ("s2", None)])
def test_the_value_of_another_period_is_accepted_with_others_and_a_correction_is_not(
    period: str, doubt: Doubt | None
) -> None:
    reviewer = Person(90, 2001, "Rina", frozenset({Grant(Role.VERIFIKATOR, "tatalaksana")}))
    sent = submitted(3, period)
    waiting = Waiting(sent, standing([*FIRST_HALF, sent]))
    in_order = Look(
        flags=(), judged=True, marked=False, opened=True, jump=None, warned=False, other_side=False
    )
    assert doubt_of(reviewer, waiting, in_order) is doubt
