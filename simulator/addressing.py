"""Whom a call reaches: the chat it names, or Telegram's reason why not."""

from simulator.errors import ApiError, bad_request, forbidden
from simulator.spec import Call
from simulator.state import Chat, StoredMessage, World
from simulator.topics import check_thread


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
    if active_chat(world, chat_id).blocked:
        raise forbidden("bot was blocked by the user")
    return active_chat(world, chat_id)


def active_chat(world: World, chat_id: int | str) -> Chat:
    """Return a chat that the bot is in; ApiError if it has moved to another id, or has thrown the bot out."""
    chat = known_chat(world, chat_id)
    if chat.migrated_to:
        parameters = {"migrate_to_chat_id": chat.migrated_to}
        raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters)
    if chat.blocked and chat.is_group:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    return chat


def addressed_chat(world: World, call: Call) -> Chat:
    """Return the chat that a call writes to, in a topic that it may write to; ApiError if there is none."""
    chat = writable_chat(world, call.get("chat_id"))
    check_thread(chat, call.get("message_thread_id"))
    return chat


def message_in(chat: Chat, message_id: int | None, purpose: str) -> StoredMessage:
    """Return a message that is still there; ApiError "message to <purpose> not found" otherwise."""
    message = chat.messages.get(message_id or 0)
    if message is None or message.deleted:
        raise bad_request(f"message to {purpose} not found")
    return message
