"""The units of the city, in memory."""

from datetime import datetime

from domain.units.opd import Opd
from storage.ports import NotFound
from storage.sql import audit_notes
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables


class FakeOpds:
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def all(self) -> list[Opd]:
        newest = {opd.code: opd for opd in self._tables.opds}
        return [newest[code] for code in sorted(newest)]

    async def get(self, code: str) -> Opd:
        for opd in reversed(self._tables.opds):
            if opd.code == code:
                return opd
        raise NotFound(code)

    async def record(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        self._tables.require_person(by)
        former = next((known for known in await self.all() if known.code == opd.code), None)
        if opd != former:
            self._tables.opds.append(opd)
            self._audit.note(audit_notes.opd_recorded(opd, former, by=by, at=at))
