"""The hash chain of the audit trail: each entry's hash covers the entry before it.

Entries are numbered 1, 2, 3 … without a gap, so one that was changed, taken out or slipped in is found.
What a chain alone cannot show is that its last entries were cut off, or that somebody who can write to the
database made everything from some entry on anew: for that, keep the newest number and hash elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC
from hashlib import sha256

from domain.storable import storable
from storage.ports import AuditEntry
from storage.ports.audit import Note, canonical


@dataclass(frozen=True, slots=True)
class End:
    """The last entry of a chain, as far as the next one needs it."""

    id: int = 0
    hash: str = ""


EMPTY = End()


def chained(note: Note, last: End) -> AuditEntry:
    """Return the note as the entry that follows `last`."""
    number = last.id + 1
    # The hash covers what the table will hold; `before` and `after` are canonical, and so storable already.
    note = replace(note, subject=storable(note.subject))
    said = {part.name: getattr(note, part.name) for part in fields(Note)}
    return AuditEntry(**said, id=number, hash=_digest(last.hash, number, note))


def first_break(entries: Iterable[AuditEntry], last: End = EMPTY) -> int | None:
    """Return the id of the first entry that does not follow `last` and the entries before it, or None.

    The entries come in the order of their ids. Where one is missing, its id is returned.
    """
    for entry in entries:
        if entry != chained(entry, last):
            return min(entry.id, last.id + 1)
        last = end_of(entry)
    return None


def end_of(entry: AuditEntry) -> End:
    return End(entry.id, entry.hash)


def _digest(previous: str, number: int, note: Note) -> str:
    """Return SHA-256 in hex over everything the entry says, its number and the hash before it."""
    at = note.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [previous, number, at, note.by, note.kind, note.subject, note.before, note.after]
    return sha256(canonical(said).encode()).hexdigest()
