"""Checks a call against bot-api.json and gives its parameters their types.

Form fields arrive as text and JSON inside text; JSON bodies arrive typed. After ``checked`` both look alike.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from simulator.errors import ApiError, bad_request
from simulator.strict_json import decoded

_FILE = Path(__file__).with_name("bot-api.json")
_ARRAY = "Array of "
# Telegram has its own words for some missing parameters; all others get its general sentence.
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "action": "wrong parameter action in request",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_MISSING_IN = {("deleteMessage", "chat_id"): "chat identifier is not specified"}
_JSON_NAMES = {
    "reply_markup": "reply keyboard markup",
    "scope": "BotCommandScope",
    "link_preview_options": "link preview options",
    "reply_parameters": "reply parameters",
    "menu_button": "menu button",
}
# Python counts True among the integers; Telegram does not.
_PLAIN: dict[str, Callable[[object], bool]] = {
    "Integer": lambda value: type(value) is int,
    "Boolean": lambda value: type(value) is bool,
    "Float": lambda value: type(value) in (int, float),
    "String": lambda value: isinstance(value, str),
    "InputFile": lambda value: isinstance(value, Upload),
}
# What Telegram reads although its documentation has dropped it, by the parameter that has taken its place.
_LEGACY = {
    "reply_parameters": {"reply_to_message_id": ["Integer"], "allow_sending_without_reply": ["Boolean"]},
    "link_preview_options": {"disable_web_page_preview": ["Boolean"]},
}
_KEYBOARDS = ["InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"]
# What libraries send and Telegram overlooks: Telegraf's own mark in every button that it builds.
_OVERLOOKED = {("InlineKeyboardButton", "hide"), ("KeyboardButton", "hide")}
# The method once more, among the fields of an upload.
_OVERLOOKED_FIELD = "method"
_NO_OBJECT = {
    "reply_markup": "object expected as reply markup",
    "reply_parameters": "object expected as reply parameters",
    "media": "can't parse InputMedia: expected an Object",
}
_NO_ALBUM = "can't be used in sendMediaGroup"
# An object without any of its fields asks for nothing.
_EMPTY_IS_NONE = {"reply_markup", "reply_parameters"}
_OWNERS = {
    "InlineKeyboardButton": "can't parse inline keyboard button: ",
    "KeyboardButton": "can't parse keyboard button: ",
    "BotCommand": "can't parse BotCommand: ",
    "MessageEntity": "can't parse MessageEntity: ",
    "MenuButton": "can't parse menu button: ",
}


@dataclass
class Upload:
    """A file that came with a call or with a person's message."""

    name: str
    mime_type: str
    content: bytes


class Encoded(bytes):
    """A method's result that is JSON already, or what somebody ordered in its place."""


@dataclass
class Call:
    """One checked call: ``params`` by name with their types, uploads in the place of InputFile."""

    method: str
    params: dict[str, Any]
    files: dict[str, Upload]

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 — a parameter may be of any JSON type
        return self.params.get(name, default)


@cache
def _spec() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def method_name(asked: str) -> str:
    """Return the method's name as it is written, whatever its case was; ApiError if it cannot be called."""
    for name in _spec()["methods"]:
        if name.lower() == asked.lower():
            return str(name)
    for name in _spec()["unsupported"]:
        if name.lower() == asked.lower():
            raise bad_request(f"the simulator does not support the method {name}")
    raise ApiError(404, "Not Found: method not found")


def checked(method: str, params: dict[str, Any], files: dict[str, Upload]) -> Call:
    """Return the call with typed parameters; ApiError for unknown, missing or wrongly typed ones.

    Telegram ignores unknown fields. The simulator refuses them, because they are always a mistake.
    """
    fields = fields_of(method)
    references = set(_attached(params))
    for name in [*params, *(name for name in files if name not in references)]:
        if name not in fields and name != _OVERLOOKED_FIELD:
            raise bad_request(f'unexpected field "{name}"')
    params = {name: value for name, value in params.items() if name in fields}
    given = {
        name: value
        for name, value in params.items()
        if value not in (None, "") and not _asks_nothing(name, value)
    }
    given |= {name: upload for name, upload in files.items() if name in fields}
    for name, field in fields.items():
        # An empty address is the one required value that may be empty: it deletes the webhook.
        if field["required"] and name not in given and not (name == "url" and name in params):
            said = _MISSING.get(name, f'parameter "{name}" is required')
            raise bad_request(_MISSING_IN.get((method, name), said))
    typed = {name: _typed(value, fields[name]["types"], name) for name, value in given.items()}
    return Call(method, typed, files)


@cache
def fields_of(method: str) -> dict[str, Any]:
    """Return the parameters of a method by name, those of older days too: their types, and if required."""
    fields: dict[str, Any] = _spec()["methods"][method]
    legacy = {
        name: {"types": types, "required": False}
        for successor, predecessors in _LEGACY.items()
        if successor in fields
        for name, types in predecessors.items()
    }
    # Telegram reads every kind of keyboard everywhere, and then says where only one can be had.
    markup = (
        {"reply_markup": {**fields["reply_markup"], "types": _KEYBOARDS}} if "reply_markup" in fields else {}
    )
    return legacy | fields | markup


def type_named(name: str) -> dict[str, Any]:
    """Return what a type consists of, its "fields" or its "subtypes"; nothing for one that stays unread."""
    described: dict[str, Any] = _spec()["types"].get(name, {})
    return described


def _asks_nothing(name: str, value: object) -> bool:
    return name in _EMPTY_IS_NONE and (value == {} or (isinstance(value, str) and value.strip() == "{}"))


def _attached(value: object) -> Iterator[str]:
    """Yield the names of uploads that a parameter refers to, also from inside JSON that is still text."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    for piece in text.split("attach://")[1:]:
        yield piece.split('"')[0].rstrip("\\")


def _typed(value: object, types: list[str], name: str) -> Any:  # noqa: ANN401 — whatever the spec says
    """Return a top-level parameter in its type; text is decoded where the type is not text."""
    if not isinstance(value, str):
        return _value(value, types, name, "")
    if "Integer" in types and value.removeprefix("-").isdecimal():
        return int(value)
    if "String" in types or "InputFile" in types:
        return value
    if types == ["Integer"]:
        raise _wrong_type(name, "Integer", "")
    if types == ["Boolean"]:
        return _boolean(value, name)
    try:
        told = decoded(value)
    except ValueError as error:
        said = "input media" if types == ["InputMedia"] else _JSON_NAMES.get(name, name)
        raise bad_request(f"can't parse {said} JSON object") from error
    return _value(told, types, name, "")


def _boolean(value: str, name: str) -> bool:
    if value.lower() not in {"true", "false", "1", "0"}:
        raise _wrong_type(name, "Boolean", "")
    return value.lower() in {"true", "1"}


def _value(value: object, types: list[str], name: str, owner: str) -> Any:  # noqa: ANN401 — whatever the spec says
    if any(kind in _PLAIN and _PLAIN[kind](value) for kind in types):
        return value
    if any(kind.startswith(_ARRAY) for kind in types):
        return _array(value, types, name, owner)
    objects = [kind for kind in types if kind not in _PLAIN]
    if not objects:
        raise _wrong_type(name, " or ".join(types), owner)
    return _object(value, objects, name, owner)


def _array(value: object, types: list[str], name: str, owner: str) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong_type(name, "Array", owner)
    inner = [kind.removeprefix(_ARRAY) for kind in types]
    return [_value(item, inner, name, owner) for item in value]


def _object(value: object, types: list[str], name: str, owner: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise bad_request(_NO_OBJECT[name]) if name in _NO_OBJECT else _wrong_type(name, "Object", owner)
    kinds = [kind for union in types for kind in _spec()["types"][union].get("subtypes", [union])]
    kind = _matching(value, kinds)
    prefix = _prefix(kind)
    if kind is None:
        raise bad_request(f"{_prefix(kinds[0])}{_unmatched(value, kinds)}")
    fields = _spec()["types"][kind]["fields"]
    for key in value:
        if key not in fields and (kind, key) not in _OVERLOOKED:
            raise bad_request(f'{prefix}unexpected field "{key}"')
    for key, field in fields.items():
        is_array = field["types"][0].startswith(_ARRAY)
        if is_array and key in value and value[key] is None:
            raise _wrong_type(key, "Array", prefix)
        if field["required"] and value.get(key) is None:
            raise bad_request(f'{prefix}Can\'t find field "{key}"')
    return {
        key: _value(item, fields[key]["types"], key, prefix)
        for key, item in value.items()
        if item is not None and key in fields
    }


def _matching(value: dict[str, Any], kinds: list[str]) -> str | None:
    """Return the kind that this object is meant to be: by its type constant, else by its required fields."""
    if len(kinds) == 1:
        return kinds[0]
    for kind in kinds:
        fields = _spec()["types"][kind]["fields"]
        constant = fields.get("type", {}).get("const")
        required = [key for key, field in fields.items() if field["required"]]
        if value.get("type") == constant and (constant or all(key in value for key in required)):
            return kind
    return None


def _unmatched(value: dict[str, Any], kinds: list[str]) -> str:
    if not kinds[0].startswith(("InputMedia", "BotCommandScope", "MenuButton")):
        return "object expected as reply markup"
    if "type" not in value:
        return 'Can\'t find field "type"'
    if kinds[0].startswith("InputMedia"):
        fits_elsewhere = value["type"] == "animation"
        return f'type "{value["type"]}" {_NO_ALBUM if fits_elsewhere else "is unsupported"}'
    return "MenuButton has unsupported type" if kinds[0].startswith("Menu") else "Unsupported type specified"


def _prefix(kind: str | None) -> str:
    for beginning in ("BotCommandScope", "InputMedia"):
        if (kind or "").startswith(beginning):
            return f"can't parse {beginning}: "
    return _OWNERS.get("MenuButton" if (kind or "").startswith("MenuButton") else kind or "", "")


def _wrong_type(name: str, kind: str, prefix: str) -> ApiError:
    return bad_request(f'{prefix}Field "{name}" must be of type {kind}')
