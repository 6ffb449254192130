"""What a chat shows while something takes long there: "mengirim berkas…", as long as it takes."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from telegram.constants import ChatAction
from telegram.error import TelegramError

from handlers.telegram.context import Context

log = logging.getLogger(__name__)

AGAIN_AFTER = 4.5
"""Seconds; Telegram shows it for five."""
MOST_CHATS = 5
"""So many see it: it is no message, but it counts among what a bot may send."""


@asynccontextmanager
async def looking_busy(context: Context, chats: Sequence[int], *, photo: bool) -> AsyncIterator[None]:
    """Let these chats see that a file is on its way; that it cannot be shown stops nothing."""
    action = ChatAction.UPLOAD_PHOTO if photo else ChatAction.UPLOAD_DOCUMENT
    showing = asyncio.create_task(_show(context, list(dict.fromkeys(chats))[:MOST_CHATS], action))
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.wait({showing})


async def _show(context: Context, chats: Sequence[int], action: ChatAction) -> None:
    while chats:
        for chat_id in chats:
            try:
                await context.bot.send_chat_action(chat_id, action)
            except TelegramError as error:
                log.debug("Nobody sees that chat %d is served: %s", chat_id, error)
        await asyncio.sleep(AGAIN_AFTER)
