"""An answer of getUpdates, taken apart so that one member that nobody can read keeps no other away."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from telegram.error import NetworkError

from bot.receiving.incoming import Came, Unread, as_bytes, as_text, decoded, id_of, is_too_deep

_RESULT = re.compile(r'"result"\s*:\s*\[')
# Inside a text its quotation marks would be escaped: wherever this stands, an update begins.
_BEGINS = re.compile(r'\{\s*"update_id"\s*:')
_BETWEEN = " \t\r\n,]}"
_JSON = json.JSONDecoder()
# Numbers grow one by one, or after a quiet week begin anew below 2 to the 31st. One that is further away than
# that is no number of Telegram's, and to acknowledge it would be to acknowledge all that are still to come.
_FURTHEST = 2**31


def batch_of(body: bytes) -> list[Came]:
    """Return the updates of an answer, each a JSON value or Unread. Raises NetworkError for anything else."""
    whole = decoded(body)
    if isinstance(whole, Unread):
        return _taken_apart(as_text(body))
    result = whole.get("result") if isinstance(whole, dict) and whole.get("ok") is True else None
    if not isinstance(result, list):
        raise NetworkError("this is no answer of getUpdates")
    return result


def offset_after(updates: Iterable[Came], offset: int | None) -> int | None:
    """Return the offset that acknowledges these updates, `offset` if none of them has a usable number."""
    numbers = [number for number in map(id_of, updates) if number is not None]
    near = [number for number in numbers if number - (offset or 0) < _FURTHEST]
    return max(near) + 1 if near else offset


def _taken_apart(text: str) -> list[Came]:
    """Return the updates that can be read, and Unread for what lies between. Raises NetworkError."""
    begin = _RESULT.search(text)
    if begin is None:
        raise NetworkError("this is no answer of getUpdates")
    found = list(_members(text, begin.end()))
    if not text.rstrip().endswith("]}") and found and isinstance(found[-1], Unread):
        found.pop()  # the answer was cut off, and Telegram gives again what is missing
    if not found:
        raise NetworkError("this is only a part of an answer of getUpdates")
    return found


def _members(text: str, at: int) -> Iterator[Came]:
    begins = [*(match.start() for match in _BEGINS.finditer(text, at)), len(text)]
    yield from _unread(text[at : begins[0]])
    for begin, end in pairwise(begins):
        if begin < at:
            continue  # it lies within the one before
        try:
            value, at = _JSON.raw_decode(text, begin)
        except (ValueError, RecursionError):
            at = begin
        else:
            yield Unread(as_bytes(text[begin:at])) if is_too_deep(value) else value
        yield from _unread(text[at:end])


def _unread(text: str) -> Iterator[Unread]:
    between = text.strip(_BETWEEN)
    if between:
        yield Unread(as_bytes(between))
