"""Changing and taking back messages."""

from datetime import timedelta
from typing import Any

from simulator.addressing import active_chat, message_in, writable_chat
from simulator.errors import ApiError, bad_request
from simulator.hub import Hub
from simulator.methods.media import medium
from simulator.rules import caption_of, keyboard_of, text_of
from simulator.spec import Call
from simulator.state import Chat, Json, StoredMessage
from simulator.text import FormattedText

_Target = tuple[Chat, StoredMessage]
DELETABLE_FOR = timedelta(hours=48)
_MAX_DELETED_AT_ONCE = 100
_MEDIA = ("photo", "document")
_IN_MEDIA, _ENTITIES = "can't parse InputMedia: ", "can't parse entities"
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


def edit_media(hub: Hub, call: Call) -> Json:
    """Put a photo or document in the place of a text or of another file; its caption comes with it."""
    chat, message = _editable(hub, call)
    item: Json = call.get("media")
    caption = _caption_within(call, item)
    kind = item["type"]
    if kind not in _MEDIA:
        raise bad_request(f"the simulator does not support editing a message to {kind}")
    if not {"text", *_MEDIA} & set(message.content):
        raise bad_request("there is no media in the message to edit")
    if "media_group_id" in message.content and kind not in message.content:
        raise bad_request("can't change media type in the album")
    # Refused keyboards must not leave a stored file behind.
    keyboard_of(call, inline_only=True)
    gone = dict.fromkeys(("text", "entities", "link_preview_options", *_MEDIA))
    fields = gone | _replacing("caption", caption) | {kind: _file(hub, call, item, message)}
    return _changed(hub, (chat, message), fields, call)


def _caption_within(call: Call, item: Json) -> FormattedText:
    try:
        return caption_of(Call(call.method, item, call.files))
    except ApiError as error:
        reason = error.description.partition(": ")[2]
        said = f"{_IN_MEDIA}{reason[:1].upper()}{reason[1:]}" if _ENTITIES in reason else reason
        raise bad_request(said) from error


def _file(hub: Hub, call: Call, item: Json, message: StoredMessage) -> Any:  # noqa: ANN401 — sizes or a document
    """Return the file of an item; what is in the message already, by any of its sizes, stays what it is."""
    kind, shown = item["type"], message.content.get(item["type"], [])
    there = {one["file_id"] for one in (shown if isinstance(shown, list) else [shown])}
    return shown if item["media"] in there else medium(hub.world, call, item["media"], kind)


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
