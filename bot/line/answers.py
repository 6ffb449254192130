"""What counts as an answer of Telegram: JSON of its own form, with a result of the shape that was asked for.

A proxy, a captive portal or half a connection answers too, with any status and any body. None of that says
anything about a person, a message or the token: it is an outage, whatever number stands above it.
"""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeAlias, TypeGuard

from telegram import File, Message, TelegramObject, User
from telegram.error import NetworkError

from bot.line.quick_json import loads

_Object: TypeAlias = dict[str, Any]
Answer: TypeAlias = tuple[int, bytes]
"""A status and a body, as python-telegram-bot reads them."""

LONGEST_PAUSE = 1_000_000
"""Seconds that a flood limit may ask for; Telegram's own are below a day."""
_BEGINS = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[')
_LAST_MOMENT = 2**33
_TRUE = frozenset({"answerCallbackQuery", "deleteMessage", "deleteWebhook", "setMyCommands", "setWebhook"})
_SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
_EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})
_TEXTS = frozenset({"sendMessage", *_EDITS})
"""Of what these have shown nothing but where it stands is ever asked: the rest is not even looked at."""
_PARSED: Mapping[str, type[TelegramObject]] = {"getMe": User, "getFile": File}
_FIELDS: Mapping[str, Mapping[str, type]] = {
    "getMe": {"id": int, "is_bot": bool, "first_name": str, "username": str},
    "getFile": {"file_id": str, "file_unique_id": str, "file_path": str},
}
# The library takes other numbers below 500, such as 413, for a connection that failed.
_KNOWN_TO_THE_LIBRARY = frozenset(
    {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS}
)
_PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.MISDIRECTED_REQUEST})
_BEYOND_ERRORS = 600


class Read(bytes):
    """A body that has been read already, so that nobody has to read it again."""

    said: _Object

    @classmethod
    def of(cls, body: bytes, said: _Object) -> "Read":
        read = cls(body)
        read.said = said
        return read


class Unanswered(NetworkError):
    """What came back is no answer of Telegram's, or says that it is away.

    Never holds what a stranger wrote: the page of a proxy may repeat the address, and the token in it.
    """


def answer_of(method: str, status: int, body: bytes) -> Answer:
    """Return the answer to a call as the library shall read it. Raises Unanswered."""
    if method == "getUpdates" and _is_success(status) and is_telegrams_own(body):
        return status, body  # it is taken apart once, and one update may be no JSON (bot/receiving/batch.py)
    said = _object_in(body)
    if said.get("ok") is False:
        return _refusal(said)
    if said.get("ok") is not True or "result" not in said or not _is_success(status):
        raise Unanswered(f"{status} with JSON that is not Telegram's")
    return _checked(method, said["result"], (status, Read.of(body, said)))


def is_telegrams_own(body: bytes) -> bool:
    """Return whether a body begins as the lists do that Telegram answers with."""
    return _BEGINS.match(body) is not None


def file_of(status: int, body: bytes) -> Answer:
    """Return the answer to a download; only a refused token is final. Raises Unanswered.

    A path that is not served any more (404) is asked for anew, with the next try.
    """
    if _is_success(status):
        return status, body
    try:
        refused, why = _refusal(_object_in(body))
    except Unanswered:
        raise Unanswered(f"{status} instead of a file") from None
    if refused == HTTPStatus.UNAUTHORIZED:
        return refused, why
    raise Unanswered(f"{status} instead of a file")


def _object_in(body: bytes) -> _Object:
    try:
        said = loads(body)
    except (ValueError, RecursionError):
        kind = "nothing" if not body.strip() else "HTML" if body.lstrip()[:1] == b"<" else "broken JSON"
        raise Unanswered(f"{kind} instead of an answer") from None
    if not isinstance(said, dict):
        raise Unanswered("JSON that is not Telegram's")
    return said


def _refusal(said: _Object) -> Answer:
    """Return a refusal of Telegram's own form, with its own number as the status. Raises Unanswered."""
    code, why, more = said.get("error_code"), said.get("description"), said.get("parameters") or {}
    if said.get("ok") is not False or not isinstance(why, str) or not why or not isinstance(more, dict):
        raise Unanswered("JSON that is not Telegram's")
    if not _is_number(code) or not HTTPStatus.BAD_REQUEST <= code < _BEYOND_ERRORS:
        raise Unanswered("JSON that is not Telegram's")
    if code == HTTPStatus.NOT_FOUND:
        raise Unanswered(f"{why} ({code}); is TELEGRAM_API_URL right?")
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _PASSING:
        raise Unanswered(f"{why} ({code})")
    status = code if code in _KNOWN_TO_THE_LIBRARY else HTTPStatus.BAD_REQUEST.value
    refused = {"ok": False, "error_code": status, "description": why, "parameters": _known(more)}
    return status, Read.of(json.dumps(refused).encode(), refused)


def _known(more: _Object) -> _Object:
    """Return the parameters that the library knows; it stumbles over those of another kind."""
    pause, moved = more.get("retry_after"), more.get("migrate_to_chat_id")
    known: _Object = {}
    if pause is not None:
        if not _is_number(pause) or not 0 < pause <= LONGEST_PAUSE:
            raise Unanswered("a pause that nobody can keep")
        known["retry_after"] = pause
    if moved is not None:
        if not _is_number(moved):
            raise Unanswered("a group that moved nowhere")
        known["migrate_to_chat_id"] = moved
    return known


def _checked(method: str, result: object, answer: Answer) -> Answer:
    """Return the answer if its result is of the shape that this method has. Raises Unanswered."""
    if method == "getUpdates":
        fits = isinstance(result, list)
    elif method in _TRUE:
        fits = result is True
    elif method in _PARSED:
        fits = _has(result, _FIELDS[method]) and _reads(_PARSED[method], result)
    elif method in _SENDS or (method in _EDITS and result is not True):
        return _message(method, result, answer)
    elif method == "sendMediaGroup":
        return _album(method, result, answer)
    else:
        fits = True
    if not fits:
        raise Unanswered(f"a result that {method} does not have")
    return answer


def _message(method: str, result: object, answer: Answer) -> Answer:
    """Return the answer of a call that shows a message; of one nobody can read whole, what counts of it."""
    legible = _legible(method, result)
    if legible is result:
        return answer
    return answer[0], Read.of(answer[1], {"ok": True, "result": legible})


def _album(method: str, result: object, answer: Answer) -> Answer:
    """Return the answer of a call that shows several messages, each as `_message` has it."""
    if not isinstance(result, list):
        raise Unanswered(f"a result that {method} does not have")
    legible = [_legible(method, one) for one in result]
    return answer[0], Read.of(answer[1], {"ok": True, "result": legible})


def _legible(method: str, result: object) -> _Object:
    if not _has(result, {"message_id": int, "date": int, "chat": dict}):
        raise Unanswered(f"a result that {method} does not have")
    chat, date = result["chat"], result["date"]
    if not _has(chat, {"id": int, "type": str}) or not 0 <= date < _LAST_MOMENT:
        raise Unanswered(f"a result that {method} does not have")
    if method not in _TEXTS and _reads(Message, result):
        return result
    # It was taken, even where a newer Telegram describes it in words that this library does not know.
    return {"message_id": result["message_id"], "date": date, "chat": {k: chat[k] for k in ("id", "type")}}


def _has(result: object, fields: Mapping[str, type]) -> TypeGuard[_Object]:
    return isinstance(result, dict) and all(
        _is_number(result.get(name)) if kind is int else isinstance(result.get(name), kind)
        for name, kind in fields.items()
    )


def _reads(kind: type[TelegramObject], result: _Object) -> bool:
    try:
        kind.de_json(result, None)
    except Exception:  # noqa: BLE001 - whatever the library raises here, it would raise after the call
        return False
    return True


def _is_number(value: object) -> TypeGuard[int]:
    # Python counts True among the integers.
    return type(value) is int


def _is_success(status: int) -> bool:
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
