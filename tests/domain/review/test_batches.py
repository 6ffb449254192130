"""Which warning keeps a report out of a batch, and whose reports wait for whom."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain.people.person import Grant, Person, Role
from domain.reports.events import standing
from domain.review.batches import Doubt, Look, doubt_of
from domain.review.inbox import Flag, Waiting, decidable_by
from tests.domain.history import returned, submitted, verified

REVIEWER = Person(90, 2001, "Dewi", frozenset({Grant(Role.VERIFIKATOR, "kelembagaan")}))
FIRST = [submitted(1)]
OWN = Person(91, 2002, "Rina", REVIEWER.grants | {Grant(Role.OPERATOR, FIRST[0].opd)})


def waiting(*told: Any) -> Waiting:  # noqa: ANN401 - events
    now = standing(told)
    assert now.waiting is not None
    return Waiting(now.waiting, now)


IN_ORDER = Look(flags=(), judged=True, marked=False, opened=True, jump=None, warned=False, other_side=False)


def look(**changes: Any) -> Look:  # noqa: ANN401 - any field of a look
    return replace(IN_ORDER, **changes)


def test_nothing_warns_of_a_report_in_order() -> None:
    assert doubt_of(REVIEWER, waiting(*FIRST), look()) is None


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (look(flags=(Flag.NO_EVIDENCE,)), Doubt.NO_EVIDENCE),
        (look(flags=(Flag.UNUSABLE,)), Doubt.UNUSABLE),
        (look(flags=(Flag.SHARED,)), Doubt.SHARED),
        (look(flags=(Flag.NEVER_OPENED,)), Doubt.NEVER_OPENED),
        (look(flags=(Flag.AS_WRITTEN,)), Doubt.AS_WRITTEN),
        (look(flags=(Flag.DIFFERS,)), Doubt.DIFFERS),
        (look(flags=(Flag.DIFFERS, Flag.AS_WRITTEN)), Doubt.DIFFERS),
        (look(flags=(Flag.OUTDATED,)), Doubt.OUTDATED),
        (look(judged=False), Doubt.NOT_JUDGED),
        (look(marked=True), Doubt.MARKED),
        (look(opened=False), Doubt.PARTLY_OPENED),
        (look(opened=False, flags=(Flag.NEVER_OPENED,)), Doubt.NEVER_OPENED),
        (look(jump=Decimal(16)), Doubt.JUMP),
        (look(jump=Decimal(-16)), Doubt.JUMP),
        (look(warned=True), Doubt.JUMP),
        (look(other_side=True), Doubt.OTHER_SIDE),
        (look(flags=(Flag.SHARED, Flag.NEVER_OPENED), other_side=True), Doubt.SHARED),
    ],
)
def test_each_warning_keeps_a_report_out_and_the_weightiest_is_told(seen: Look, expected: Doubt) -> None:
    assert doubt_of(REVIEWER, waiting(*FIRST), seen) is expected


def test_what_came_back_or_corrects_is_looked_at_by_itself() -> None:
    assert doubt_of(REVIEWER, waiting(submitted(1), returned(2, 1), submitted(3)), look()) is Doubt.RESENT
    assert doubt_of(REVIEWER, waiting(submitted(1), verified(2, 1), submitted(3)), look()) is Doubt.CORRECTION


def test_the_own_reports_wait_for_others() -> None:
    one = waiting(*FIRST)
    assert decidable_by(REVIEWER, [one]) == (one,)
    assert decidable_by(OWN, [one]) == ()
    assert doubt_of(OWN, one, look()) is Doubt.OWN


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (look(), None),
        (look(flags=(Flag.NEVER_OPENED,), opened=False), None),
        (look(opened=False, jump=Decimal(20), other_side=True), None),
        (look(flags=(Flag.NO_EVIDENCE,)), Doubt.NO_EVIDENCE),
        (look(flags=(Flag.UNUSABLE, Flag.NEVER_OPENED)), Doubt.UNUSABLE),
        (look(flags=(Flag.SHARED, Flag.NEVER_OPENED)), Doubt.SHARED),
        (look(flags=(Flag.AS_WRITTEN,)), Doubt.AS_WRITTEN),
        (look(flags=(Flag.DIFFERS,)), Doubt.DIFFERS),
        (look(judged=False), Doubt.NOT_JUDGED),
        (look(marked=True), Doubt.MARKED),
    ],
)
def test_the_rekap_proves_what_unopened_evidence_would(seen: Look, expected: Doubt | None) -> None:
    assert doubt_of(REVIEWER, waiting(*FIRST), seen, proved=True) is expected


def test_no_rekap_decides_about_own_returned_or_corrected_reports() -> None:
    assert doubt_of(OWN, waiting(*FIRST), look(), proved=True) is Doubt.OWN
    resent = waiting(submitted(1), returned(2, 1), submitted(3))
    assert doubt_of(REVIEWER, resent, look(), proved=True) is Doubt.RESENT
    correction = waiting(submitted(1), verified(2, 1), submitted(3))
    assert doubt_of(REVIEWER, correction, look(), proved=True) is Doubt.CORRECTION
