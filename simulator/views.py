"""People, messages and the clock as the people API shows them."""

import heapq
from typing import Any

from simulator.html_view import to_html
from simulator.state import Chat, Json, Person, StoredMessage, World


def person_view(world: World, person: Person) -> Json:
    chat = world.chats[person.id]
    last = next(reversed(list(chat.shown())), None)
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "note": person.note,
        "group": person.group,
        "unread": chat.unread(),
        "blocked": chat.blocked,
        "last": message_view(world, chat, last) if last else None,
    }


def arrived_view(world: World, after: int, limit: int) -> list[Json]:
    """Return what the bot has sent to people, oldest first: the newest `limit` with an id over `after`."""
    found = (
        (chat, message)
        for chat in world.chats.values()
        if chat.kind == "private"
        for message in chat.shown()
        if message.by_bot and message.content["message_id"] > after
    )
    newest = heapq.nlargest(limit, found, key=lambda one: one[1].content["message_id"])
    return [message_view(world, chat, message) for chat, message in reversed(newest)]


def message_view(world: World, chat: Chat, message: StoredMessage) -> Json:
    """Return a Message of the people API: Telegram's, made easy to show."""
    content = message.content
    view: Json = {
        "message_id": content["message_id"],
        "person_id": chat.id,
        "from": "bot" if message.by_bot else "person",
        "date": world.clock.at(content["date"]).isoformat(),
    }
    if "edit_date" in content:
        view["edit_date"] = world.clock.at(content["edit_date"]).isoformat()
    for name, entities in (("text", "entities"), ("caption", "caption_entities")):
        if name in content:
            view[name] = content[name]
            view["html"] = to_html(content[name], content.get(entities, []))
    view |= _media_view(content)
    if "reply_markup" in content:
        view["keyboard"] = [
            [button_view(b) for b in row] for row in content["reply_markup"]["inline_keyboard"]
        ]
    if "reply_to_message" in content:
        view["reply_to"] = content["reply_to_message"]["message_id"]
    return view | ({"deleted": True} if message.deleted else {})


def _media_view(content: Json) -> Json:
    view: Json = {}
    if "photo" in content:
        largest = content["photo"][-1]
        view["photo"] = {key: largest[key] for key in ("file_id", "width", "height")}
    if "document" in content:
        # A file may be announced without its name, kind or size; it is shown all the same.
        told, shown = content["document"], ("file_id", "file_name", "mime_type", "file_size")
        view["document"] = {key: told[key] for key in shown if key in told}
    for name in ("sticker", "voice", "location", "contact", "media_group_id"):
        if name in content:
            view[name] = content[name]
    return view


def button_view(button: Json) -> Json:
    """Return a button with its kind: callback, url or copy."""
    view: Json = {"text": button["text"]}
    if button.get("callback_data"):
        view |= {"kind": "callback", "data": button["callback_data"]}
    elif button.get("url"):
        view |= {"kind": "url", "url": button["url"]}
    else:
        view |= {"kind": "copy", "copy": button["copy_text"]["text"]}
    return view | ({"style": button["style"]} if "style" in button else {})


def clock_view(world: World) -> Json:
    clock = world.clock
    marks = sorted(clock.marks, key=lambda mark: mark.at)
    return {
        "now": clock.now().isoformat(timespec="seconds"),
        "offset_seconds": clock.offset_seconds,
        "marks": [{"label": mark.label, "at": mark.at.isoformat()} for mark in marks],
    }


def answer_view(query_id: str, person_id: int, message_id: int, answer: dict[str, Any]) -> Json:
    return {"callback_query_id": query_id, "person_id": person_id, "message_id": message_id, **answer}
