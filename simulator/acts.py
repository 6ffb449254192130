"""What a person can do in the chat with the bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.errors import ApiError, PeopleError
from simulator.files import picture_size, picture_type, store_document, store_photo, store_raw
from simulator.hub import Hub
from simulator.spec import Upload
from simulator.state import CallbackQuery, Chat, Json, Person, StoredMessage, new_secret
from simulator.text import Entity, FormattedText, in_order, trimmed, units, with_found_entities
from simulator.views import button_view

MAX_TEXT = 4096
MAX_CAPTION = 1024


@dataclass(frozen=True)
class FileOrder:
    """How a person sends files: as what, with which caption, and what Telegram shall claim of them."""

    kind: str = "auto"
    caption: str = ""
    caption_entities: tuple[Entity, ...] = ()
    album: bool = False
    claim_size: int | None = None
    claim_mime: str = ""
    claim_name: str = ""
    without: frozenset[str] = frozenset()


def person_and_chat(hub: Hub, person_id: int) -> tuple[Person, Chat]:
    """Return a person and the chat with the bot; PeopleError 404 if there is no such person."""
    person = hub.world.people.get(person_id)
    if person is None:
        raise PeopleError(404, f"there is no person {person_id}")
    return person, hub.world.chats[person_id]


def send_text(
    hub: Hub,
    person_id: int,
    text: str,
    *,
    entities: Sequence[Entity] = (),
    reply_to: int | None = None,
) -> StoredMessage:
    """Send a text as a person, formatted by these entities; PeopleError where the app would not let them."""
    fields = texted(text, entities)
    if reply_to is not None:
        replied = own_view(person_and_chat(hub, person_id)[1], reply_to).content
        fields["reply_to_message"] = {
            key: value for key, value in replied.items() if key != "reply_to_message"
        }
    return _send(hub, person_id, fields)


def texted(text: str, entities: Sequence[Entity] = ()) -> Json:
    """Return the fields of a typed text; PeopleError where the app would not send it."""
    formatted = _formatted(text, entities)
    if not 1 <= len(formatted.text) <= MAX_TEXT:
        raise PeopleError(400, f"a text has 1 to {MAX_TEXT} characters")
    return formatted.as_fields("text")


def _formatted(text: str, entities: Sequence[Entity]) -> FormattedText:
    """Return a text as the app sends it: what the person formatted, and what Telegram finds in it."""
    if any(not 0 <= one["offset"] < one["offset"] + one["length"] <= units(text) for one in entities):
        raise PeopleError(400, "an entity is outside its text")
    # Only white space that nobody formatted is cut off in front; a text without entities loses all of it.
    plain = text if entities else text.strip()
    return with_found_entities(trimmed(FormattedText(plain, in_order(list(entities)))))


def send_files(hub: Hub, person_id: int, uploads: list[Upload], order: FileOrder) -> list[StoredMessage]:
    """Send files as a person, each as one message; the caption goes to the first, as the apps do."""
    writable(hub, person_id)
    if not uploads:
        raise PeopleError(400, "no file was sent")
    if order.kind not in {"photo", "document", "auto"}:
        raise PeopleError(400, "as must be photo, document or auto")
    if len(order.caption) > MAX_CAPTION:
        raise PeopleError(400, f"a caption has at most {MAX_CAPTION} characters")
    group = {"media_group_id": str(hub.world.next_number("media_group"))} if order.album else {}
    contents = [_file_fields(hub, upload, order) | group for upload in uploads]
    if order.caption:
        contents[0] |= _formatted(order.caption, order.caption_entities).as_fields("caption")
    return [_send(hub, person_id, fields) for fields in contents]


def _file_fields(hub: Hub, upload: Upload, order: FileOrder) -> Json:
    as_photo = order.kind == "photo" or (
        order.kind == "auto"
        and picture_type(upload.content) in {"image/jpeg", "image/png", "image/webp"}
        and picture_size(upload.content) is not None
    )
    claimed = Upload(upload.name, order.claim_mime or upload.mime_type, upload.content)
    try:
        if as_photo:
            sizes = store_photo(hub.world, claimed, claimed_size=order.claim_size)
            return {"photo": [_announced(size, order) for size in sizes]}
        return {
            "document": _announced(store_document(hub.world, claimed, claimed_size=order.claim_size), order)
        }
    except ApiError as error:
        raise PeopleError(400, f"{upload.name}: {error.description}") from error


def _announced(described: Json, order: FileOrder) -> Json:
    """Return what Telegram shall say of a file: any name, and fields that it leaves out."""
    named = {"file_name": order.claim_name} if order.claim_name and "file_name" in described else {}
    return {name: value for name, value in (described | named).items() if name not in order.without}


def send_other(hub: Hub, person_id: int, kind: str) -> StoredMessage:
    """Send what the bot may not expect: a sticker, a voice note, a location or a contact."""
    person, _ = person_and_chat(hub, person_id)
    if kind not in {"sticker", "voice", "location", "contact"}:
        raise PeopleError(400, "kind must be sticker, voice, location or contact")
    return _send(hub, person_id, {kind: _other(hub, person, kind)})


def _other(hub: Hub, person: Person, kind: str) -> Json:
    if kind == "location":
        return {"latitude": -7.7543, "longitude": 113.2159}
    if kind == "contact":
        return {"phone_number": "+6281200000000", "first_name": person.first_name, "user_id": person.id}
    mime_type = "image/webp" if kind == "sticker" else "audio/ogg"
    stored = store_raw(hub.world, kind, f"{kind} of the simulator".encode(), mime_type)
    common = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
    if kind == "voice":
        return {**common, "duration": 3, "mime_type": mime_type}
    shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
    return {**common, **shape, "emoji": "👍"}


def edit_text(hub: Hub, person_id: int, message_id: int, text: str) -> StoredMessage:
    """Edit a person's own text message; the bot gets an edited_message."""
    chat = writable(hub, person_id)
    message = own_view(chat, message_id)
    if message.by_bot or "text" not in message.content:
        raise PeopleError(409, "only an own text message can be edited")
    if not 1 <= len(text.strip()) <= MAX_TEXT:
        raise PeopleError(400, f"a text has 1 to {MAX_TEXT} characters")
    kept = {key: value for key, value in message.content.items() if key != "entities"}
    fields = with_found_entities(FormattedText(text.strip())).as_fields("text")
    message.content = {**kept, **fields, "edit_date": hub.world.clock.timestamp()}
    hub.updates.add("edited_message", message.content)
    hub.tell_message("edit", chat, message)
    return message


def press(hub: Hub, person_id: int, message_id: int, *, data: str | None, label: str | None) -> CallbackQuery:
    """Press a button by its data or label; PeopleError 409 if that message has no such button now."""
    person, _ = person_and_chat(hub, person_id)
    return pressed(hub, writable(hub, person_id), person, message_id, data=data, label=label)


def pressed(
    hub: Hub, chat: Chat, person: Person, message_id: int, *, data: str | None, label: str | None
) -> CallbackQuery:
    """Press a button in a chat as a person who is in it; PeopleError 409 as for `press`."""
    message = own_view(chat, message_id)
    button = _button(message, data, label)
    query = CallbackQuery(new_secret(), person.id, message_id, hub.world.clock.now().timestamp(), chat.id)
    hub.world.callback_queries[query.id] = query
    payload = {
        "id": query.id,
        "from": person.as_user(),
        "message": message.content,
        "chat_instance": str(chat.id * 7919),
        "data": button["data"],
    }
    hub.updates.add("callback_query", payload)
    return query


def _button(message: StoredMessage, data: str | None, label: str | None) -> dict[str, Any]:
    rows = message.content.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [view for row in rows for button in row if (view := button_view(button))["kind"] == "callback"]
    if data is not None:
        found = [button for button in buttons if button["data"] == data][:1]
    else:
        exact = [button for button in buttons if button["text"] == label][:1]
        found = exact or [button for button in buttons if label and label in button["text"]]
    if len(found) != 1:
        shown = ", ".join(button["text"] for button in buttons) or "none"
        raise PeopleError(409, f"no such button, or more than one; the buttons are: {shown}")
    return found[0]


def unpin(hub: Hub, person_id: int, message_id: int) -> None:
    """Take a pinned message down from the top of the chat; the bot never hears of it."""
    _, chat = person_and_chat(hub, person_id)
    if message_id not in chat.pinned:
        raise PeopleError(409, "that message is not pinned")
    hub.set_pinned(chat, chat.messages[message_id], is_pinned=False)


def mark_read(hub: Hub, person_id: int) -> None:
    hub.mark_read(person_and_chat(hub, person_id)[1])


def set_blocked(hub: Hub, person_id: int, *, blocked: bool) -> None:
    """Block the bot or let it in again; the bot hears of a change as my_chat_member."""
    person, chat = person_and_chat(hub, person_id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    statuses = [_membership(hub, blocked=was) for was in (not blocked, blocked)]
    payload = {
        "chat": hub.world.chat_as_json(chat.id),
        "from": person.as_user(),
        "date": hub.world.clock.timestamp(),
        "old_chat_member": statuses[0],
        "new_chat_member": statuses[1],
    }
    hub.updates.add("my_chat_member", payload)
    hub.tell_person(person)


def _membership(hub: Hub, *, blocked: bool) -> Json:
    user = hub.world.bot.as_user()
    return (
        {"user": user, "status": "kicked", "until_date": 0} if blocked else {"user": user, "status": "member"}
    )


def writable(hub: Hub, person_id: int) -> Chat:
    """Return the chat in which a person can act; PeopleError 404 for nobody, 409 who has blocked the bot."""
    _, chat = person_and_chat(hub, person_id)
    if chat.blocked:
        raise PeopleError(409, "this person blocked the bot; unblock it first")
    return chat


def own_view(chat: Chat, message_id: int) -> StoredMessage:
    """Return a message that can be seen in a chat; PeopleError 409 if it is not there."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise PeopleError(409, f"there is no message {message_id} in this chat")
    return message


def _send(hub: Hub, person_id: int, fields: Json) -> StoredMessage:
    chat = writable(hub, person_id)
    content = {
        "message_id": hub.next_message_id(),
        "from": hub.world.people[person_id].as_user(),
        "chat": hub.world.chat_as_json(person_id),
        "date": hub.world.clock.timestamp(),
        **fields,
    }
    return hub.add_message(chat, content, by_bot=False)
