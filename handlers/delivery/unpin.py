"""A pinned card that lives no more is taken down: its numbers would look like those of today."""

import logging
from datetime import datetime

from telegram.error import BadRequest, Forbidden

from handlers.delivery.living import LIFE
from handlers.telegram.chores import LOOK_AGAIN, Chore
from handlers.telegram.context import Context
from handlers.telegram.errors import is_passing
from storage.ports import Card

log = logging.getLogger(__name__)


async def _old_pins(context: Context) -> list[Card]:
    async with context.look() as uow:
        return await uow.cards.overdue_pins(context.now - LIFE)


async def _unpin(context: Context, card: Card) -> None:
    """Take a pin down, which nobody is told of; one that its person has taken down is no trouble."""
    try:
        await context.bot.unpin_chat_message(card.chat_id, card.message_id)
    except (BadRequest, Forbidden) as error:
        if is_passing(error):
            raise
        log.info("A pin is gone, or cannot be taken down: %s", error)
    async with context.aside() as uow:
        await uow.cards.pin(card.id, is_pinned=False)
        await uow.commit()


async def _next(context: Context) -> datetime | None:
    async with context.look() as uow:
        shown = await uow.cards.oldest_pin()
    return shown + LIFE if shown is not None else None


take_down_pins = Chore("pins", _old_pins, _unpin, lambda card: f"card {card.id}", LOOK_AGAIN, _next)
