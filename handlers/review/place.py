"""Where a report is shown in the reviewer's chat: a verdict never stands over another OPD's papers.

A card is changed in place while it is the lowest part of the review. Once a file or a newer card stands below
it, what comes next is sent below that. Each reviewer has one live card at a time: the one before is retired,
and brings its report back with one tap.
"""

import logging

from telegram import Update
from telegram.error import TelegramError

from domain.forms.drafts import Draft
from domain.reports.events import standing
from domain.reports.return_reason import RETURN_FORM
from handlers.city.reports import history_of
from handlers.review import keyboards
from handlers.review import texts as review
from handlers.review.outcome import fate_screen
from handlers.telegram.cards import card_in, note
from handlers.telegram.context import Context
from handlers.telegram.screen import (
    Screen,
    answer,
    change,
    chat_of,
    leave_behind,
    pressed_card,
    say,
    take_buttons,
)
from storage.ports import ShownReport

log = logging.getLogger(__name__)

REVIEW = "review"
"""The kind of every screen of the review: a list, a report, and what became of one."""


async def put_card(
    context: Context,
    update: Update,
    submission: int,
    card: Screen,
    *,
    left: Screen | None = None,
    about: str = "",
) -> None:
    """Show the card of a report that can be decided; it is the person's live card from now on.

    `left` is what the pressed message becomes where the card is not shown in its place; `about` says what it
    asks, where it asks anything that words can be meant for.
    """
    live, returning = await _live(context), await _turn_from_return(context)
    message_id = await _put(context, update, card, left, live, about)
    await _place(context, ShownReport(submission=submission, chat_id=chat_of(update), message_id=message_id))
    if live is None or live.message_id == message_id:
        return
    if returning is not None and returning.message_id == live.message_id:
        return  # that conversation says itself that it was set aside (`handlers.conversation.aside`)
    if live.submission != submission:
        await _retire(context, live)
    elif live.message_id == pressed_card(update):
        await _take_away(context, live)
    else:
        await take_buttons(context, live.chat_id, live.message_id)


async def is_open_below(context: Context, update: Update, submission: int) -> bool:
    """Return whether the report's live card stands below the pressed message, with no evidence beneath it."""
    query = update.callback_query
    if query is None or query.message is None:
        return False
    live = await _live(context)
    if live is None or live.submission != submission:
        return False
    async with context.look() as uow:
        newest = await uow.reviewing.newest_evidence(live.chat_id)
    return live.chat_id == chat_of(update) and live.message_id > max(newest, query.message.message_id)


async def put_record(context: Context, update: Update, submission: int, record: Screen) -> None:
    """Show what became of a report; a record is no live card, and stays when something else is opened."""
    live = await _live(context)
    message_id = await _put(context, update, record, None, live)
    if live is not None and (live.submission == submission or live.message_id == message_id):
        await _place(context, None)
        if live.message_id != message_id:
            await take_buttons(context, live.chat_id, live.message_id)


async def put_list(context: Context, update: Update, listed: Screen) -> None:
    """Show a list of reports; a live card that it takes the place of is live no more."""
    live = await _live(context)
    message_id = await _put(context, update, listed, None, live)
    if live is not None and live.message_id == message_id:
        await _place(context, None)


async def _live(context: Context) -> ShownReport | None:
    async with context.look() as uow:
        return await uow.reviewing.card(context.person.id)


async def _turn_from_return(context: Context) -> Draft | None:
    """Set a return aside that is being written: its verdict must not stand over what is opened now."""
    async with context.aside() as uow:
        held = await uow.drafts.held_by(context.person.id)
        if held is None or held.form != RETURN_FORM.key:
            return None
        await uow.drafts.let_go(context.person.id)
        await uow.commit()
    return held


async def _place(context: Context, shown: ShownReport | None) -> None:
    async with context.aside() as uow:
        await uow.reviewing.place_card(context.person.id, shown)
        await uow.commit()


async def _put(
    context: Context,
    update: Update,
    screen: Screen,
    left: Screen | None,
    live: ShownReport | None,
    about: str = "",
) -> int:
    """Show the screen in place or below, and return its message id; what is typed now is meant for it."""
    message_id = await _shown(context, update, screen, left, live)
    await note(context, update, card_in(context, update, message_id, REVIEW, about))
    return message_id


async def _shown(
    context: Context, update: Update, screen: Screen, left: Screen | None, live: ShownReport | None
) -> int:
    """Return the id of the message that shows the screen; a pressed message is left behind."""
    chat_id, pressed = chat_of(update), pressed_card(update)
    async with context.look() as uow:
        lowest = max(await uow.reviewing.newest_evidence(chat_id), live.message_id if live is not None else 0)
    await answer(context, update)
    if pressed is not None and pressed >= lowest and await change(context, chat_id, pressed, screen):
        return pressed
    message_id = await say(context, chat_id, screen)
    if pressed is not None and left is not None:
        await leave_behind(context, chat_id, pressed, left)
    elif pressed is not None and (live is None or live.message_id != pressed):
        await take_buttons(context, chat_id, pressed)
    return message_id


async def _take_away(context: Context, moved: ShownReport) -> None:
    """Take the card away from where it stood: it stands below its own files now."""
    try:
        await context.bot.delete_message(moved.chat_id, moved.message_id)
    except TelegramError as error:
        # Telegram lets nobody delete what is older than two days; and the card is shown below by now.
        log.info("A card that was moved stays where it was, without buttons: %s", error)
        await take_buttons(context, moved.chat_id, moved.message_id)


async def _retire(context: Context, old: ShownReport) -> None:
    """Leave one line of a card whose report was passed over, or what became of the report meanwhile."""
    async with context.look() as uow:
        sent = await uow.reports.get(old.submission)
        waits = standing(await history_of(uow, sent)).waiting == sent
        opd = await uow.opds.get(sent.opd)
        fate = None if waits else await fate_screen(uow, context, sent)
    passed = Screen(review.passed_over(sent, opd.name, context.now), keyboards.passed_over(sent))
    await leave_behind(context, old.chat_id, old.message_id, fate or passed)
