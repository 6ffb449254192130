"""Facts: what an entry of the audit trail knows of the rows that were written with it.

A fact is a list: the aspect's name, the row's key, a SHA-256 over what the row says, and some digits for each
column (or each row, where several are proved together), by which a row that differs is told in what.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeAlias

from storage.audit_chain import seal
from storage.facts.aspects import Aspect
from storage.ports.audit import canonical

Fact: TypeAlias = list[object]
Values: TypeAlias = Mapping[Any, object]
_Said: TypeAlias = list[str]
"""What a row says: the JSON of each column."""
_SHORT = 40
_COLUMN, _ROW = 6, 8
"""Hexadecimal digits that tell one column, or one row, from what it was: a hint, and no proof."""


def fact_of(aspect: Aspect, key: int, rows: Sequence[Values], secret: str) -> Fact:
    """Return the fact of a row, or of the rows that are proved together.

    `secret` is the entry's: what of it can be forgotten is sealed with it. "" for what was forgotten.
    """
    said = [_said(aspect, row, secret) for row in rows]
    return [aspect.name, key, _digest_of(aspect, said), _hints(aspect, said)]


def digest_of(aspect: Aspect, rows: Sequence[Values], secret: str) -> str:
    """Return the SHA-256 in hex that proves the rows."""
    return _digest_of(aspect, [_said(aspect, row, secret) for row in rows])


def difference(aspect: Aspect, known: str, rows: Sequence[Values], secret: str) -> str:
    """Return in what rows differ from what an entry knows, by its hints: a column, or which of several."""
    found = _hints(aspect, [_said(aspect, row, secret) for row in rows])
    if aspect.order:
        return _which(known, found)
    pairs = zip(aspect.columns, _parts(known, _COLUMN), _parts(found, _COLUMN), strict=False)
    return ", ".join(name for name, was, now in pairs if was != now) or "one of its columns"


def _digest_of(aspect: Aspect, said: Sequence[_Said]) -> str:
    return _digest(_listed([canonical(aspect.name), *map(_listed, said)]))


def _hints(aspect: Aspect, said: Sequence[_Said]) -> str:
    if aspect.order:
        return "".join(_digest(_listed(row))[:_ROW] for row in said)
    return "".join([_hint(text) if len(text) <= _SHORT else _digest(text)[:_COLUMN] for text in said[0]])


def _which(known: str, found: str) -> str:
    were, are = _parts(known, _ROW), _parts(found, _ROW)
    if len(were) != len(are):
        return f"{len(are)} rows instead of {len(were)}"
    moved = [str(place) for place, (was, now) in enumerate(zip(were, are, strict=True), 1) if was != now]
    return f"row {', '.join(moved) or 'of one column'}"


def _parts(hints: str, size: int) -> list[str]:
    return [hints[start : start + size] for start in range(0, len(hints), size)]


def _said(aspect: Aspect, row: Values, secret: str) -> _Said:
    """Return the JSON of each column."""
    return [
        canonical(seal(secret, name, _plain(row.get(name))))
        if secret and name in aspect.private
        else _text(row.get(name))
        for name in aspect.columns
    ]


def _text(value: object) -> str:
    """Return `canonical` of a value: what it comes to is written here where it is quickly said."""
    if value is None:
        return "null"
    return str(value) if type(value) is int else canonical(_plain(value))


def _plain(value: object) -> object:
    """Return a value as JSON has it, the same whichever database it was read from."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _listed(texts: Sequence[str]) -> str:
    """Return the JSON of a list, of that of its parts: `canonical` puts nothing else between them."""
    return f"[{','.join(texts)}]"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@lru_cache(maxsize=4096)
def _hint(text: str) -> str:
    """Return the digits of a short column: kinds, years, what is not there, come again and again."""
    return _digest(text)[:_COLUMN]
