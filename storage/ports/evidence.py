"""The files that prove the reports: their rows, and their bytes."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from domain.forms.drafts import Evidence
from storage.ports.audit import Trail

CHANGING = (
    "name", "size", "state", "sha256", "problem", "attempts", "next_try", "marks", "renamed",
)  # fmt: skip
"""What the download finds out."""


class EvidenceFiles(Protocol):
    """The files named in drafts and reports (rows; the bytes are in the evidence store)."""

    _audit: Trail

    async def add(self, evidence: Evidence) -> Evidence:
        """Store with a new id; the same `unique_id` in the same draft is stored once and returned."""

    async def get(self, evidence_id: int) -> Evidence:
        """Raises NotFound."""

    async def remove(self, evidence_id: int, at: datetime) -> None:
        """Take it out of its draft; the row and what was sent with it stay."""

    async def several(self, ids: Collection[int]) -> list[Evidence]: ...

    async def due(self, now: datetime, limit: int) -> list[Evidence]:
        """Return files with something left to do whose next try is not in the future, oldest first.

        Those are to be downloaded, or settled but not shown to their sender yet.
        """

    async def next_due(self, but: Collection[int] = ()) -> datetime | None:
        """Return when the first file that has something left to do is due, maybe long ago; None: none has.

        `but` are files that are left out.
        """

    async def update(self, evidence: Evidence, *, at: datetime) -> None:
        """Store what is CHANGING. Raises NotFound.

        What is in a file that was sent already goes into the audit trail: it came late, or anew.
        """
        former = await self.get(evidence.id)
        await self._change(evidence)
        says = [(one.name, one.size, one.sha256) for one in (former, evidence)]
        if says[0] != says[1] and await self._proves(evidence):
            before, after = (_as_json(one) if one.sha256 else None for one in (former, evidence))
            self._audit.note("evidence.kept", f"file {evidence.id}", before, after, by=None, at=at)

    async def note_opened(self, evidence_id: int, *, by: int, at: datetime) -> None:
        """Note that a reviewer had this file sent into the chat; append-only."""
        file = await self.get(evidence_id)
        await self._add_opening(evidence_id, by=by, at=at)
        self._audit.note("evidence.opened", f"file {file.id}", None, _as_json(file), by=by, at=at)

    async def opened(self, ids: Collection[int]) -> frozenset[int]:
        """Return those of the files that a reviewer has opened."""

    async def first_opened(self, ids: Collection[int]) -> dict[int, datetime]:
        """Return when a reviewer opened each of the files for the first time; what nobody did is left out."""

    async def same_content(self, sha256: str, other_than_opd: str) -> list[Evidence]:
        """Return the files of other OPD with these bytes; what is of no OPD (yet) is nobody else's."""

    async def lost(self) -> list[Evidence]:
        """Return the files in a draft or sent that could not be downloaded after all tries, by id."""

    async def contents(self) -> frozenset[str]:
        """Return the SHA-256 of every file that was stored and is in a draft or was sent."""

    async def _add_opening(self, evidence_id: int, *, by: int, at: datetime) -> None: ...

    async def _change(self, evidence: Evidence) -> None:
        """Store what is CHANGING. Raises NotFound."""

    async def _proves(self, evidence: Evidence) -> bool:
        """Return whether it was sent with anything: whether it is a report's, or the file of a rekap."""


def _as_json(file: Evidence) -> dict[str, str]:
    return {"name": file.name, "opd": file.opd, "sha256": file.sha256}


class EvidenceStore(Protocol):
    """Bytes by their SHA-256."""

    async def put(self, content: bytes) -> str:
        """Store durably and return the SHA-256 in hex; the same bytes are stored once."""

    async def get(self, sha256: str) -> bytes:
        """Raises NotFound."""

    async def sizes(self, contents: Collection[str]) -> dict[str, int]:
        """Return how many bytes are there, by SHA-256; what is not there is left out."""
