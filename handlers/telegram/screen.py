"""Saying things: a new message, or the same card changed in place.

Never called with a unit of work open (see docs/decisions): a slow Telegram must not hold a database lock.
"""

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from domain.people.person import Unreachable
from handlers.telegram.buttons import BELOW, Noop
from handlers.telegram.calls import call
from handlers.telegram.context import Context
from handlers.telegram.home import home_below, home_key
from handlers.telegram.keys import markup
from handlers.telegram.leaving import leave
from handlers.telegram.refusals import Meaning, meaning_of
from handlers.words import words

log = logging.getLogger(__name__)
Shown = TypeVar("Shown")

_HTML = ParseMode.HTML.value
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True).to_dict()
MODEST_TOAST = 200
"""Characters that Telegram shows of a callback answer."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person is shown: HTML and the buttons below it."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


def ending(text: str, *rows: Iterable[InlineKeyboardButton]) -> Screen:
    """Return what something ends with: these rows of keys, and the way home, which takes its place."""
    return Screen(text, markup(*rows, [home_key()]))


def lasting(text: str, *rows: Iterable[InlineKeyboardButton]) -> Screen:
    """Return what something ends with that stays to be read: the way home opens below it."""
    return Screen(text, markup(*rows, [home_below()]))


async def say(context: Context, chat_id: int, screen: Screen) -> int:
    """Send a new message and return its id.

    What answers something asked in a topic goes into that topic, and what answers a group that has become
    another chat meanwhile goes there.
    """
    try:
        return await _send(context, chat_id, screen, context.topic_in(chat_id))
    except ChatMigrated as moved:
        return await _send(context, moved.new_chat_id, screen, None)


async def _send(context: Context, chat_id: int, screen: Screen, topic: int | None) -> int:
    sent = await call(
        context.bot,
        "sendMessage",
        chat_id=chat_id,
        text=screen.text,
        reply_markup=screen.keyboard,
        parse_mode=_HTML,
        link_preview_options=_NO_PREVIEW,
        message_thread_id=topic,
    )
    return int(sent["message_id"])


async def change(context: Context, chat_id: int, message_id: int, screen: Screen) -> bool:
    """Change a message in place; return False if it cannot be changed any more and has to be said anew."""
    await leave(context, chat_id, message_id)
    return await edit(context, chat_id, message_id, screen)


async def edit(context: Context, chat_id: int, message_id: int, screen: Screen) -> bool:
    """Change a message that goes on being the card that it is; return as `change`."""
    try:
        await call(
            context.bot,
            "editMessageText",
            text=screen.text,
            chat_id=chat_id,
            message_id=message_id,
            reply_markup=screen.keyboard,
            parse_mode=_HTML,
            link_preview_options=_NO_PREVIEW,
        )
    except ChatMigrated:
        return False
    except (BadRequest, Forbidden) as error:
        return _settled(error)
    return True


def _settled(error: BadRequest | Forbidden) -> bool:
    """Return whether the message already shows this; False if it has to be said anew.

    A refusal that nobody knows concerns that message, so a new one is tried: whatever is wrong with the text
    itself, it is refused too. Raises what a new message would meet as well.
    """
    match meaning_of(error):
        case Meaning.UNCHANGED:
            return True
        case Meaning.BUSY | Meaning.SHUT | Unreachable():
            raise error
        case Meaning.GONE:
            return False
        case _:
            log.warning("A message could not be changed and is said anew: %s", error)
            return False


async def leave_behind(context: Context, chat_id: int, message_id: int, screen: Screen) -> None:
    """Let an older message say how things stand, or at least take its buttons.

    The new one is shown by now, so a failure stops nothing.
    """
    try:
        changed = await change(context, chat_id, message_id, screen)
    except TelegramError as error:
        log.info("An older message stays as it is: %s", error)
        changed = False
    if not changed:
        await take_buttons(context, chat_id, message_id)


async def take_away(context: Context, chat_id: int, message_id: int, left: Screen) -> None:
    """Take a message away whose place a newer one has taken; leave `left` there where that is too late.

    Telegram lets a bot delete nothing that is older than two days. A failure stops nothing, as ever here.
    """
    try:
        await context.bot.delete_message(chat_id, message_id)
    except TelegramError as error:
        if meaning_of(error) not in (Meaning.DELETED, Meaning.GONE):
            log.info("An older card stays as one line: %s", error)
            await leave_behind(context, chat_id, message_id, left)


async def take_buttons(context: Context, chat_id: int, message_id: int) -> None:
    """Leave an old card without buttons, so that only the newest can be pressed.

    The new card is shown by now, and whoever presses the old one nevertheless is told so: a failure is no
    reason to do anything again.
    """
    try:
        await context.bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=None)
    except TelegramError as error:
        if meaning_of(error) is not Meaning.UNCHANGED:
            log.info("The buttons of an old card stay: %s", error)


async def answer(
    context: Context, update: Update, toast: str | None = None, *, said_below: bool = False
) -> None:
    """Answer the button press, if this is one and was not answered yet, so that it stops spinning.

    What a toast can no longer say, because the press is too old, is said by a message, unless one that says
    the same follows anyhow. Raises only what passes; a refusal stops nothing.
    """
    query = update.callback_query
    if query is None or context.is_answered:
        return
    try:
        await call(
            context.bot,
            "answerCallbackQuery",
            callback_query_id=query.id,
            text=toast[:MODEST_TOAST] if toast else None,
        )
    except (BadRequest, Forbidden) as error:
        # An update that is handled again was answered the first time; Telegram refuses a second answer.
        if meaning_of(error) is not Meaning.QUERY_OVER:
            log.warning("A press could not be answered: %s", error)
        if toast and not said_below and update.effective_chat is not None:
            await say(context, update.effective_chat.id, ending(words.escape(toast)))
    context.is_answered = True


def chat_of(update: Update) -> int:
    """Return the chat to speak in. Raises LookupError for an update that belongs to none."""
    if update.effective_chat is None:
        raise LookupError("an update without a chat")
    return update.effective_chat.id


def pressed_card(update: Update) -> int | None:
    """Return the id of the message whose button was pressed, unless that message stays as it is."""
    query = update.callback_query
    if query is None or query.message is None or (query.data or "").startswith(BELOW):
        return None
    return query.message.message_id


async def show(context: Context, update: Update, screen: Screen) -> int:
    """Show a screen that belongs to no draft, in place after a press, else as a new message.

    Returns the message's id.
    """
    pressed = pressed_card(update)
    chat_id = chat_of(update)
    if pressed is None:
        await answer(context, update)
    elif await answered_by(context, update, pressed, screen):
        return pressed
    return await say(context, chat_id, screen)


async def answered_by(context: Context, update: Update, message_id: int, screen: Screen) -> bool:
    """Answer a press and change a message at once, neither waiting for the other; return as `change`.

    Raises what `answer` raises, then what `change` raises, both calls being over: what is done again then
    changes the message into what it shows already.
    """
    chat_id = chat_of(update)
    await leave(context, chat_id, message_id)
    return await beside(answer(context, update), edit(context, chat_id, message_id, screen))


async def beside(answering: Awaitable[None], showing: Awaitable[Shown]) -> Shown:
    """Do both at once, neither waiting for the other; return what the second does, both being over.

    Raises what the first raises, then what the second does.
    """
    said, shown = await asyncio.gather(answering, showing, return_exceptions=True)
    if isinstance(said, BaseException):
        raise said
    if isinstance(shown, BaseException):
        raise shown
    return shown


async def acknowledge(update: Update, context: Context, _: Noop) -> None:
    """Answer a press of a button that only shows something."""
    await answer(context, update)
