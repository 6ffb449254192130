"""Which of the waiting reports repeat last year's verified answer, proved by evidence of this year."""

from domain.reports.events import ReportEvent
from domain.reports.four_eyes import is_own
from domain.review.inbox import Flag, Waiting, last_verified, new_evidence, same_answers
from handlers.review.desk import Desk, flags_of, proofs
from storage.ports import UnitOfWork

MOST_AT_ONCE = 25
"""So many lines a person can still read before confirming; the rest is offered afterwards."""
_BEFORE_A_LOOK = frozenset({Flag.SHARED, Flag.UNUSABLE})
"""Flags that want a look at the single report."""


async def candidates(uow: UnitOfWork, at: Desk) -> list[ReportEvent]:
    """Return what the person at that desk may accept together, oldest first."""
    found = [one.sent for one in at.waiting if await _repeats(uow, at, one)]
    return [sent for sent in found if not is_own(at.person, sent)][:MOST_AT_ONCE]


async def left_to_others(uow: UnitOfWork, at: Desk) -> int:
    """Return how many would be on that list if they were not the person's own."""
    own = [one for one in at.waiting if is_own(at.person, one.sent)]
    return sum([await _repeats(uow, at, one) for one in own])


async def _repeats(uow: UnitOfWork, at: Desk, waiting: Waiting) -> bool:
    """Whether a report repeats last year's answer; what was returned or corrects something never does."""
    sent, now = waiting.sent, waiting.standing
    last = last_verified(at.history(sent), sent)
    if now.returned is not None or now.verified is not None or not same_answers(sent, last):
        return False
    before = await uow.evidence.several(last.files if last is not None else ())
    shown = await proofs(uow, sent)
    new = new_evidence([proof.file for proof in shown], before)
    return new and _BEFORE_A_LOOK.isdisjoint(flags_of(shown))
