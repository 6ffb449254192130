"""A card at the top of the chat: pinned with a tap, and moved to the newer one."""

import logging

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.telegram.buttons import Button
from handlers.telegram.context import Context
from handlers.telegram.errors import is_passing
from handlers.telegram.keys import key
from handlers.telegram.refusals import Meaning, means
from handlers.telegram.screen import answer, chat_of, ending, say
from storage.ports import Card, Stale

log = logging.getLogger(__name__)

PINNED = "Disematkan di atas percakapan ini."
CANNOT_PIN = "Mohon maaf, saya belum bisa menyematkannya. Tekan lama pesan di atas, lalu pilih Sematkan."


class Pin(Button, prefix="pin"):
    """The card that it stands under, to be pinned."""


PIN_KEY = key("Sematkan", Pin())


async def pin(update: Update, context: Context, _: Pin) -> None:
    """Pin the card that was pressed, without a sound. Raises Stale for one that a newer one has replaced."""
    card = await context.standing()
    if card is None or not card.fingerprint:
        raise Stale("a card that does not live")
    try:
        await context.bot.pin_chat_message(card.chat_id, card.message_id, disable_notification=True)
    except (BadRequest, Forbidden) as error:
        if is_passing(error):
            raise
        if not means(error, Meaning.UNCHANGED):
            log.info("A card could not be pinned: %s", error)
            await answer(context, update)
            await say(context, chat_of(update), ending(CANNOT_PIN))
            return
    await _note(context, card.id, is_pinned=True)
    await answer(context, update, PINNED)


async def _note(context: Context, card_id: int, *, is_pinned: bool) -> None:
    async with context.aside() as uow:
        await uow.cards.pin(card_id, is_pinned=is_pinned)
        await uow.commit()


async def sweep(update: Update, context: Context) -> None:
    """Take away what Telegram reports of a pin of the bot's own: the bar at the top says it already.

    Telegram sends that report to the bot as well (tdlib/telegram-bot-api#731).
    """
    message, chat = update.message, update.effective_chat
    if message is None or chat is None or message.pinned_message is None:
        return
    if message.from_user is None or message.from_user.id != context.bot.id:
        return
    try:
        await context.bot.delete_message(chat.id, message.message_id)
    except TelegramError as error:
        log.info("The report of a pin stays: %s", error)


async def move_pin(context: Context, former: Card, message_id: int) -> None:
    """Pin the newer card where the former one was; one that its person has taken down stays down.

    Telegram tells nobody of the latter (tdlib/telegram-bot-api#641), but refuses to unpin what is not pinned.
    The newer one is shown by now, so a failure stops nothing.
    """
    try:
        await context.bot.unpin_chat_message(former.chat_id, former.message_id)
        await context.bot.pin_chat_message(former.chat_id, message_id, disable_notification=True)
    except TelegramError as error:
        log.info("A pin is not moved: %s", error)
        return
    async with context.aside() as uow:
        newer = await uow.cards.at(former.chat_id, message_id)
        if newer is not None:
            await uow.cards.pin(newer.id, is_pinned=True)
        await uow.commit()
