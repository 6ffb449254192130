"""Which of the waiting reports repeat last year's verified answer, proved by evidence of this year."""

from domain.reports.events import ReportEvent
from domain.reports.four_eyes import is_own
from domain.review.inbox import Flag, Waiting, last_verified, new_evidence, same_answers
from handlers.city.reviews import Desk
from handlers.review.card import flags_of, proofs
from storage.ports import UnitOfWork

MOST_AT_ONCE = 25
"""So many lines a person can still read before confirming; the rest is offered afterwards."""
_BEFORE_A_LOOK = frozenset({Flag.SHARED, Flag.UNUSABLE})
"""Flags that want a look at the single report."""


async def unchanged(uow: UnitOfWork, at: Desk) -> tuple[list[ReportEvent], int]:
    """Return what the person at that desk may accept together, oldest first.

    Beside it stands how many more it would be if they were not the person's own.
    """
    every = [one.sent for one in at.waiting if await _repeats(uow, at, one)]
    found = [sent for sent in every if not is_own(at.person, sent)]
    return found[:MOST_AT_ONCE], len(every) - len(found)


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
