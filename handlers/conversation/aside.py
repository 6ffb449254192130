"""Drafts that their person let go of for something else: their card says so, and brings them back.

A card that was left behind must not go on looking like one that can be sent. That it has still to be said is
stored with the draft, so a killed process or a Telegram that is away only puts it off.
"""

import logging
from collections.abc import Sequence

from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from domain.forms.drafts import Draft, DraftStatus
from handlers.conversation import keyboards
from handlers.conversation import texts as cards
from handlers.conversation.buttons import Resume, TakeOver
from handlers.conversation.card import show_card, view
from handlers.conversation.ending import fillable, may_come_back, reopen
from handlers.conversation.flow import flow_of
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of, show_again
from handlers.telegram.screen import Screen, answer, change, chat_of, pressed_card, say, show
from storage.ports import Stale, Unavailable, UnitOfWork

log = logging.getLogger(__name__)


async def say_aside(update: Update, context: Context) -> None:
    """Let the cards that this person has just left behind say so; runs after every update was answered.

    Raises nothing that would make the update look unanswered.
    """
    if not context.knows_person:
        return
    try:
        for draft in await _left(context):
            await _one_by_one(update, context, draft)
    except Unavailable as away:
        log.info("What person %d left behind is said after their next update: %s", context.person.id, away)


async def _left(context: Context) -> Sequence[Draft]:
    """Return what this person has left; mostly that was read when the answer was noted."""
    if context.left is not None:
        return context.left
    async with context.look() as uow:
        return await uow.drafts.left_by(context.person.id)


async def _one_by_one(update: Update, context: Context, draft: Draft) -> None:
    try:
        await _say_aside(update, context, draft)
    except Unavailable:
        raise
    except Exception:  # one card that cannot be made must not follow every later answer with an apology
        log.exception("The card of draft %d cannot be made; it is left as it is.", draft.id)
        await _settle(context, draft)


async def _say_aside(update: Update, context: Context, draft: Draft) -> None:
    became_another = _is_pressed(update, draft)
    if flow_of(draft).says_aside and not became_another and not await _said(context, draft):
        return
    await _settle(context, draft, forget=became_another)


async def _settle(context: Context, draft: Draft, *, forget: bool = False) -> None:
    async with context.aside() as uow:
        if forget:
            await uow.drafts.forget_card(draft.id)
        await uow.drafts.said_aside(draft.id)
        await uow.commit()


def _is_pressed(update: Update, draft: Draft) -> bool:
    """Return whether the pressed message was the draft's card; it shows what the press has opened by now."""
    here = pressed_card(update)
    return here is not None and (draft.chat_id, draft.message_id) == (chat_of(update), here)


async def _said(context: Context, draft: Draft) -> bool:
    """Change the card, if there is one; return False if that has to be tried again after the next update."""
    if draft.chat_id is None or draft.message_id is None:
        return True
    try:
        await change(context, draft.chat_id, draft.message_id, await _screen(context, draft))
    except TelegramError as error:
        # The person has been answered already; an older card that cannot be changed takes nothing from that.
        log.info("The card of draft %d cannot say that it was set aside: %s", draft.id, error)
        return isinstance(error, BadRequest) or not isinstance(error, NetworkError | RetryAfter)
    return True


async def _screen(context: Context, draft: Draft) -> Screen:
    async with context.look() as uow:
        shown = await view(uow, draft.id, context.today)
    text = cards.aside(shown.sheet, shown.flow.undone, shown.flow.kept, context.now)
    return Screen(text, keyboards.aside(shown.flow, draft, shown.sheet.title))


async def pressed_aside(update: Update, context: Context, draft: Draft) -> None:
    """Answer a button of a card that was set aside: plainly, and with the way back below it."""
    await answer(context, update, cards.pressed_aside(flow_of(draft).undone), said_below=True)
    screen, chat_id = await _screen(context, draft), chat_of(update)
    here = pressed_card(update)
    if here is None or not _is_pressed(update, draft) or not await change(context, chat_id, here, screen):
        await say(context, chat_id, screen)


async def resume(update: Update, context: Context, button: Resume) -> None:
    """Go on with a draft that was set aside; a colleague who has been at it since is asked about first.

    Raises NotAllowed, NotPossible where such a draft cannot be brought back, and Stale when it has ended.
    """
    async with context.uow() as uow:
        draft = await fillable(uow, context, button.draft)
        asked = await colleagues(uow, context, draft)
        if asked is None:
            stored = await _held_again(uow, context, draft)
            await uow.commit(stored)
    if asked is not None:
        await show(context, update, asked)
    else:
        await show_again(context, update, stored)


async def colleagues(uow: UnitOfWork, context: Context, draft: Draft) -> Screen | None:
    """Return the question whether to go on with a colleague's draft, None for one's own."""
    if draft.touched_by == context.person.id or draft.status is not DraftStatus.OPEN:
        return None
    flow = flow_of(draft)
    colleague = await uow.people.get(draft.touched_by)
    text = cards.take_over(await flow.sheet(uow, draft), draft, colleague.name, context.now)
    return Screen(text, keyboards.take_over(flow, draft))


async def take_over(update: Update, context: Context, button: TakeOver) -> None:
    """Go on with a colleague's draft. Raises NotAllowed, and Stale when it was changed since it was shown."""
    async with context.uow() as uow:
        draft = await fillable(uow, context, button.draft)
        if draft.version != button.version or draft.status is not DraftStatus.OPEN:
            raise Stale
        await uow.drafts.take(draft, by=context.person.id, at=context.now)
        await uow.commit(name_of("taken", draft.id))
    await show_taken(context, update, draft.id)


async def show_taken(context: Context, update: Update, draft_id: int) -> None:
    await show_card(context, update, draft_id, cards.TAKEN_NOTE)


async def _held_again(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    """Let the person hold the draft; return the name of the reply."""
    if draft.status is DraftStatus.OPEN:
        if draft.holder != context.person.id:
            await uow.drafts.take(draft, by=context.person.id, at=context.now)
        return name_of("card", draft.id)
    if draft.status is not DraftStatus.CANCELLED or draft.aside is None:
        raise Stale(f"draft {draft.id} has ended")
    await may_come_back(uow, draft)
    await reopen(uow, context, draft)
    return name_of("restored", draft.id)
