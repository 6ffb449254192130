"""The units of the city, as versions."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from domain.sequence import not_before
from domain.units.opd import Opd
from storage.ports.audit import Trail
from storage.ports.problems import NotFound


class Opds(Protocol):
    """Versions of every unit, append-only; the newest version of a code is what holds."""

    _audit: Trail

    async def all(self) -> list[Opd]:
        return await self._latest(None)

    async def get(self, code: str) -> Opd:
        """Raises NotFound."""
        newest = await self._newest(code)
        if newest is None:
            raise NotFound(code)
        return newest[0]

    async def several(self, codes: Collection[str]) -> list[Opd]:
        """Return those of these OPD that there are, by code."""
        return await self._latest(codes)

    async def record(self, opd: Opd, *, by: int | None, at: datetime) -> None:
        """Add a version; one that says nothing new is not stored again."""
        former, last = await self._newest(opd.code) or (None, None)
        if former == opd:
            return
        at = not_before(at, last)
        await self._add(opd, by=by, at=at)
        before = None if former is None else _as_json(former)
        self._audit.note("opd.recorded", f"opd {opd.code}", before, _as_json(opd), by=by, at=at)

    async def _latest(self, codes: Collection[str] | None) -> list[Opd]:
        newest = {opd.code: opd for opd in await self._versions(codes)}
        return [newest[code] for code in sorted(newest)]

    async def _versions(self, codes: Collection[str] | None) -> list[Opd]:
        """Return all of these codes (None: of all), oldest first."""

    async def _newest(self, code: str) -> tuple[Opd, datetime] | None:
        """Return the newest version of a code, and since when it is known."""

    async def _add(self, opd: Opd, *, by: int | None, at: datetime) -> None: ...


def _as_json(opd: Opd) -> dict[str, str | None]:
    return {
        "name": opd.name,
        "short": opd.short,
        "kind": opd.kind,
        "valid_from": opd.valid_from.isoformat(),
        "valid_to": opd.valid_to.isoformat() if opd.valid_to is not None else None,
        "decree": opd.decree,
        "merged_into": opd.merged_into,
    }
