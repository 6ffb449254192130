"""Several reports accepted at once, after a list: those that repeat last year's answer, or bear no warning.

All of a list are accepted in one transaction or none is: what was confirmed is what is stored.
"""

from collections.abc import Sequence

from telegram import Update

from domain.errors import NotAllowed, NotPossible
from domain.indicators import by_key, place_of
from domain.reports.events import EventKind, ReportEvent, is_undoable, undoable_until
from domain.review.batches import Batch
from handlers.city.reports import submission_of
from handlers.city.reviews import Desk, desk_of, may_review
from handlers.review import batch_texts as texts
from handlers.review import keyboards
from handlers.review.batches import Offer, offer
from handlers.review.beside import years_of
from handlers.review.buttons import AcceptListed, AcceptUnchanged, ListBatch, Unchanged, UndoBatch
from handlers.review.decide import store_acceptance, store_undoing
from handlers.review.inbox import inbox_screen
from handlers.review.place import put_list
from handlers.telegram.buttons import fingerprint
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork

_REACH = 1000
"""Among so many events from its first on are the verdicts of a batch, whoever else stores some meanwhile."""


async def list_unchanged(update: Update, context: Context, _: Unchanged) -> None:
    """Show what would be accepted, from a card of before there were several reasons."""
    await list_batch(update, context, ListBatch(Batch.UNCHANGED.value))


async def list_batch(update: Update, context: Context, button: ListBatch) -> None:
    """Show what would be accepted. Raises Stale for a reason that there is not."""
    why = _reason(button.why)
    async with context.look() as uow:
        at = await desk_of(uow, context.person, context.today)
        offered = await offer(uow, at, why)
        listed = await _list(at, why, offered)
    await put_list(context, update, listed)


def _reason(value: str) -> Batch:
    if value not in list(Batch):
        raise Stale(f"a batch of {value}")
    return Batch(value)


async def _list(at: Desk, why: Batch, offered: Offer, note: str = "") -> Screen:
    opds = {opd.code: opd for opd in await at.uow.opds.several({sent.opd for sent in offered.found})}
    named = [(sent, opds[sent.opd].short_name) for sent in offered.found]
    text = texts.offered(why, named, offered.left, offered.noticed, note)
    return Screen(text, keyboards.offered(why, _fingerprint(offered.found), len(offered.found)))


def _fingerprint(found: Sequence[ReportEvent]) -> str:
    return fingerprint(",".join(str(sent.id) for sent in found))


def _lock_order(event: ReportEvent) -> tuple[str, int]:
    """Whoever locks several reports does so in this order, so that none waits for another in a circle."""
    return event.opd, place_of(event.indicator)


async def accept_unchanged(update: Update, context: Context, button: AcceptUnchanged) -> None:
    """Accept a list that was shown before there were several reasons."""
    await accept_listed(update, context, AcceptListed(Batch.UNCHANGED.value, button.fingerprint))


async def accept_listed(update: Update, context: Context, button: AcceptListed) -> None:
    """Accept the list that was shown; when it has changed meanwhile, show it again and accept nothing."""
    why, first = _reason(button.why), None
    async with context.uow() as uow:
        here = await desk_of(uow, context.person, context.today, fresh=True)
        before = await offer(uow, here, why, fresh=True)
        for sent in sorted(before.found, key=_lock_order):
            await uow.reports.lock(sent.opd, sent.indicator, sent.year)
        for year in years_of(before.found):
            # What is compared now must not change before it is accepted.
            await uow.rekap.lock(year)
        at = await desk_of(uow, context.person, context.today, fresh=True)
        offered = await offer(uow, at, why, fresh=True)
        if offered.found and _fingerprint(offered.found) == button.fingerprint:
            first = await _accept_all(uow, context, at, offered.found)
            await uow.commit(name_of("batch", first))
        else:
            listed = await _list(at, why, offered, texts.LIST_CHANGED if offered.found else "")
    if first is None:
        await put_list(context, update, listed)
    else:
        await show_batch(context, update, first)


async def _accept_all(uow: UnitOfWork, context: Context, here: Desk, found: Sequence[ReportEvent]) -> int:
    """Return the id of the first verdict.

    All get one instant, by which they are known to belong together. So it must suit every one of them, also
    where the clock was set back since what they are about.
    """
    events = [event for sent in found for event in await here.history(sent)]
    at = max([context.now, *(event.at for event in events)])
    verdicts = [await store_acceptance(uow, context, sent, at) for sent in found]
    return verdicts[0].id


async def show_batch(context: Context, update: Update, first_id: int) -> None:
    async with context.look() as uow:
        first = await uow.reports.get(first_id)
        batch = await _batch_of(uow, first)
    undoable = is_undoable(first, context.now)
    text = texts.done(len(batch), undoable_until(first) if undoable else None)
    await show(context, update, Screen(text, keyboards.batch_done(first, undoable=undoable)))


async def _batch_of(uow: UnitOfWork, first: ReportEvent) -> list[ReportEvent]:
    """Return the verdicts that were stored together with that one: by one person, in one instant."""
    told = await uow.reports.several(range(first.id, first.id + _REACH))
    of_it = (EventKind.VERIFIED, first.by, first.at, first.year)
    return [event for event in told if (event.kind, event.by, event.at, event.year) == of_it]


async def undo_batch(update: Update, context: Context, button: UndoBatch) -> None:
    """Undo what can still be undone of a batch; what the operators went on with stays accepted."""
    async with context.uow() as uow:
        first = await uow.reports.get(button.decision)
        await submission_of(uow, first)
        batch = await _batch_of(uow, first)
        mine = [decision for decision in batch if may_review(context.person, by_key(decision.indicator))]
        if not mine:
            raise NotAllowed
        refusal = await _undo_all(uow, context, mine)
        if refusal is None:
            await uow.commit(name_of("unbatched", first.id))
    if refusal is not None:
        raise refusal
    await show_unbatched(context, update, first.id)


async def _undo_all(uow: UnitOfWork, context: Context, batch: Sequence[ReportEvent]) -> NotPossible | None:
    """Return the reason why nothing could be undone, or None when something was."""
    refusals = list[NotPossible]()
    for decision in sorted(batch, key=_lock_order):
        try:
            await store_undoing(uow, context, decision)
        except NotPossible as refusal:
            refusals.append(refusal)
    return refusals[0] if len(refusals) == len(batch) else None


async def show_unbatched(context: Context, update: Update, first_id: int) -> None:
    async with context.look() as uow:
        first = await uow.reports.get(first_id)
        batch = await _batch_of(uow, first)
        ids = {event.id for event in batch}
        told = await uow.reports.events(opds={event.opd for event in batch}, years=[first.year])
        undone = sum(event.kind is EventKind.UNDONE and event.about in ids for event in told)
        screen = await inbox_screen(uow, context, note=texts.undone(undone))
    await show(context, update, screen)
