"""Changing and taking back messages."""

from datetime import timedelta

from simulator.addressing import active_chat, message_in, writable_chat
from simulator.errors import bad_request
from simulator.hub import Hub
from simulator.rules import caption_of, keyboard_of, text_of
from simulator.spec import Call
from simulator.state import Chat, Json, StoredMessage
from simulator.text import FormattedText

_Target = tuple[Chat, StoredMessage]
DELETABLE_FOR = timedelta(hours=48)
_MAX_DELETED_AT_ONCE = 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_text(hub: Hub, call: Call) -> Json:
    target = _editable(hub, call)
    formatted = text_of(call)
    if "text" not in target[1].content:
        raise bad_request("there is no text in the message to edit")
    preview = {key: call.params[key] for key in ("link_preview_options",) if key in call.params}
    return _changed(hub, target, _replacing("text", formatted) | preview, call)


def edit_caption(hub: Hub, call: Call) -> Json:
    target = _editable(hub, call)
    formatted = caption_of(call)
    if not {"photo", "document"} & set(target[1].content):
        raise bad_request("there is no caption in the message to edit")
    return _changed(hub, target, _replacing("caption", formatted), call)


def edit_reply_markup(hub: Hub, call: Call) -> Json:
    return _changed(hub, _editable(hub, call), {}, call, event="markup")


def _replacing(name: str, formatted: FormattedText) -> Json:
    """Return the new values of a text and its entities; None stands for a field that goes away."""
    emptied = {name: None, "entities" if name == "text" else f"{name}_entities": None}
    return emptied | (formatted.as_fields(name) if formatted.text else {})


def _editable(hub: Hub, call: Call) -> _Target:
    if "chat_id" not in call.params:
        raise bad_request("chat_id is empty")
    chat = writable_chat(hub.world, call.get("chat_id"))
    message = message_in(chat, call.get("message_id"), "edit")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _changed(hub: Hub, target: _Target, fields: Json, call: Call, event: str = "edit") -> Json:
    """Put the fields and the call's keyboard into the message; ApiError if that changes nothing."""
    chat, message = target
    wanted = message.content | fields | {"reply_markup": keyboard_of(call, inline_only=True)}
    content = {key: value for key, value in wanted.items() if value is not None}
    if content == message.content:
        raise bad_request(_NOT_MODIFIED)
    message.content = content | {"edit_date": hub.world.clock.timestamp()}
    hub.tell_message(event, chat, message)
    return message.content


def delete_message(hub: Hub, call: Call) -> bool:
    chat = active_chat(hub.world, call.get("chat_id"))
    _delete(hub, chat, message_in(chat, call.get("message_id"), "delete"))
    return True


def delete_messages(hub: Hub, call: Call) -> bool:
    """Delete those of the messages that are still there, as Telegram does: the others are skipped."""
    chat = active_chat(hub.world, call.get("chat_id"))
    identifiers: list[int] = call.get("message_ids")
    if len(identifiers) > _MAX_DELETED_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if any(identifier <= 0 for identifier in identifiers):
        raise bad_request("invalid message identifier specified")
    if not identifiers:
        raise bad_request("message identifiers are not specified")
    for identifier in identifiers:
        message = chat.messages.get(identifier)
        if message and not message.deleted:
            _delete(hub, chat, message)
    return True


def _delete(hub: Hub, chat: Chat, message: StoredMessage) -> None:
    age = hub.world.clock.now() - hub.world.clock.at(message.content["date"])
    if age > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    chat.pinned = [one for one in chat.pinned if one != message.content["message_id"]]
    hub.tell_message("delete", chat, message)
    hub.tell_unread(chat)
