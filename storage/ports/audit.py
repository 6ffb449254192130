"""The audit trail: who changed what and when."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Protocol, Self

from domain.storable import storable_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an entry says, before it has a place in the chain; `before` and `after` are canonical JSON."""

    at: datetime
    by: int | None
    kind: str
    subject: str
    before: str
    after: str
    rows: str = ""
    """What proves the rows that were written with it, as JSON; "" in entries from before there was such."""
    secret: str = ""
    """With what names are sealed in the entry's hash, while they are still known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry(Note):
    """One link of the audit chain."""

    id: int
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain: whoever has it elsewhere can tell that nothing before it has moved since.

    It is written "128:9f86d081…", the entry's number and its hash, in backups, documents and the log.
    """

    id: int = 0
    hash: str = ""

    def __str__(self) -> str:
        return f"{self.id}:{self.hash}"

    @property
    def short(self) -> str:
        """The same for paper: enough of the hash that nobody finds another entry with it (80 bits)."""
        return f"{self.id}:{self.hash[:_SHORT]}"

    @classmethod
    def read(cls, written: str) -> Self:
        """Return the head that was written so, whole or short. Raises ValueError for anything else."""
        found = _WRITTEN.fullmatch(written.strip().lower())
        if found is None:
            raise ValueError("a head is a number, a colon and at least 20 hexadecimal digits: 128:9f86d081…")
        return cls(int(found["id"]), found["hash"])


_SHORT = 20
"""Hexadecimal digits of a hash that is written short."""
_WRITTEN = re.compile(rf"(?P<id>[1-9][0-9]{{0,17}}):(?P<hash>[0-9a-f]{{{_SHORT},64}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLink:
    """An entry with the hash of the one before it, so that it can be checked without the others."""

    entry: AuditEntry
    previous: str
    """ "" for the first entry of all."""

    def line(self) -> str:
        """Return it as a line of a file that `audit verify --file` checks; source: this bot's own form.

        The secret is never in it: names that an entry seals must be sealed in `entry`.
        """
        said = {part.name: getattr(self.entry, part.name) for part in fields(AuditEntry)}
        del said["secret"]
        if not said["rows"]:
            del said["rows"]
        at = self.entry.at.astimezone(UTC).isoformat(timespec="microseconds")
        return canonical(said | {"at": at, "previous": self.previous})


@dataclass(frozen=True, slots=True)
class Finding:
    """A row that is not as the trail says: which, by its table and key, and in what."""

    table: str
    row: int | str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSearch:
    """What to look for in the audit trail; an entry that fits any of it is found."""

    text: str = ""
    """Part of kind, subject, before or after, in any case."""
    kinds: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    """Whole subjects."""
    opds: frozenset[str] = frozenset()
    """Codes of the OPD whose reports it is about: "DINKES" finds "DINKES/sakip/2026"."""
    by: frozenset[int] = frozenset()
    """Persons who made the change."""


class Audit(Protocol):
    """Who changed what and when; append-only, each entry's hash covers the entry before it.

    The other ports write it: every report event, role, invitation, OPD version, setting of a year and
    opened file leaves an entry in the same transaction.
    """

    async def entries(
        self, *, search: AuditSearch | None = None, before: int | None = None, limit: int = 20
    ) -> list[AuditEntry]:
        """Return the entries that match any part of the search, newest first, with an id below `before`."""

    async def about(self, subjects: Collection[str]) -> list[AuditLink]:
        """Return every entry about one of these (whole subjects), oldest first, its names sealed."""

    async def newest(self) -> int:
        """Return the id of the newest entry, 0 without any: it grows with whatever is changed."""

    async def head(self) -> Head:
        """Return the newest entry's number and hash, `Head()` without any."""

    async def holds(self, head: Head) -> bool:
        """Return whether there is still an entry of that number, with that hash."""

    async def forget_names(self, subjects: Collection[str]) -> None:
        """Take the names and Telegram ids out of all entries about these (whole subjects), for good.

        What they were sealed with is destroyed: the chain holds as before, and nobody finds out by trying
        whom it was about. Why they went is noted by whoever calls this, in the same unit.
        """

    async def first_broken(self) -> int | None:
        """Return the id of the first entry that is missing or does not fit the chain, or None."""


class Trail(Protocol):
    """The side of the audit trail on which the other ports write."""

    def note(
        self, kind: str, subject: str, before: object, after: object, *, by: int | None, at: datetime
    ) -> None:
        """Note a change, stored with this unit of work. Raises TypeError for what JSON does not know."""
        said = {"before": canonical(before), "after": canonical(after)}
        self._add(Note(at=at, by=by, kind=kind, subject=subject, **said))

    async def forget_names(self, subjects: Collection[str]) -> None:
        """Take names out, as `Audit.forget_names`; the next note proves what is left of such entries."""

    def _add(self, note: Note) -> None: ...


def canonical(value: object) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, letters as they can be stored.

    Raises TypeError for what JSON does not know.
    """
    text = _WRITER.encode(value)
    # Nearly always it can be stored as it is; looking at the text is quicker than making every part so first.
    return text if _NUL not in text and _has_utf8(text) else _WRITER.encode(storable_json(value))


def _has_utf8(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_NUL = r"\u0000"
"""How it stands in JSON; so may what somebody wrote out, which is then only looked at more closely."""
_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)
