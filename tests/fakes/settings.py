"""The OPD and the settings of the years, in memory."""

from datetime import datetime

from domain.opd import Opd
from domain.years import YearRules, rules_from
from storage.ports import NotFound
from tests.fakes.tables import Tables


class FakeOpds:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def all(self) -> list[Opd]:
        newest = {opd.code: opd for opd in self._tables.opds}
        return [newest[code] for code in sorted(newest)]

    async def get(self, code: str) -> Opd:
        for opd in reversed(self._tables.opds):
            if opd.code == code:
                return opd
        raise NotFound(code)

    async def record(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        del at  # History is kept by the real storages; nobody reads it through this port.
        self._tables.require_person(by)
        if opd not in await self.all():
            self._tables.opds.append(opd)


class FakeYears:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def rules(self, year: int) -> YearRules:
        stored = ((key, value) for of, key, value in self._tables.settings if of == year)
        return rules_from(year, stored)

    async def set(
        self, year: int, key: str, value: str, *, by: int | None, at: datetime, legal_basis: str = ""
    ) -> None:
        del at, legal_basis  # Likewise.
        self._tables.require_person(by)
        self._tables.settings.append((year, key, value))
