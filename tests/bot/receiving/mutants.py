"""Updates as Telegram sends them, and what becomes of them when something on the way goes wrong."""

import json
import random
from typing import Any

from bot.receiving.incoming import Json
from tests.bot.support import NOW

DEEP: Any = []
for _ in range(300):
    DEEP = [DEEP]
WEIRD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63), 2**70, 10**400,
    float("inf"), float("nan"), "", "x", "7", "\ud83d", "a\0b", "\u202e\u200b", "🙂" * 4096, "/lapor",
    [], [None], {}, {"id": 1}, DEEP,
)  # fmt: skip
NOISE = (b"", b"\0", b"\xff\xfe", b"\\ud83d", b'"', b"{", b"]", b",", b"1e999", b"[" * 2000)
NAMES = (
    "id",
    "chat",
    "from",
    "text",
    "date",
    "type",
    "message",
    "entities",
    "data",
    "is_bot",
    "first_name",
    "x",
)
WORDS = (
    "/lapor",
    "/status",
    "/iku 2026",
    "/start kunci",
    "/batal",
    "/evaluasi",
    "/undang",
    "/audit",
    "halo",
    "85,5",
    "BB",
)


def _person(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": "Siti", "language_code": "id"}


def _message(number: int, update_id: int, **content: object) -> Json:
    return {
        "message_id": update_id,
        "date": int(NOW.timestamp()),
        "chat": {"id": number, "type": "private", "first_name": "Siti"},
        "from": _person(number),
        **content,
    }


def sound(chance: random.Random, update_id: int, number: int) -> Json:
    """Return something that a person does in their private chat with the bot."""
    word = chance.choice(WORDS)
    text: Json = {"text": word}
    if word.startswith("/"):
        text["entities"] = [{"type": "bot_command", "offset": 0, "length": len(word.split(" ")[0])}]
    size = {"width": 90, "height": 90, "file_size": 900}
    photo = {"photo": [{"file_id": "AgAC", "file_unique_id": "AQAD", **size}], "caption": "bukti"}
    paper = {
        "document": {"file_id": "BQAC", "file_unique_id": "AgAD", "file_name": "lhe.pdf", "file_size": 9}
    }
    said = chance.choice((text, text, text, photo, paper))
    kind = chance.choice(("message", "message", "message", "edited_message", "callback_query"))
    message = _message(number, update_id, **said)
    if kind == "edited_message":
        message["edit_date"] = message["date"]
    if kind == "callback_query":
        data = chance.choice(("a:1:1:BB", "s:1:1", "n", "o:DINKES:sakip:2026:new", "zz", "m:1:1:back"))
        below = _message(number, update_id, text="kartu") | {"from": _person(1) | {"is_bot": True}}
        message = {
            "id": str(update_id),
            "from": _person(number),
            "chat_instance": "1",
            "data": data,
            "message": below,
        }
    return {"update_id": update_id, kind: message}


def mutated(chance: random.Random, update: Json) -> Any:  # noqa: ANN401 - anything may come of it
    """Return the update with one to three things changed in it."""
    result: Any = json.loads(json.dumps(update))
    for _ in range(chance.randint(1, 3)):
        result = _changed(chance, result)
    return result


def _changed(chance: random.Random, root: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    places = list(_places(root))
    if not places:
        return chance.choice(WEIRD)
    # What is higher up matters more, and there is less of it.
    holder, key = chance.choice(places)
    act = chance.random()
    if act < 0.5:
        holder[key] = chance.choice(WEIRD)
    elif act < 0.65:
        holder.pop(key)
    elif act < 0.8 and isinstance(holder, dict):
        holder[chance.choice(NAMES)] = holder.pop(key)
    elif act < 0.9:
        holder[key] = [holder[key]]
    else:
        other, where = chance.choice(places)
        holder[key], other[where] = other[where], 1
    return root


def _places(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, dict | list) and value is not DEEP:
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


def garbled(chance: random.Random, raw: bytes) -> bytes:
    """Return the bytes with some of them lost, doubled or replaced by others."""
    spoilt = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(spoilt) + 1)
        length = chance.choice((0, 1, 1, 2, 8, 60))
        part = chance.choice((*NOISE, bytes(spoilt[at : at + 40])))
        spoilt[at : at + length] = part
    return bytes(spoilt)


def owed(came: Any) -> int | None:  # noqa: ANN401 - as above
    """Return the private chat of a person who has said something there that can be read, or None."""
    for kind in ("message", "edited_message"):
        message = came.get(kind) if isinstance(came, dict) else None
        if not isinstance(message, dict):
            continue
        chat, said = message.get("chat"), [message.get(part) for part in ("text", "photo", "document")]
        if not isinstance(chat, dict) or chat.get("type") != "private" or not any(said):
            return None
        number = chat.get("id")
        is_chat = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**63
        return number if is_chat else None
    return None
