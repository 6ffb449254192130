"""Saying things: a new message, or the same card changed in place.

Never called with a unit of work open (see docs/decisions): a slow Telegram must not hold a database lock.
"""

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers.buttons import BELOW
from handlers.context import Context

_UNCHANGED = "message is not modified"
# A press below a picture cannot become another text there.
_GONE = ("message to edit not found", "message can't be edited", "there is no text in the message to edit")
_TOO_LATE = "query is too old"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
MODEST_TOAST = 200
"""Characters that Telegram shows of a callback answer."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a person is shown: HTML and the buttons below it."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None


async def say(context: Context, chat_id: int, screen: Screen) -> int:
    """Send a new message and return its id."""
    sent = await context.bot.send_message(
        chat_id,
        screen.text,
        reply_markup=screen.keyboard,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
    )
    return sent.message_id


async def change(context: Context, chat_id: int, message_id: int, screen: Screen) -> bool:
    """Change a message in place; return False if it cannot be changed any more and has to be said anew."""
    try:
        await context.bot.edit_message_text(
            screen.text,
            chat_id=chat_id,
            message_id=message_id,
            reply_markup=screen.keyboard,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        return _settled(error)
    return True


async def take_buttons(context: Context, chat_id: int, message_id: int) -> None:
    """Leave an old card without buttons, so that only the newest can be pressed."""
    try:
        await context.bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=None)
    except BadRequest as error:
        _settled(error)


def _settled(error: BadRequest) -> bool:
    """Return whether the message already shows this; False if it is gone. Raises anything else again."""
    reason = error.message.lower()
    if _UNCHANGED in reason:
        return True
    if any(gone in reason for gone in _GONE):
        return False
    raise error


async def answer(context: Context, update: Update, toast: str | None = None) -> None:
    """Answer the button press, if this is one, so that it stops spinning."""
    query = update.callback_query
    if query is None:
        return
    try:
        await context.bot.answer_callback_query(query.id, text=toast[:MODEST_TOAST] if toast else None)
    except BadRequest as error:
        # An update that is handled again was answered the first time; Telegram refuses a second answer.
        if _TOO_LATE not in error.message.lower():
            raise


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


async def show(context: Context, update: Update, screen: Screen) -> None:
    """Show a screen that belongs to no draft: in place after a press, else as a new message."""
    pressed = pressed_card(update)
    chat_id = chat_of(update)
    await answer(context, update)
    if pressed is None or not await change(context, chat_id, pressed, screen):
        await say(context, chat_id, screen)
