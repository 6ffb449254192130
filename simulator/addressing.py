"""Whom a call reaches: the chat it names, or Telegram's reason why not."""

from simulator.errors import bad_request, forbidden
from simulator.state import Chat, StoredMessage, World


def known_chat(world: World, chat_id: int | str) -> Chat:
    """Return a chat that the bot may read; ApiError if it does not know it."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    return chat


def writable_chat(world: World, chat_id: int | str) -> Chat:
    """Return a chat that the bot may write to; ApiError if nobody is there, or does not want to hear."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is not None and not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    if known_chat(world, chat_id).blocked:
        raise forbidden("bot was blocked by the user")
    return known_chat(world, chat_id)


def message_in(chat: Chat, message_id: int | None, purpose: str) -> StoredMessage:
    """Return a message that is still there; ApiError "message to <purpose> not found" otherwise."""
    message = chat.messages.get(message_id or 0)
    if message is None or message.deleted:
        raise bad_request(f"message to {purpose} not found")
    return message
