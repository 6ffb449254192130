"""People, messages and the clock as the people API shows them."""

import heapq
from dataclasses import asdict

from simulator.html_view import to_html
from simulator.service_kinds import SERVICE_KINDS
from simulator.state import CallbackQuery, Chat, Json, Person, StoredMessage, World
from simulator.topics import thread_of


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


def group_view(world: World, group: Chat) -> Json:
    """Return a group with its members and topics, as the page lists it."""
    last = next(reversed(list(group.shown())), None)
    topics = [{"thread_id": thread, **asdict(topic)} for thread, topic in group.topics.items()]
    return {
        "id": group.id,
        "title": group.title,
        "kind": "forum" if group.is_forum else group.kind,
        "members": group.members,
        "topics": topics,
        "unread": group.unread(),
        "blocked": group.blocked,
        "migrated_to": group.migrated_to,
        "last": message_view(world, group, last) if last else None,
    }


def arrived_view(world: World, after: int, limit: int) -> list[Json]:
    """Return what the bot has sent to people, oldest first: the newest `limit` with an id over `after`."""
    found = (
        (chat, message)
        for chat in world.chats.values()
        if not chat.is_group
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
    view |= _media_view(content) | _place_view(chat, content)
    if "reply_markup" in content:
        view["keyboard"] = [
            [button_view(b) for b in row] for row in content["reply_markup"]["inline_keyboard"]
        ]
    if content["message_id"] in chat.pinned:
        view["pinned"] = True
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


def _place_view(chat: Chat, content: Json) -> Json:
    """Return who wrote in which topic of a group, and what Telegram itself reports, if it does."""
    view: Json = {}
    if chat.is_group:
        view["sender"] = {key: content["from"][key] for key in ("id", "first_name")}
    if chat.is_forum:
        view["thread_id"] = thread_of(chat, content)
    reported = next((name for name in SERVICE_KINDS if name in content), None)
    return view | ({"service": reported} if reported else {})


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


def answer_view(query: CallbackQuery) -> Json:
    """Return what somebody was shown for a pressed button, and in which chat."""
    return {
        "callback_query_id": query.id,
        "person_id": query.person_id,
        "chat_id": query.chat_id,
        "message_id": query.message_id,
        **(query.answer or {}),
    }
