"""The newest fact of each row, in a temporary database: in the order of the rows, for a city of any size."""

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from storage.audit_chain import BEGUN
from storage.ports import AuditEntry


class Known(NamedTuple):
    """What the trail knows of a row, or of the rows that are proved together."""

    key: int
    digest: str
    hints: str
    secret: str
    entry: int
    since: bool
    """Whether the row is older than the proof."""


class Newest:
    """Filled entry by entry, in the order of the trail; `close` lets it go."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own that is gone with the connection.
        self._raw = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._raw.execute("PRAGMA journal_mode = OFF")
        self._raw.execute(
            "CREATE TABLE facts (aspect, key, digest, hints, secret, entry, since, PRIMARY KEY (aspect, key))"
            " WITHOUT ROWID"
        )
        self._raw.execute("BEGIN")

    def add(self, entry: AuditEntry) -> None:
        told = [(*fact, entry.secret, entry.id, entry.kind == BEGUN) for fact in _facts_in(entry)]
        self._raw.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", told)

    def has(self, aspect: str, key: int) -> bool:
        found = self._raw.execute("SELECT 1 FROM facts WHERE aspect = ? AND key = ?", (aspect, key))
        return found.fetchone() is not None

    def of(self, aspect: str) -> Iterator[Known]:
        """Yield what is known of an aspect, in the order of the rows' keys."""
        found = self._raw.execute(
            "SELECT key, digest, hints, secret, entry, since FROM facts WHERE aspect = ? ORDER BY key",
            (aspect,),
        )
        return (Known(*row) for row in found)

    def close(self) -> None:
        self._raw.close()


def _facts_in(entry: AuditEntry) -> list[tuple[str, int, str, str]]:
    """Return the facts that an entry holds; none of an entry that was changed past reading."""
    try:
        told = json.loads(entry.rows or "[]")
        return [(str(aspect), int(key), str(digest), str(hints)) for aspect, key, digest, hints in told]
    except (ValueError, TypeError):
        return []
