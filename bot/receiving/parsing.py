"""An update's JSON as the library's objects, made of no more than is there.

The library looks for each of ninety kinds of content in every message. What most people send has few members,
all of them known here; whatever has another one, or one of another shape, is left to the library.
"""

from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeGuard, TypeVar

from telegram import CallbackQuery, Chat, Message, MessageEntity, TelegramObject, Update, User
from telegram._utils.datetime import extract_tzinfo_from_defaults
from telegram.ext import ExtBot

from bot.receiving.incoming import PRESS, WHERE, Json, is_number

AnyBot: TypeAlias = ExtBot[Any] | None
Made = TypeVar("Made", bound=TelegramObject)

_SAID = frozenset({"message_id", "date", "chat", "from", "text", "entities"})
_PRESSED = frozenset({"id", "from", "message", "chat_instance", "data"})


def update_of(payload: Json, bot: AnyBot) -> Update:
    """Return the update as the library would; raises what the library raises for one it cannot read."""
    message, query = payload.get("message"), payload.get(PRESS)
    if payload.keys() == {"update_id", "message"} and _is_plain(message, _SAID):
        return _with_bot(Update(payload["update_id"], message=_message(message, bot)), bot)
    if payload.keys() == {"update_id", PRESS} and _is_press(query):
        return _with_bot(Update(payload["update_id"], callback_query=_press(query, bot)), bot)
    return Update.de_json(payload, bot)


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
    entities = [MessageEntity.de_json(entity, bot) for entity in said.get("entities", [])]
    zone = extract_tzinfo_from_defaults(bot)
    others = {name: said[name] for name in said.keys() - {"date", "chat", "from", "entities"}}
    message = Message(
        date=datetime.fromtimestamp(said["date"], tz=zone or UTC),
        chat=Chat.de_json(said["chat"], bot),
        from_user=User.de_json(said["from"], bot),
        entities=entities,
        **others,
    )
    return _with_bot(message, bot)


def _press(query: Json, bot: AnyBot) -> CallbackQuery:
    others = {name: query[name] for name in ("id", "chat_instance", "data")}
    message, presser = _message(query["message"], bot), User.de_json(query["from"], bot)
    return _with_bot(CallbackQuery(from_user=presser, message=message, **others), bot)


def _with_bot(made: Made, bot: AnyBot) -> Made:
    made.set_bot(bot)
    return made
