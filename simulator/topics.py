"""Which topic of a group a message belongs to, and which one may be written to."""

from simulator.errors import bad_request
from simulator.state import GENERAL, Chat, Json, StoredMessage

_NOT_FOUND = "message thread not found"
_CLOSED = "TOPIC_CLOSED"


def check_thread(chat: Chat, thread: int | None) -> None:
    """Raise ApiError if the bot may not write to a topic. Telegram overlooks one where there are none."""
    if thread and not chat.is_group:
        raise bad_request(_NOT_FOUND)
    if not chat.is_forum:
        return
    if thread and (thread == GENERAL or thread not in chat.topics):
        raise bad_request(_NOT_FOUND)
    if chat.topics[thread or GENERAL].closed:
        raise bad_request(_CLOSED)


def thread_of(chat: Chat, content: Json) -> int:
    """Return the topic of a forum that a message is in."""
    return int(content.get("message_thread_id", GENERAL)) if chat.is_forum else 0


def thread_fields(chat: Chat, thread: int | None, replied: StoredMessage | None) -> Json:
    """Return what a new message says of its topic, and of the message it answers.

    An answer goes to the topic of what it answers. In a topic every message answers at least the one that
    opened it. In other supergroups answers make a thread of their own.
    """
    answered = _answered(replied)
    if chat.is_forum:
        thread = thread_of(chat, replied.content) if replied else thread or GENERAL
        if thread == GENERAL:
            return answered
        opening = answered or _answered(chat.messages.get(thread))
        return {"message_thread_id": thread, "is_topic_message": True, **opening}
    if chat.kind == "supergroup" and replied:
        root = replied.content.get("message_thread_id", replied.content["message_id"])
        return {"message_thread_id": root, **answered}
    return answered


def _answered(replied: StoredMessage | None) -> Json:
    if replied is None or replied.deleted:
        return {}
    told = {key: value for key, value in replied.content.items() if key != "reply_to_message"}
    return {"reply_to_message": told}
