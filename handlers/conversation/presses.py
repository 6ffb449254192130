"""Every button press: what runs, and what becomes of a press that came too late."""

import logging

from telegram import Update

from domain.errors import InvalidAnswer, NotAllowed, NotPossible
from domain.forms.drafts import Draft
from handlers.conversation.flow import flow_of
from handlers.conversation.late import answered_late
from handlers.telegram.buttons import Button
from handlers.telegram.context import Context
from handlers.telegram.press import Press, pressed_button
from handlers.telegram.replies import show_stored
from handlers.telegram.screen import answer, chat_of, ending, pressed_card, say, take_buttons
from handlers.words import problems, ways_on
from storage.ports import NotFound, Stale, UnitOfWork

log = logging.getLogger(__name__)


async def pressed(update: Update, context: Context) -> None:
    """Run what a button stands for; one that no longer fits is answered with the way on."""
    known = pressed_button((update.callback_query.data if update.callback_query is not None else None) or "")
    if known is None:
        await _outdated(update, context, None)
        return
    press, button = known
    try:
        await press.run(update, context, button)
    except (Stale, NotFound, InvalidAnswer, NotPossible, NotAllowed) as reason:
        if not await show_stored(context, update):
            await _told_why(update, context, press, button, reason)


async def _told_why(
    update: Update, context: Context, press: Press, button: Button, reason: Exception
) -> None:
    """Say why a press changed nothing, and what goes on from here."""
    if isinstance(reason, NotPossible):
        await _refused(update, context, problems.decision(reason))
    elif isinstance(reason, NotAllowed):
        log.warning("Person %s pressed a button of what is not theirs.", context.person.id)
        await _refused(update, context, await _not_yours(context, press, button))
    else:
        log.info("A button no longer applies (%r).", reason)
        await _outdated(update, context, button)


async def _not_yours(context: Context, press: Press, button: Button) -> str:
    """Return why a press is refused; buttons of conversations that are no report speak of no OPD."""
    async with context.look() as uow:
        draft = await _pressed_draft(uow, button)
    return problems.NOT_YOURS_ANY_MORE if draft is not None and draft.opd is None else press.not_yours


async def _outdated(update: Update, context: Context, button: Button | None) -> None:
    """Say what has become of what was pressed. A double tap finds what its first tap left."""
    here = pressed_card(update)
    async with context.look() as uow:
        draft = await _pressed_draft(uow, button)
        holder = await uow.people.get(draft.holder) if draft is not None and draft.holder else None
    fills = draft is not None and flow_of(draft).may_fill(context.person, draft)
    name = holder.name if holder is not None else ""
    if draft is not None and fills and await answered_late(update, context, button, draft, name):
        return
    await _refused(update, context, ways_on.stale_button(context.person.roles), problems.STALE_BUTTON_SHORT)
    if here is not None:
        await take_buttons(context, chat_of(update), here)


async def _pressed_draft(uow: UnitOfWork, button: Button | None) -> Draft | None:
    """Return the draft that the pressed button was about, if it was about one."""
    draft_id = getattr(button, "draft", None)
    if not isinstance(draft_id, int):
        return None
    try:
        return await uow.drafts.get(draft_id)
    except NotFound:
        return None


async def _refused(update: Update, context: Context, sentence: str, toast: str | None = None) -> None:
    await answer(context, update, toast, said_below=True)
    await say(context, chat_of(update), ending(sentence))
