"""The settings of a year."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.years.rules import YearRules


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

    async def rules(self, year: int) -> YearRules: ...

    async def settings(self, year: int) -> list[Setting]:
        """Return everything that was ever set for that year, oldest first."""

    async def known(self) -> list[int]:
        """Return the years that have a setting, in order."""

    async def set(
        self, year: int, key: str, value: str, *, by: int | None, at: datetime, legal_basis: str = ""
    ) -> Setting: ...

    async def setting(self, setting_id: int) -> Setting:
        """Raises NotFound."""
