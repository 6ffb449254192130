"""An update's JSON as the library's objects, made of no more than is there.

The library looks for each of ninety kinds of content in every message. What most people send has few members,
all of them known here; whatever has another one, or one of another shape, is left to the library.
"""

from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeGuard

from telegram import CallbackQuery, Chat, Message, MessageEntity, Update, User
from telegram._utils.datetime import extract_tzinfo_from_defaults
from telegram.constants import ChatType, MessageEntityType
from telegram.ext import ExtBot

from bot.receiving.incoming import PRESS, WHERE, Json, is_number
from bot.receiving.moulds import Mould

AnyBot: TypeAlias = ExtBot[Any] | None

_SAID = frozenset({"message_id", "date", "chat", "from", "text", "entities"})
_PRESSED = frozenset({"id", "from", "message", "chat_instance", "data"})
_HERE = frozenset({"id", "type"})
_CHAT = _HERE | {"title", "username", "first_name", "last_name"}
_SOMEBODY = frozenset({"id", "is_bot", "first_name"})
_USER = _SOMEBODY | {"last_name", "username", "language_code", "is_premium"}
_MARK = frozenset({"type", "offset", "length"})
_CHAT_TYPES = {one.value: one for one in ChatType}
_MARK_TYPES = {one.value: one for one in MessageEntityType}

_NOBODY, _NOWHERE = User(0, "", is_bot=False), Chat(0, ChatType.PRIVATE)
_USERS = Mould(_NOBODY, "id")
_CHATS = Mould(_NOWHERE, "id")
_MARKS = Mould(MessageEntity(MessageEntityType.BOLD, 0, 0), "type", "offset", "length")
_MESSAGES = Mould(Message(0, datetime.fromtimestamp(0, tz=UTC), _NOWHERE), "message_id", "chat")
_QUERIES = Mould(CallbackQuery("", _NOBODY, ""), "id")
_UPDATES = Mould(Update(0), "update_id")


def update_of(payload: Json, bot: AnyBot) -> Update:
    """Return the update as the library would; raises what the library raises for one it cannot read."""
    said, query = payload.get("message"), payload.get(PRESS)
    if payload.keys() == {"update_id", "message"} and _is_plain(said, _SAID):
        message = _message(said, bot)
        return _update(payload, message, message.from_user, bot, message=message)
    if payload.keys() == {"update_id", PRESS} and _is_press(query):
        pressed = _press(query, bot)
        return _update(payload, pressed.message, pressed.from_user, bot, callback_query=pressed)
    return Update.de_json(payload, bot)


def _update(payload: Json, shown: Any, sender: User | None, bot: AnyBot, /, **what: object) -> Update:  # noqa: ANN401 - a message that can be seen
    """Return the update with what the library would look for at the first question, found already."""
    return _UPDATES.cast(
        bot,
        update_id=payload["update_id"],
        _effective_message=shown,
        _effective_chat=shown.chat,
        _effective_user=sender,
        **what,
    )


def _is_plain(message: object, members: frozenset[str]) -> TypeGuard[Json]:
    """Return whether a message has no other members than these, of the shape that they always have."""
    return (
        isinstance(message, dict)
        and members >= message.keys() >= {"message_id", "date", "chat", "from"}
        and _is_moment(message["date"])
        and isinstance(message["chat"], dict)
        and isinstance(message["from"], dict)
        and isinstance(message.get("entities", []), list)
        and all(isinstance(entity, dict) for entity in message.get("entities", []))
    )


def _is_press(query: object) -> TypeGuard[Json]:
    return (
        isinstance(query, dict)
        and query.keys() == _PRESSED
        and isinstance(query["from"], dict)
        and _is_plain(query["message"], WHERE)
    )


def _is_moment(value: object) -> bool:
    # A message that Telegram no longer shows has 0, and is another object to the library.
    return is_number(value) and value > 0


def _message(said: Json, bot: AnyBot) -> Message:
    others = dict(said)
    date, chat, sender = others.pop("date"), others.pop("chat"), others.pop("from")
    marks = others.pop("entities", ())
    return _MESSAGES.cast(
        bot,
        date=datetime.fromtimestamp(date, tz=extract_tzinfo_from_defaults(bot) or UTC),
        chat=_chat(chat, bot),
        from_user=_user(sender, bot),
        entities=tuple([_mark(one, bot) for one in marks]),
        **others,
    )


def _press(query: Json, bot: AnyBot) -> CallbackQuery:
    return _QUERIES.cast(
        bot,
        id=query["id"],
        chat_instance=query["chat_instance"],
        data=query["data"],
        from_user=_user(query["from"], bot),
        message=_message(query["message"], bot),
    )


def _user(said: Json, bot: AnyBot) -> User:
    if _USER >= said.keys() >= _SOMEBODY:
        return _USERS.cast(bot, **said)
    return User.de_json(said, bot)


def _chat(said: Json, bot: AnyBot) -> Chat:
    kind = said.get("type")
    if _CHAT >= said.keys() >= _HERE and isinstance(kind, str) and kind in _CHAT_TYPES:
        return _CHATS.cast(bot, **{**said, "type": _CHAT_TYPES[kind]})
    return Chat.de_json(said, bot)


def _mark(said: Json, bot: AnyBot) -> MessageEntity:
    kind = said.get("type")
    if said.keys() == _MARK and isinstance(kind, str) and kind in _MARK_TYPES:
        return _MARKS.cast(bot, **{**said, "type": _MARK_TYPES[kind]})
    return MessageEntity.de_json(said, bot)
