"""Which of the waiting reports may be accepted together, by which reason, and how many are left out why."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from domain.forms.drafts import FileState
from domain.indicators import by_key
from domain.keys import IndicatorKey
from domain.reports.events import ReportEvent
from domain.reports.four_eyes import is_own
from domain.review.batches import Batch, Doubt, Look, doubt_of, noticed
from domain.review.inbox import Flag, Waiting, jump, last_verified, new_evidence, same_answers, unusable
from handlers.city.reports import meets_rule
from handlers.city.reviews import Desk
from handlers.reporting import form_of
from handlers.review.beside import Held, comparison_of, held_beside
from handlers.review.card import flags_of, proofs
from storage.ports import UnitOfWork

MOST_AT_ONCE = 25
"""So many lines a person can still read before confirming; the rest is offered afterwards."""
_BEFORE_A_LOOK = frozenset({Flag.SHARED, Flag.UNUSABLE, Flag.AS_WRITTEN, Flag.DIFFERS, Flag.OUTDATED})
"""Flags that want a look at the single report."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be accepted together, oldest first, and why the others are not among it."""

    found: Sequence[ReportEvent] = ()
    left: Counter[Doubt] = field(default_factory=Counter)
    noticed: Mapping[int, tuple[Doubt, ...]] = field(default_factory=dict)
    """What is told of reports that are among them nevertheless, by the id of the submission."""


Finds: TypeAlias = Callable[[UnitOfWork, Desk, Held], Awaitable[Offer]]


async def offer(uow: UnitOfWork, at: Desk, why: Batch) -> Offer:
    """Return what the person at that desk may accept together for that reason."""
    held = await held_beside(uow, [one.sent for one in at.waiting])
    found = await _FINDS[why](uow, at, held)
    return replace(found, found=found.found[:MOST_AT_ONCE])


async def _unchanged(uow: UnitOfWork, at: Desk, held: Held) -> Offer:
    """Find what repeats last year's verified answer, proved by evidence of this year."""
    every = [one.sent for one in at.waiting if await _repeats(uow, at, one, held)]
    found = [sent for sent in every if not is_own(at.person, sent)]
    return Offer(found, _counted({Doubt.OWN: len(every) - len(found)}))


async def _repeats(uow: UnitOfWork, at: Desk, waiting: Waiting, held: Held) -> bool:
    """Whether a report repeats last year's answer; what was returned or corrects something never does."""
    sent, now = waiting.sent, waiting.standing
    last = last_verified(at.history(sent), sent)
    if now.returned is not None or now.verified is not None or not same_answers(form_of(sent), sent, last):
        return False
    before = await uow.evidence.several(last.files if last is not None else ())
    shown = await proofs(uow, sent)
    new = new_evidence([proof.file for proof in shown], before)
    return new and _BEFORE_A_LOOK.isdisjoint(flags_of(sent, shown, comparison_of(held, sent)))


async def _clear(uow: UnitOfWork, at: Desk, held: Held) -> Offer:
    """Find what no warning stands on."""
    found, left = list[ReportEvent](), Counter[Doubt]()
    for waiting in at.waiting:
        doubt = doubt_of(at.person, waiting, await _look(uow, at, waiting, held))
        if doubt is None:
            found.append(waiting.sent)
        else:
            left[doubt] += 1
    return Offer(found, left)


async def _beside_rekap(uow: UnitOfWork, at: Desk, held: Held) -> Offer:
    """Find what the rekap says, too; without any rekap there is nothing to be said of what is left out."""
    found, left, told = list[ReportEvent](), Counter[Doubt](), dict[int, tuple[Doubt, ...]]()
    for waiting in at.waiting:
        sent = waiting.sent
        if not held.get(sent.year) or sent.indicator is not IndicatorKey.SAKIP:
            continue
        look = await _look(uow, at, waiting, held)
        doubt = doubt_of(at.person, waiting, look, proved=True)
        if comparison_of(held, sent) is None:
            doubt = Doubt.NOT_IN_REKAP
        if doubt is None:
            found.append(sent)
            told[sent.id] = noticed(look)
        else:
            left[doubt] += 1
    return Offer(found, left, told)


async def _look(uow: UnitOfWork, at: Desk, waiting: Waiting, held: Held) -> Look:
    sent, shown = waiting.sent, await proofs(uow, waiting.sent)
    last, indicator = last_verified(at.history(sent), sent), by_key(sent.indicator)
    points, before = indicator.points, last.answers if last is not None else {}
    return Look(
        flags=flags_of(sent, shown, comparison_of(held, sent)),
        judged=all(proof.file.state is not FileState.WAITING for proof in shown),
        marked=any(proof.file.marks for proof in shown),
        opened=all(proof.opened for proof in shown if not unusable(proof.file)),
        jump=jump(points(last.answers), points(sent.answers)) if last is not None else None,
        warned=bool(indicator.warnings(before, sent.answers)),
        other_side=last is not None and await meets_rule(uow, last) != await meets_rule(uow, sent),
    )


def _counted(left: Mapping[Doubt, int]) -> Counter[Doubt]:
    return Counter({doubt: count for doubt, count in left.items() if count})


_FINDS: Mapping[Batch, Finds] = {
    Batch.UNCHANGED: _unchanged,
    Batch.CLEAR: _clear,
    Batch.REKAP: _beside_rekap,
}
