"""The settings of the years, in memory."""

from datetime import datetime

from domain.sequence import not_before
from domain.years.rules import YearRules, readable_rules
from storage.ports import NotFound, Setting
from storage.sql import audit_notes
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeYears:
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def rules(self, year: int) -> YearRules:
        told = ((setting.key, setting.value) for setting in await self.settings(year))
        return readable_rules(year, told)[0]

    async def settings(self, year: int) -> list[Setting]:
        return [setting for setting in self._tables.settings if setting.year == year]

    async def known(self) -> list[int]:
        return sorted({setting.year for setting in self._tables.settings})

    async def set(
        self, year: int, key: str, value: str, *, by: int | None, at: datetime, legal_basis: str = ""
    ) -> Setting:
        check_zones(at)
        self._tables.require_person(by)
        former = {setting.key: setting for setting in await self.settings(year)}.get(key)
        at = not_before(at, former.at if former is not None else None)
        number = len(self._tables.settings) + 1
        setting = Setting(id=number, year=year, key=key, value=value, by=by, at=at, legal_basis=legal_basis)
        self._tables.settings.append(setting)
        self._audit.note(audit_notes.year_set(setting, former))
        return setting

    async def setting(self, setting_id: int) -> Setting:
        if not 1 <= setting_id <= len(self._tables.settings):
            raise NotFound(setting_id)
        return self._tables.settings[setting_id - 1]
