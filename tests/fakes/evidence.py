"""Evidence in memory: the rows, and the bytes by their SHA-256."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from domain.forms.drafts import Evidence, FileState
from storage.ports import EvidenceFiles, EvidenceStore, NotFound
from storage.ports.evidence import CHANGING
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, added, changed, check_zones, found


class FakeEvidenceFiles(EvidenceFiles):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def add(self, evidence: Evidence) -> Evidence:
        self._tables.require_draft(evidence.draft)
        self._tables.require_person(evidence.added_by)
        for key, file in self._tables.evidence.items():
            same = (file.draft, file.unique_id) == (evidence.draft, evidence.unique_id)
            if same and key not in self._tables.removed:
                return file
        return added(self._tables.evidence, evidence)

    async def get(self, evidence_id: int) -> Evidence:
        return found(self._tables.evidence, evidence_id)

    async def remove(self, evidence_id: int, at: datetime) -> None:
        del at  # The real storages keep it; nobody reads it through this port.
        self._tables.require_evidence(evidence_id)
        self._tables.removed.add(evidence_id)

    async def several(self, ids: Collection[int]) -> list[Evidence]:
        return [file for key, file in self._tables.evidence.items() if key in ids]

    async def due(self, now: datetime, limit: int) -> list[Evidence]:
        due = [
            file
            for file in self._wanted()
            if (file.next_try <= now if file.next_try is not None else file.state is FileState.WAITING)
        ]
        return sorted(due, key=lambda file: (file.added_at, file.id))[:limit]

    async def next_due(self, but: Collection[int] = ()) -> datetime | None:
        left = [
            file
            for file in self._wanted()
            if file.id not in but and (file.next_try is not None or file.state is FileState.WAITING)
        ]
        return min((file.next_try or file.added_at for file in left), default=None)

    async def _proves(self, evidence: Evidence) -> bool:
        return self._tables.was_sent(evidence.id)

    async def _change(self, evidence: Evidence) -> None:
        stored = await self.get(evidence.id)
        self._tables.evidence[stored.id] = changed(stored, evidence, CHANGING)

    async def _add_opening(self, evidence_id: int, *, by: int, at: datetime) -> None:
        check_zones(at)
        self._tables.require_person(by)
        first = self._tables.opened.get(evidence_id, at)
        self._tables.opened[evidence_id] = min(first, at)

    async def opened(self, ids: Collection[int]) -> frozenset[int]:
        return frozenset(self._tables.opened.keys() & set(ids))

    async def first_opened(self, ids: Collection[int]) -> dict[int, datetime]:
        return {one: at for one, at in self._tables.opened.items() if one in ids}

    async def same_content(self, sha256: str, other_than_opd: str) -> list[Evidence]:
        same = [file for file in self._wanted() if file.sha256 == sha256]
        return [file for file in same if file.opd not in ("", other_than_opd)]

    async def lost(self) -> list[Evidence]:
        return [file for file in self._wanted() if file.state is FileState.LOST]

    async def contents(self) -> frozenset[str]:
        return frozenset(file.sha256 for file in self._wanted() if file.state is FileState.STORED)

    def _wanted(self) -> list[Evidence]:
        """Return what is in a draft or was sent; nobody needs what was removed before it was sent."""
        tables = self._tables
        return [
            file for key, file in tables.evidence.items() if key not in tables.removed or tables.was_sent(key)
        ]


class FakeEvidenceStore(EvidenceStore):
    """`contents` is what was put."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    async def put(self, content: bytes) -> str:
        key = sha256(content).hexdigest()
        self.contents[key] = content
        return key

    async def get(self, sha256: str) -> bytes:
        if sha256 not in self.contents:
            raise NotFound(sha256)
        return self.contents[sha256]

    async def sizes(self, contents: Collection[str]) -> dict[str, int]:
        return {one: len(self.contents[one]) for one in contents if one in self.contents}
