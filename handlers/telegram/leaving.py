"""A message that is about to show something else: what changes cards by themselves must know of it first."""

import asyncio
import logging

from handlers.telegram.context import Context

log = logging.getLogger(__name__)

_LOOK_AGAIN = 0.1
_LOOKS = 100
"""Ten seconds: longer than another instance takes for the one edit that it has begun, unless it has died."""


async def leave(context: Context, chat_id: int, message_id: int) -> None:
    """Note that the card which was pressed becomes something else now.

    While another instance is just changing it by itself, its edit is waited for: the other way round it would
    stand over what is shown here.
    """
    if context.pressed != (chat_id, message_id):
        return
    async with context.aside() as uow:
        stands = await context.standing(uow)
        if stands is None:
            return
        context.nothing_stands()
        if not stands.fingerprint and not stands.is_pinned:
            # Nothing changes it by itself, so nobody else has to know of it before it is something else.
            await uow.cards.leave(chat_id, message_id, context.now)
            await uow.commit(soon=True)
            return
    for _ in range(_LOOKS):
        async with context.aside() as uow:
            is_left = await uow.cards.leave(chat_id, message_id, context.now)
            await uow.commit()
        if is_left:
            return
        await asyncio.sleep(_LOOK_AGAIN)
    log.warning("A card is changed by somebody for too long, and is changed nevertheless.")
    async with context.aside() as uow:
        await uow.cards.stop(stands.id)
        await uow.commit()
