"""How a guided conversation ends: sent, cancelled, or with nothing to send; and how it is brought back."""

from collections.abc import Callable
from dataclasses import replace

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft, DraftStatus
from handlers.conversation import keyboards
from handlers.conversation import texts as cards
from handlers.conversation.buttons import Cancel, Leave, Send, Undo
from handlers.conversation.card import close, present, show_card, view, viewed
from handlers.conversation.flow import Unfit, flow_of
from handlers.conversation.knowing import informed, to_store
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import Screen, chat_of, ending, pressed_card, show
from handlers.words import ways_on
from storage.ports import Stale, UnitOfWork


async def fillable(uow: UnitOfWork, context: Context, draft_id: int) -> Draft:
    """Return a draft, whoever holds it, that this person may fill in, and what is known beside it.

    Raises NotAllowed.
    """
    draft = await informed(uow, await uow.drafts.get(draft_id), context.today)
    if not flow_of(draft).may_fill(context.person, draft):
        raise NotAllowed
    return draft


async def own_draft(uow: UnitOfWork, context: Context, draft_id: int, version: int) -> Draft:
    """Return the draft that a button is about, if it is this person's to change now.

    Raises NotAllowed for a draft that is not (or no longer) the person's to fill in, and Stale for a version,
    holder or status that has moved on.
    """
    draft = await fillable(uow, context, draft_id)
    if draft.version != version or draft.holder != context.person.id or draft.status is not DraftStatus.OPEN:
        raise Stale
    return draft


async def current_draft(uow: UnitOfWork, context: Context) -> Draft | None:
    """Return the draft that a message of this person is about: held, and still theirs to fill in."""
    draft = await held_draft(uow, context)
    return await informed(uow, draft, context.today) if draft is not None else None


async def held_draft(uow: UnitOfWork, context: Context) -> Draft | None:
    """Return the draft that a message of this person is about, without what is known beside it."""
    draft = await uow.drafts.held_by(context.person.id)
    return draft if draft is not None and flow_of(draft).may_fill(context.person, draft) else None


async def send(update: Update, context: Context, button: Send) -> None:
    """Send what was filled in: the draft is closed and takes effect, once, in one transaction."""
    try:
        async with context.uow() as uow:
            draft = await own_draft(uow, context, button.draft, button.version)
            _check_nothing_asked(draft)
            stored = await _finish(uow, context, draft)
            await uow.commit(stored)
    except Unfit as unfit:
        await present(context, update, button.draft, str(unfit))
    else:
        await show_again(context, update, stored)


def _check_nothing_asked(draft: Draft) -> None:
    """Raises Unfit where what is known has changed since the summary, and something is asked now."""
    flow = flow_of(draft)
    if flow.knows is not None and flow.form.current(draft.place) is not None:
        raise Unfit(cards.asked_before_sending(flow.undone))


async def _finish(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    sent = replace(to_store(draft), status=DraftStatus.SENT, holder=None)
    await uow.drafts.save(sent, by=context.person.id, at=context.now)
    return await flow_of(draft).finish(uow, context, draft)


async def store_moved(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Store a draft that has moved on; return the name of the reply: its card, or what sending it shows."""
    flow = flow_of(draft)
    if flow.sends_at_once and flow.form.current(draft.place) is None:
        return await _finish(uow, context, draft)
    saved = await uow.drafts.save(to_store(draft), by=context.person.id, at=context.now)
    context.in_hand = await viewed(uow, saved, context.today)
    return name_of("card", draft.id)


async def cancel_command(update: Update, context: Context) -> None:
    """`/batal`: cancel what is being filled in, if anything."""
    async with context.uow() as uow:
        draft = await current_draft(uow, context)
        if draft is not None:
            await cancel_draft(uow, context, draft)
            await uow.commit(name_of("cancelled", draft.id))
    if draft is None:
        await show(context, update, ending(ways_on.nothing_open(context.person.roles)))
    else:
        await show_cancelled(context, update, draft.id)


async def cancel(update: Update, context: Context, button: Cancel) -> None:
    async with context.uow() as uow:
        draft = await own_draft(uow, context, button.draft, button.version)
        await cancel_draft(uow, context, draft)
        await uow.commit(name_of("cancelled", draft.id))
    await show_cancelled(context, update, draft.id)


async def cancel_draft(uow: UnitOfWork, context: Context, draft: Draft) -> None:
    ended = replace(to_store(draft), status=DraftStatus.CANCELLED, holder=None)
    await uow.drafts.save(ended, by=context.person.id, at=context.now)


async def show_cancelled(context: Context, update: Update, draft_id: int) -> None:
    await _show_ended(context, update, draft_id, cards.cancelled)


async def show_not_yet(context: Context, update: Update, draft_id: int) -> None:
    """Show how a repair or correction ends of which there is nothing to send; the report stays as it was."""
    await _show_ended(context, update, draft_id, cards.not_sent)


async def _show_ended(
    context: Context, update: Update, draft_id: int, text: Callable[[cards.Sheet], str]
) -> None:
    async with context.look() as uow:
        shown = await view(uow, draft_id, context.today)
    keyboard = keyboards.cancelled(shown.flow, shown.draft)
    await close(context, update, shown.draft, Screen(text(shown.sheet), keyboard))


async def undo(update: Update, context: Context, button: Undo) -> None:
    """Bring a cancelled draft back as it was."""
    async with context.uow() as uow:
        draft = await fillable(uow, context, button.draft)
        if draft.version != button.version or draft.status is not DraftStatus.CANCELLED:
            raise Stale
        await may_come_back(uow, draft)
        await reopen(uow, context, draft)
        await uow.commit(name_of("restored", draft.id))
    await show_restored(context, update, draft.id)


async def may_come_back(uow: UnitOfWork, draft: Draft) -> None:
    """Raises NotPossible where a cancelled draft of this kind cannot be brought back."""
    may_reopen = flow_of(draft).may_reopen
    if may_reopen is not None:
        await may_reopen(uow, draft)


async def reopen(uow: UnitOfWork, context: Context, draft: Draft) -> None:
    """Open a draft again for this person. Raises Stale when a colleague began another one meanwhile."""
    by, at = context.person.id, context.now
    # Held in the same step: a conversation that is no report cannot be open without somebody holding it.
    opened = replace(to_store(draft), status=DraftStatus.OPEN, holder=by)
    await uow.drafts.save(opened, by=by, at=at)


async def show_restored(context: Context, update: Update, draft_id: int) -> None:
    await show_card(context, update, draft_id, cards.RESTORED_NOTE, restored=True)


async def leave(update: Update, context: Context, button: Leave) -> None:
    """Go to what lies before the conversation, without changing it."""
    async with context.look() as uow:
        draft = await fillable(uow, context, button.draft)
    await left_for(update, context, draft)


async def left_for(update: Update, context: Context, draft: Draft) -> None:
    """Show what lies before a conversation; its card becomes that, and says nothing of the draft any more."""
    if (draft.chat_id, draft.message_id) == (chat_of(update), pressed_card(update)):
        async with context.aside() as uow:
            await uow.drafts.forget_card(draft.id)
            await uow.commit()
    await flow_of(draft).leave(update, context, draft)
