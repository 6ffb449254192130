"""The Inspektorat's tables of all OPD, as they were kept, and which name was said to be which OPD."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.language.written import compared
from domain.rekap.comparison import Comparison, RekapRow, comparison_of
from domain.sequence import not_before
from storage.ports.audit import Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapSheet:
    """One table as somebody has kept it; `evidence` is the id of its file, where it came as one."""

    id: int
    year: int
    by: int
    at: datetime
    name: str
    """The file's name."""
    sha256: str
    evidence: int | None = None
    rows: tuple[RekapRow, ...] = ()
    withdrawn_at: datetime | None = None

    def comparisons(self) -> dict[str, Comparison]:
        """Return what it says of each OPD that it names."""
        said = (comparison_of(row, self.id, self.at) for row in self.rows)
        return {one.opd: one for one in said if one is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapName:
    """What a name in a table was said to be: an OPD's code, or "" for something that is no OPD."""

    name: str
    opd: str
    by: int
    at: datetime


class Rekap(Protocol):
    """Append-only: the newest sheet that names an OPD holds; nothing of it counts in any figure."""

    _audit: Trail

    async def lock(self, year: int) -> None:
        """Let no other unit that asks for this year go on until this one ends."""

    async def comparisons(self, year: int) -> Mapping[str, Comparison]:
        """Return what is held beside the reports of a year, by OPD code: of the newest sheet that names it.

        Sheets that were withdrawn say nothing.
        """
        held = dict[str, Comparison]()
        for sheet in await self.sheets(year):
            if sheet.withdrawn_at is None:
                held.update(sheet.comparisons())
        return held

    async def newest(self, year: int) -> RekapSheet | None:
        """Return the sheet that was kept last and not withdrawn."""
        kept = [sheet for sheet in await self.sheets(year) if sheet.withdrawn_at is None]
        return kept[-1] if kept else None

    async def sheets(self, year: int) -> list[RekapSheet]:
        """Return all that were ever kept for a year, with their rows, oldest first."""

    async def sheet(self, sheet_id: int) -> RekapSheet:
        """Raises NotFound."""

    async def keep(self, sheet: RekapSheet) -> RekapSheet:
        """Store with a new id, never older than the sheet before it. Raises NotFound for unknown people."""
        former = await self.sheets(sheet.year)
        before = await self.comparisons(sheet.year)
        at = not_before(sheet.at, former[-1].at if former else None)
        stored = await self._store(sheet, at)
        said = {"file": stored.name, "sha256": stored.sha256, "values": _said(stored.comparisons())}
        of_these = {opd: one for opd, one in before.items() if opd in said["values"]}
        earlier = {"values": _said(of_these)} if of_these else None
        self._audit.note("rekap.kept", f"rekap {stored.year}", earlier, said, by=stored.by, at=at)
        return stored

    async def withdraw(self, sheet_id: int, *, by: int, at: datetime) -> None:
        """Let a sheet say nothing any more. Raises NotFound, and Stale for one that was withdrawn already."""
        sheet = await self.sheet(sheet_id)
        at = not_before(at, sheet.at)
        await self._withdraw(sheet_id, by=by, at=at)
        said = {"file": sheet.name, "sha256": sheet.sha256, "values": _said(sheet.comparisons())}
        self._audit.note("rekap.withdrawn", f"rekap {sheet.year}", said, None, by=by, at=at)

    async def remembered(self) -> Mapping[str, str]:
        """Return which OPD a name was last said to be, by the name as it is compared; "" is no OPD."""
        return {compared(one.name): one.opd for one in await self.names()}

    async def names(self) -> list[RekapName]:
        """Return all that was ever said about names, oldest first."""

    async def remember(self, name: RekapName) -> None:
        """Keep what a name is said to be, from year to year; what says nothing new is not stored again."""
        former = (await self.remembered()).get(compared(name.name))
        if former == name.opd:
            return
        await self._add_name(name)
        before = None if former is None else {"opd": former}
        said = {"opd": name.opd}
        self._audit.note("rekap.name", f"rekap {name.name}", before, said, by=name.by, at=name.at)

    async def _store(self, sheet: RekapSheet, at: datetime) -> RekapSheet: ...

    async def _withdraw(self, sheet_id: int, *, by: int, at: datetime) -> None: ...

    async def _add_name(self, name: RekapName) -> None: ...


def _said(comparisons: Mapping[str, Comparison]) -> dict[str, str]:
    return {opd: one.fact for opd, one in sorted(comparisons.items())}
