"""Service messages: what Telegram itself reports in a chat, by the name of the field that holds it."""

from simulator.errors import PeopleError
from simulator.hub import Hub
from simulator.service_kinds import DEFAULTS, NEED_VALUE, SERVICE_KINDS
from simulator.state import Chat, Json, Person, StoredMessage
from simulator.topics import thread_fields


def add_service(
    hub: Hub, chat: Chat, person: Person, kind: str, value: object = None, *, thread: int | None = None
) -> StoredMessage:
    """Report something that a person did; PeopleError 400 for an unknown kind, or one without its value."""
    content = {
        "message_id": hub.next_message_id(),
        "from": person.as_user(),
        "chat": hub.world.chat_as_json(chat.id),
        "date": hub.world.clock.timestamp(),
        **thread_fields(chat, thread, None),
        kind: _value(chat, kind) if value is None else value,
    }
    return hub.add_message(chat, content, by_bot=False)


def add_report(hub: Hub, chat: Chat, kind: str, value: object) -> StoredMessage:
    """Report something that the bot did, of which it hears by an update as well."""
    content = {
        "message_id": hub.next_message_id(),
        "from": hub.world.bot.as_user(),
        "chat": hub.world.chat_as_json(chat.id),
        "date": hub.world.clock.timestamp(),
        kind: value,
    }
    message = hub.add_message(chat, content, by_bot=True)
    hub.updates.add("message", content)
    return message


def _value(chat: Chat, kind: str) -> object:
    if kind == "pinned_message":
        return _pinned(chat)
    if kind in DEFAULTS:
        return DEFAULTS[kind]
    if kind in NEED_VALUE:
        raise PeopleError(400, f"say what {kind} shall hold, as value")
    raise PeopleError(400, f"kind must be one of {', '.join(sorted(SERVICE_KINDS))}")


def _pinned(chat: Chat) -> Json:
    """Return the newest message of a chat, as one that was pinned."""
    newest = max(chat.shown(), key=lambda message: message.content["message_id"], default=None)
    if newest is None:
        raise PeopleError(409, "there is nothing to pin in this chat")
    return {key: value for key, value in newest.content.items() if key != "reply_to_message"}
