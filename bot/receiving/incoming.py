"""What comes in as an update, read with nothing taken for granted.

Telegram passes on what people send, and people send everything: half characters, bytes that are no UTF-8,
JSON as deep as it is long. Whatever it is, it becomes a row that the inbox can hold; what is wrong with it is
found out when its turn comes, where it keeps nobody waiting.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeAlias, TypeGuard

from telegram.constants import ChatType

from bot.line.quick_json import dumps, loads, may_be_infinite
from domain.storable import storable
from storage.ports import Received

Json: TypeAlias = dict[str, Any]
Came: TypeAlias = Any
"""A JSON value of any shape, or Unread."""

MOST_KEPT = 64 * 1024
"""Bytes that are kept of something that is no JSON."""
MOST_DEEP = 100
"""Telegram's own updates are about a dozen levels deep."""
LONGEST_TEXT = 32_768
"""Characters; a message has 4,096. What is compared takes up to a tenth of a millisecond a character."""
BIGGEST = 2**63 - 1
"""What a number may be that a database shall hold."""
NOBODY = 0
"""The lane of what names no chat."""

PRESS = "callback_query"
CARRIERS = ("message", "edited_message", "my_chat_member")
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""
CHAT_TYPES = frozenset(ChatType)
WHERE = frozenset({"message_id", "date", "chat", "from", "message_thread_id", "is_topic_message"})
"""What is asked of a message whose button was pressed: where it stands, not what it shows."""

_RAW_ID = re.compile(rb'"update_id"\s*:\s*"?(\d{1,19})(?![\d.eE])')
_RAW_CHAT = re.compile(rb'"(?:chat|from)"\s*:\s*\{[^{}]*?"id"\s*:\s*(-?\d{1,19})(?![\d.eE])')


class UnreadableError(Exception):
    """This cannot be understood as an update; says why."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Bytes that came as an update and cannot even be read as JSON."""

    raw: bytes

    @property
    def kept(self) -> str:
        """The beginning, with everything escaped that no text can hold."""
        return self.raw[:MOST_KEPT].decode("latin-1").encode("unicode_escape").decode("ascii")


def decoded(raw: bytes) -> Came:
    """Return the JSON value that these bytes are, or Unread.

    Bytes that are not UTF-8 become half characters, so that nothing of them is lost.
    """
    try:
        value = loads(as_text(raw))
    except (ValueError, RecursionError):  # a number of more than 4300 digits is a ValueError as well
        return Unread(raw)
    # Counting what is opened takes no time; most answers open less than any update may be deep.
    opened = raw.count(b"{") + raw.count(b"[")
    return Unread(raw) if opened > MOST_DEEP and is_too_deep(value) else value


def as_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape").removeprefix("\ufeff")


def as_bytes(text: str) -> bytes:
    """Return what `as_text` has made a text of."""
    return text.encode("utf-8", "surrogateescape")


def received(came: Came, at: datetime) -> Received:
    """Return the row for what came, whatever it is: a JSON value, or Unread."""
    kept = came.kept if isinstance(came, Unread) else _as_kept(came)
    number = id_of(came)
    return Received(
        update_id=number if number is not None else own_number(kept),
        chat_id=chat_of(came) or NOBODY,
        payload=kept,
        received_at=at,
    )


def _as_kept(came: Came) -> str:
    try:
        return dumps(came).decode()
    except UnicodeEncodeError:  # half a character, of which only Python's own writes what it was
        return json.dumps(came)


def own_number(kept: str) -> int:
    """Return the number of something that came without a usable one: always the same, never Telegram's."""
    return -1 - int.from_bytes(sha256(kept.encode()).digest()[:7])


def id_of(came: Came) -> int | None:
    """Return the update's number, or None if it has none that could be Telegram's."""
    if isinstance(came, Unread):
        found = _RAW_ID.search(came.raw)
        number: object = int(found[1]) if found is not None else None
    else:
        number = _part(came, "update_id")
    return number if is_number(number) and number > 0 else None


def chat_of(came: Came) -> int | None:
    """Return the id of the chat that an update belongs to, of its sender where it names no chat, or None."""
    if isinstance(came, Unread):
        found = _RAW_CHAT.search(came.raw)
        raw = int(found[1]) if found is not None else None
        return raw if is_number(raw) else None
    return next((one for one in _ids_in(came) if is_number(one) and one), None)


def _ids_in(came: Came) -> Iterator[object]:
    pressed = _part(came, PRESS)
    carriers = [_part(came, kind) for kind in CARRIERS]
    for carrier in [*carriers, _part(pressed, "message")]:
        yield _part(_part(carrier, "chat"), "id")
    # A button under a message that Telegram no longer shows comes without the message, but with its presser.
    for carrier in [pressed, *carriers]:
        yield _part(_part(carrier, "from"), "id")


def is_asked_for(came: Came) -> bool:
    """Return whether this is of a kind we ask for, or of no kind at all; others expect no answer."""
    if not isinstance(came, dict) or id_of(came) is None:
        return True
    return any(kind in came for kind in KINDS)


def update_in(row: Received) -> Json:
    """Return the update of a row, every text of it storable. Raises UnreadableError."""
    try:
        value = loads(row.payload)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"no JSON: {error}") from error
    if not isinstance(value, dict):
        raise UnreadableError("no JSON object")
    number = value.get("update_id")
    if id_of(value) != row.update_id:
        raise UnreadableError(f"its update_id is {json.dumps(number)[:40]}")
    update = _without_what_was_pressed(value)
    if _is_clean(row.payload):
        return update
    clean: Json = _clean(update, 0)
    return clean


def _is_clean(said: str) -> bool:
    """Return whether JSON surely has nothing in it that `_clean` would change or refuse."""
    return (
        len(said) <= LONGEST_TEXT
        and said.count("{") + said.count("[") <= MOST_DEEP
        and "\\u" not in said
        and storable(said) == said
        and not may_be_infinite(said.encode())
    )


def _without_what_was_pressed(update: Json) -> Json:
    """Return the update without text and keyboard of the message whose button was pressed."""
    pressed = update.get(PRESS)
    message = _part(pressed, "message")
    if not isinstance(pressed, Mapping) or not isinstance(message, Mapping):
        return update
    where = {name: one for name, one in message.items() if name in WHERE}
    return update | {PRESS: {**pressed, "message": where}}


def is_too_deep(value: Came) -> bool:
    """Return whether it is nested deeper than any update."""
    level = [value]
    for _ in range(MOST_DEEP):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return False
    return True


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _clean(value: object, depth: int) -> Any:  # noqa: ANN401 - JSON is of any shape
    if depth > MOST_DEEP:
        raise UnreadableError("nested too deeply")
    if isinstance(value, dict):
        return {storable(name): _clean(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one, depth + 1) for one in value]
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise UnreadableError(f"it has a text of {len(value)} characters")
        return storable(value)
    if isinstance(value, int) and abs(value) > BIGGEST:
        raise UnreadableError("it has a number of more than 64 bits")
    if isinstance(value, float) and not math.isfinite(value):
        raise UnreadableError("it has a number that is none")
    return value


def _part(value: object, name: str) -> Any:  # noqa: ANN401 - as above
    return value.get(name) if isinstance(value, Mapping) else None


def is_number(value: object) -> TypeGuard[int]:
    """Return whether this is a whole number that a database can hold; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= BIGGEST
