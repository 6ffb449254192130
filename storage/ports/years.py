"""The settings of a year."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.sequence import not_before
from domain.years.rules import YearRules, readable_rules
from storage.ports.audit import Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One value of one key of a year, as it was set."""

    id: int
    year: int
    key: str
    value: str
    by: int | None
    at: datetime
    legal_basis: str


class Years(Protocol):
    """The settings of a year: targets, deadlines, rules; append-only, the last value of a key holds."""

    _audit: Trail

    async def rules(self, year: int) -> YearRules:
        """Return what holds, without the values that cannot be read."""
        told = ((setting.key, setting.value) for setting in await self.settings(year))
        rules, broken = readable_rules(year, told)
        for one in broken:
            self._pass_over(year, one.key, one)
        return rules

    async def settings(self, year: int) -> list[Setting]:
        """Return everything that was ever set for that year, oldest first."""

    async def known(self) -> list[int]:
        """Return the years that have a setting, in order."""

    async def set(
        self, year: int, key: str, value: str, *, by: int | None, at: datetime, legal_basis: str = ""
    ) -> Setting:
        """Add a value, never older than the one before it; one that says nothing new is not stored again."""
        former = {setting.key: setting for setting in await self.settings(year)}.get(key)
        if former is not None and (former.value, former.legal_basis) == (value, legal_basis):
            return former
        at = not_before(at, former.at if former is not None else None)
        new = Setting(id=0, year=year, key=key, value=value, by=by, at=at, legal_basis=legal_basis)
        stored = await self._store(new)
        before = None if former is None else _as_json(former)
        self._audit.note("year.set", f"{year} {key}", before, _as_json(stored), by=by, at=at)
        return stored

    async def setting(self, setting_id: int) -> Setting:
        """Raises NotFound."""

    async def _store(self, setting: Setting) -> Setting: ...

    def _pass_over(self, year: int, key: str, error: Exception) -> None:
        """Say that a value cannot be read."""


def _as_json(setting: Setting) -> dict[str, str]:
    return {"value": setting.value, "legal_basis": setting.legal_basis}
