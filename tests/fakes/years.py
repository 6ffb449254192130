"""The settings of the years, in memory."""

from dataclasses import replace

from storage.ports import NotFound, Setting, Years
from tests.fakes.audit import FakeAudit
from tests.fakes.tables import Tables, check_zones


class FakeYears(Years):
    def __init__(self, tables: Tables, audit: FakeAudit) -> None:
        self._tables = tables
        self._audit = audit

    async def settings(self, year: int) -> list[Setting]:
        return [setting for setting in self._tables.settings if setting.year == year]

    async def known(self) -> list[int]:
        return sorted({setting.year for setting in self._tables.settings})

    async def setting(self, setting_id: int) -> Setting:
        if not 1 <= setting_id <= len(self._tables.settings):
            raise NotFound(setting_id)
        return self._tables.settings[setting_id - 1]

    async def _store(self, setting: Setting) -> Setting:
        check_zones(setting.at)
        self._tables.require_person(setting.by)
        self._tables.settings.append(replace(setting, id=len(self._tables.settings) + 1))
        return self._tables.settings[-1]

    def _pass_over(self, year: int, key: str, error: Exception) -> None:
        """Records in memory are always readable."""
