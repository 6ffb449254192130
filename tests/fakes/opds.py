"""The units of the city, in memory."""

from collections.abc import Collection
from datetime import datetime

from domain.units.opd import Opd
from storage.ports import Opds
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeOpds(Opds):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def _versions(self, codes: Collection[str] | None) -> list[Opd]:
        return [opd for opd, _ in self._tables.opds if codes is None or opd.code in codes]

    async def _newest(self, code: str) -> tuple[Opd, datetime] | None:
        return next((one for one in reversed(self._tables.opds) if one[0].code == code), None)

    async def _add(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        check_zones(at)
        self._tables.require_person(by)
        self._tables.opds.append((opd, at))
