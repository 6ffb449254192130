"""The Inspektorat's tables of all OPD, in memory."""

from dataclasses import replace
from datetime import datetime

from storage.ports import NotFound, Rekap, RekapName, RekapSheet, Stale
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeRekap(Rekap):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def lock(self, year: int) -> None:
        """One unit at a time is open anyway."""

    async def sheets(self, year: int) -> list[RekapSheet]:
        return [self._standing(sheet) for sheet in self._tables.rekap_sheets if sheet.year == year]

    async def sheet(self, sheet_id: int) -> RekapSheet:
        if not 1 <= sheet_id <= len(self._tables.rekap_sheets):
            raise NotFound(sheet_id)
        return self._standing(self._tables.rekap_sheets[sheet_id - 1])

    async def names(self) -> list[RekapName]:
        return list(self._tables.rekap_names)

    def _standing(self, sheet: RekapSheet) -> RekapSheet:
        return replace(sheet, withdrawn_at=self._tables.rekap_withdrawn.get(sheet.id))

    async def _store(self, sheet: RekapSheet, at: datetime) -> RekapSheet:
        check_zones(at)
        self._tables.require_person(sheet.by)
        if sheet.evidence is not None:
            self._tables.require_evidence(sheet.evidence)
        stored = replace(sheet, id=len(self._tables.rekap_sheets) + 1, at=at)
        self._tables.rekap_sheets.append(stored)
        return stored

    async def _withdraw(self, sheet_id: int, *, by: int, at: datetime) -> None:
        check_zones(at)
        self._tables.require_person(by)
        if sheet_id in self._tables.rekap_withdrawn:
            raise Stale(f"sheet {sheet_id} was withdrawn")
        self._tables.rekap_withdrawn[sheet_id] = at

    async def _add_name(self, name: RekapName) -> None:
        check_zones(name.at)
        self._tables.require_person(name.by)
        self._tables.rekap_names.append(name)
