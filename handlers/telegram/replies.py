"""What a person is shown after something was stored, by name.

The name is stored in the same transaction as the effect. When the update is delivered again (the process
was killed before the answer got out, or Telegram was away), the effect is not repeated; the reply is.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telegram import Update

from handlers.telegram.context import Context
from handlers.telegram.known import Known
from storage.ports import Storage

Show: TypeAlias = Callable[[Context, Update, int], Awaitable[None]]
"""Shows a reply; it gets the id of what it is about."""

REPLIES = Known[Show]("replies")


def name_of(name: str, about: int) -> str:
    """Return what is stored with the effect. Raises KeyError for a reply that nobody can show."""
    if name not in REPLIES:
        raise KeyError(name)
    return f"{name} {about}"


async def show_again(context: Context, update: Update, stored: str) -> None:
    """Show a stored reply; an effect stored without one deserves none."""
    if stored:
        name, about = stored.split(" ")
        await REPLIES[name](context, update, int(about))


async def stored_reply(storage: Storage, update_id: int | None) -> str:
    """Return what the sender of this very update is to be shown if its effect is stored already, else "".

    Before a person is told that something came too late or is not possible, this is asked: another instance
    that held the same update may have been the faster one, and may be gone before it has spoken.
    """
    if update_id is None:
        return ""
    async with storage.look() as uow:
        return await uow.inbox.reply_to(update_id) or ""


async def show_stored(context: Context, update: Update) -> bool:
    """Show what this very update has brought about; return whether there was anything."""
    stored = await stored_reply(context.services.storage, context.update_id)
    await show_again(context, update, stored)
    return bool(stored)
