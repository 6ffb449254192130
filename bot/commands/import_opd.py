"""`import-opd FILE`: the list of OPD from a CSV or XLSX, all of it or nothing."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.commands.console import complain, tell
from domain.errors import NotPossible, Problem
from domain.files.foreign import UnfitFile
from domain.units.list import COLUMNS, Comparison, InvalidList, RowProblem, WrongCell, compare, opds_from
from domain.units.opd import Opd
from domain.units.short_names import check_short_names
from handlers.city.open_years import check_denominators
from storage.foreign.spreadsheets import rows_of
from storage.ports import Storage

_REASONS = {
    RowProblem.NO_HEADER: f"this column is missing; the first row must name {', '.join(COLUMNS)}",
    RowProblem.EMPTY: "empty",
    RowProblem.ERROR_CELL: "a spreadsheet's error instead of a value",
    RowProblem.LOST_CHARACTER: "holds a character that cannot be stored",
    RowProblem.NOT_A_CODE: "not a code: 2–20 of A–Z, 0–9 and -, beginning with a letter",
    RowProblem.NOT_A_DATE: "not a date like 2026-12-31",
    RowProblem.DATE_ORDER: "day or month first? the column has dates of either kind; write 2026-12-31",
    RowProblem.TOO_LONG: "longer than 120 characters",
    RowProblem.ENDS_BEFORE_START: "before berlaku_sejak",
    RowProblem.TWICE: "this code is in the file more than once",
    RowProblem.NOT_A_SHORT_NAME: "not a short name: 2–20 letters, digits, spaces or . , & / ( ) -",
    RowProblem.SHORT_TAKEN: "another OPD of this list has this short name or code",
    RowProblem.COLUMN_TWICE: "two columns of this name say different things",
}

_CLASHES = {
    Problem.DENOMINATOR_FROZEN: "it would change the OPD of a year that was closed",
    Problem.OPD_SHORT_TAKEN: "a short name in it belongs to another OPD already",
}


async def import_opd(storage: Storage, file: Path, now: datetime) -> int:
    """Store what the file says and print what changed; return the exit code."""
    try:
        listed = opds_from(rows_of(await asyncio.to_thread(file.read_bytes)))
    except OSError as error:
        return _refuse(f"{file}: {error.strerror}")
    except UnfitFile as unfit:
        return _refuse(f"{file}: neither an XLSX workbook nor a CSV that can be read ({unfit})")
    except InvalidList as error:
        lines = [f"{file}: nothing was imported.", *map(_wrong, error.wrong)]
        return _refuse("\n".join(lines))
    try:
        comparison = await _store(storage, listed, now)
    except NotPossible as clash:
        return _refuse(f"{file}: nothing was imported, {_CLASHES[clash.problem]}.")
    _tell(comparison)
    return 0


async def _store(storage: Storage, listed: Sequence[Opd], now: datetime) -> Comparison:
    """Raises NotPossible for another denominator in a year that was closed, or a short name given twice."""
    async with storage.uow() as uow:
        stored = await uow.opds.all()
        comparison = compare(stored, listed)
        changed = [*comparison.added, *comparison.changed]
        check_short_names(changed, stored)
        await check_denominators(uow, changed)
        for opd in changed:
            await uow.opds.record(opd, by=None, at=now)
        await uow.commit()
    return comparison


def _wrong(cell: WrongCell) -> str:
    value = f" {cell.value!r}" if cell.value else ""
    return f"  row {cell.row}, {cell.column}{value}: {_REASONS[cell.problem]}"


def _refuse(text: str) -> int:
    complain(text)
    return 1


def _tell(comparison: Comparison) -> None:
    for word, opds in (("added", comparison.added), ("changed", comparison.changed)):
        for opd in opds:
            tell(f"{word}: {opd.code} {opd.name}")
    counts = (len(comparison.added), len(comparison.changed), len(comparison.unchanged))
    tell("{} added, {} changed, {} unchanged.".format(*counts))
