"""The units of the city, as versions."""

from datetime import datetime
from typing import Protocol

from domain.units.opd import Opd


class Opds(Protocol):
    """Versions of every unit, append-only; the newest version of a code is what holds."""

    async def all(self) -> list[Opd]: ...

    async def get(self, code: str) -> Opd:
        """Raises NotFound."""

    async def record(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        """Add a version; one that says nothing new is not stored again."""
