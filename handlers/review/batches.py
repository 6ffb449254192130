"""Which of the waiting reports may be accepted together, by which reason, and how many are left out why."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
from storage.ports import Proofs, UnitOfWork

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


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of one waiting report where its reason concerns it: why it is none of the batch, if so."""

    doubt: Doubt | None
    noticed: tuple[Doubt, ...] = ()


Judges: TypeAlias = Callable[[UnitOfWork, Desk, Waiting, Held], Awaitable[Judged | None]]
"""None: the reason does not concern the report at all."""


async def offer(uow: UnitOfWork, at: Desk, why: Batch, *, fresh: bool = False) -> Offer:
    """Return what the person at that desk may accept together for that reason; `fresh`: see `held_beside`."""
    held: Held = {}
    found, left, told = list[ReportEvent](), Counter[Doubt](), dict[int, tuple[Doubt, ...]]()
    async for some in at.some():
        new = [one.sent for one in some if one.sent.year not in held]
        held = {**held, **await held_beside(uow, new, fresh=fresh)}
        for waiting in some:
            judged = await _JUDGES[why](uow, at, waiting, held)
            if judged is None:
                continue
            if judged.doubt is not None:
                left[judged.doubt] += 1
            else:
                found.append(waiting.sent)
                told |= {waiting.sent.id: judged.noticed} if judged.noticed else {}
    return Offer(found[:MOST_AT_ONCE], left, told)


async def how_many(uow: UnitOfWork, at: Desk) -> dict[Batch, int]:
    """Return how many reports each reason offers, as `offer` finds them.

    Nothing without evidence is ever among them, and nothing of one's own.
    """
    return {why: await _how_many(uow, at, why) for why in Batch}


async def _how_many(uow: UnitOfWork, at: Desk, why: Batch) -> int:
    count = 0
    async for some in at.some(_PROVED_BY[why], mine=True):
        held = await held_beside(uow, [one.sent for one in some])
        for waiting in some:
            judged = await _JUDGES[why](uow, at, waiting, held)
            count += judged is not None and judged.doubt is None
            if count == MOST_AT_ONCE:
                return count
    return count


async def _unchanged(uow: UnitOfWork, at: Desk, waiting: Waiting, held: Held) -> Judged | None:
    """Judge what repeats last year's verified answer, proved by evidence of this year."""
    if not await _repeats(uow, at, waiting, held):
        return None
    return Judged(Doubt.OWN if is_own(at.person, waiting.sent) else None)


async def _repeats(uow: UnitOfWork, at: Desk, waiting: Waiting, held: Held) -> bool:
    """Whether a report repeats last year's answer; what was returned or corrects something never does."""
    sent, now = waiting.sent, waiting.standing
    if now.returned is not None or now.verified is not None:
        return False
    last = last_verified(await at.history(sent), sent)
    if not same_answers(form_of(sent), sent, last):
        return False
    before = await uow.evidence.several(last.files if last is not None else ())
    shown = await proofs(uow, sent)
    new = new_evidence([proof.file for proof in shown], before)
    return new and _BEFORE_A_LOOK.isdisjoint(flags_of(sent, shown, comparison_of(held, sent)))


async def _clear(uow: UnitOfWork, at: Desk, waiting: Waiting, held: Held) -> Judged:
    """Judge whether any warning stands on it."""
    return Judged(doubt_of(at.person, waiting, await _look(uow, at, waiting, held)))


async def _beside_rekap(uow: UnitOfWork, at: Desk, waiting: Waiting, held: Held) -> Judged | None:
    """Judge whether the rekap says so, too; without any rekap there is nothing to be said."""
    sent = waiting.sent
    if not held.get(sent.year) or sent.indicator is not IndicatorKey.SAKIP:
        return None
    if comparison_of(held, sent) is None:
        return Judged(Doubt.NOT_IN_REKAP)
    look = await _look(uow, at, waiting, held)
    return Judged(doubt_of(at.person, waiting, look, proved=True), noticed(look))


async def _look(uow: UnitOfWork, at: Desk, waiting: Waiting, held: Held) -> Look:
    sent, shown = waiting.sent, await proofs(uow, waiting.sent)
    last, indicator = last_verified(await at.history(sent), sent), by_key(sent.indicator)
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


_JUDGES: Mapping[Batch, Judges] = {
    Batch.UNCHANGED: _unchanged,
    Batch.CLEAR: _clear,
    Batch.REKAP: _beside_rekap,
}
_PROVED_BY = {Batch.UNCHANGED: Proofs.SOME, Batch.CLEAR: Proofs.OPENED, Batch.REKAP: Proofs.SOME}
"""What evidence a report must have at least to be offered for that reason."""
