"""The hash chain of the audit trail: each entry's hash covers the entry before it.

Entries are numbered 1, 2, 3 … without a gap, so one that was changed, taken out or slipped in is found.
What a chain alone cannot show is that its last entries were cut off, or that somebody who can write to the
database made everything from some entry on anew: for that, keep the newest number and hash elsewhere.

Names and Telegram ids stand in the hash as seals, made with a secret that the entry keeps beside it. Whoever
takes names out and destroys the secret leaves the seals: the hash still fits, and tells nobody who it was.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeVar

from domain.storable import storable
from storage.ports import AuditEntry, AuditLink, Head
from storage.ports.audit import Note, canonical

Entry = TypeVar("Entry", bound=Note)
EMPTY = Head()
PRIVATE: Mapping[str, frozenset[str]] = {
    "person.added": frozenset({"name", "telegram_id"}),
    "person.renamed": frozenset({"name"}),
    "access.asked": frozenset({"name", "telegram_id"}),
    "access.accepted": frozenset({"name"}),
    "access.refused": frozenset({"name"}),
}
"""What in an entry is sealed, by its kind. The hash is made of it: a kind that is here never changes."""
SEALED = "sealed"
BEGUN = "proof.begun"
"""The kind of the entries that hold the facts of rows from before there were facts."""


def chained(note: Note, last: Head) -> AuditEntry:
    """Return the note as the entry that follows `last`."""
    number = last.id + 1
    # The hash covers what the table will hold; `before` and `after` are canonical, and so storable already.
    note = replace(note, subject=storable(note.subject))
    said = {part.name: getattr(note, part.name) for part in fields(Note)}
    return AuditEntry(**said, id=number, hash=_digest(last.hash, number, note))


def first_break(entries: Iterable[AuditEntry], last: Head = EMPTY) -> int | None:
    """Return the id of the first entry that does not follow `last` and the entries before it, or None.

    The entries come in the order of their ids. Where one is missing, its id is returned.
    """
    for entry in entries:
        if entry != chained(entry, last):
            return min(entry.id, last.id + 1)
        last = end_of(entry)
    return None


class FalseLine(Exception):
    """A line of a file of entries that is not as it was written."""


def read_line(line: str) -> AuditLink:
    """Return the entry of a line that `AuditLink.line` made. Raises FalseLine for one that says otherwise."""
    try:
        said = json.loads(line)
        previous = said.pop("previous")
        said["at"] = datetime.fromisoformat(said["at"])
        link = AuditLink(entry=AuditEntry(**said), previous=previous)
        _require_types(link)
        is_as_written = link.line() == line
    except json.JSONDecodeError as error:
        raise FalseLine(f"it cannot be read from column {error.colno} on") from error
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise FalseLine(f"it does not have the fields of an entry: {error}") from error
    if not is_as_written:
        raise FalseLine("it is not written as this bot writes an entry")
    return link


def _require_types(link: AuditLink) -> None:
    """Raise TypeError for a field that no entry has: the numbers are compared, and `true` would be one."""
    entry = link.entry
    texts = (link.previous, entry.kind, entry.subject, entry.before, entry.after, entry.hash, entry.rows)
    if not all(isinstance(text, str) for text in texts) or type(entry.id) is not int:
        raise TypeError("a number is no text, and a text no number")
    if type(entry.by) not in (int, type(None)):
        raise TypeError("`by` is no person")


def check_line(link: AuditLink, before: AuditEntry | None) -> None:
    """Raise FalseLine unless an entry's hash fits what it says, and it fits the one on the line before.

    Entries in between may be about something else and stand in no line; the hash before each is given.
    """
    entry = link.entry
    if before is not None and entry.id <= before.id:
        raise FalseLine(f"entry {entry.id} stands after entry {before.id}")
    if before is not None and entry.id == before.id + 1 and link.previous != before.hash:
        raise FalseLine(f"entry {entry.id}: its field `previous` is not the hash of entry {before.id}")
    if entry != chained(entry, Head(entry.id - 1, link.previous)):
        raise FalseLine(
            f"entry {entry.id} ({entry.kind}, {entry.subject}): its hash does not fit what it says"
        )


def end_of(entry: AuditEntry) -> Head:
    return Head(entry.id, entry.hash)


def seal(secret: str, name: str, value: object) -> str:
    """Return what stands for a value that can be forgotten: HMAC-SHA256 in hex."""
    return hmac.new(secret.encode(), canonical([name, value]).encode(), sha256).hexdigest()


def sealed(note: Entry) -> Entry:
    """Return the note with seals in the place of its names, and without the secret; see PRIVATE."""
    if not note.secret:
        return note
    before, after = (_sealed(side, note.kind, note.secret) for side in (note.before, note.after))
    return replace(note, before=before, after=after, secret="")


def _sealed(side: str, kind: str, secret: str) -> str:
    try:
        said = json.loads(side)
    except (ValueError, RecursionError):
        return side  # Somebody has changed it: no hash will fit.
    if not isinstance(said, dict):
        return side
    names = PRIVATE.get(kind, frozenset()) & said.keys()
    return canonical(said | {name: {SEALED: seal(secret, name, said[name])} for name in names})


def _digest(previous: str, number: int, note: Note) -> str:
    """Return SHA-256 in hex over everything the entry says, its number and the hash before it."""
    note = sealed(note)
    at = note.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [previous, number, at, note.by, note.kind, note.subject, note.before, note.after]
    if note.rows:
        said.append(note.rows)
    return sha256(canonical(said).encode()).hexdigest()
