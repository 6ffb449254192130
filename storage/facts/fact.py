"""Facts: what an entry of the audit trail knows of the rows that were written with it.

A fact is a list: the aspect's name, the row's key, a SHA-256 over what the row says, and some digits for each
column (or each row, where several are proved together), by which a row that differs is told in what.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, TypeAlias

from storage.audit_chain import seal
from storage.facts.aspects import Aspect
from storage.ports.audit import canonical

Fact: TypeAlias = list[object]
Values: TypeAlias = Mapping[Any, object]
_COLUMN, _ROW = 6, 8
"""Hexadecimal digits that tell one column, or one row, from what it was: a hint, and no proof."""


def fact_of(aspect: Aspect, key: int, rows: Sequence[Values], secret: str) -> Fact:
    """Return the fact of a row, or of the rows that are proved together.

    `secret` is the entry's: what of it can be forgotten is sealed with it. "" for what was forgotten.
    """
    return [aspect.name, key, digest_of(aspect, rows, secret), _hints(aspect, rows, secret)]


def digest_of(aspect: Aspect, rows: Sequence[Values], secret: str) -> str:
    """Return the SHA-256 in hex that proves the rows."""
    return _digest([aspect.name, *(_said(aspect, row, secret) for row in rows)])


def difference(aspect: Aspect, known: str, rows: Sequence[Values], secret: str) -> str:
    """Return in what rows differ from what an entry knows, by its hints: a column, or which of several."""
    found = _hints(aspect, rows, secret)
    if aspect.order:
        return _which(known, found)
    pairs = zip(aspect.columns, _parts(known, _COLUMN), _parts(found, _COLUMN), strict=False)
    return ", ".join(name for name, was, now in pairs if was != now) or "one of its columns"


def _hints(aspect: Aspect, rows: Sequence[Values], secret: str) -> str:
    said = [_said(aspect, row, secret) for row in rows]
    if aspect.order:
        return "".join(_digest(row)[:_ROW] for row in said)
    return "".join(_digest(value)[:_COLUMN] for value in said[0])


def _which(known: str, found: str) -> str:
    were, are = _parts(known, _ROW), _parts(found, _ROW)
    if len(were) != len(are):
        return f"{len(are)} rows instead of {len(were)}"
    moved = [str(place) for place, (was, now) in enumerate(zip(were, are, strict=True), 1) if was != now]
    return f"row {', '.join(moved) or 'of one column'}"


def _parts(hints: str, size: int) -> list[str]:
    return [hints[start : start + size] for start in range(0, len(hints), size)]


def _said(aspect: Aspect, row: Values, secret: str) -> list[object]:
    return [
        seal(secret, name, _plain(row.get(name)))
        if secret and name in aspect.private
        else _plain(row.get(name))
        for name in aspect.columns
    ]


def _plain(value: object) -> object:
    """Return a value as JSON has it, the same whichever database it was read from."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _digest(value: object) -> str:
    return sha256(canonical(value).encode()).hexdigest()
