"""The visible sheets of an XLSX workbook, read as Excel shows them."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TypeAlias, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import TYPE_FORMULA, Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from domain.files.foreign import Fault, UnfitFile
from domain.files.table import UNCALCULATED, Table
from storage.foreign import markup
from storage.foreign.packed import opened
from storage.foreign.table import MOST_COLUMNS, MOST_ROWS, Rows, bounded, cleaned
from storage.foreign.transitional import is_unusual, translated

MOST_UNPACKED = 20 * 1024 * 1024
"""Bytes that a workbook may hold once unpacked; a packed bomb is far bigger."""
DIGITS_SHOWN = 15
"""Excel computes with more, and shows and compares these: 80.10000000000001 is 80.1."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
_MAY_BE_DAY = re.compile(r"[1-9][0-9]{4}")
_MERGED, _ROW, _FORMULA = "mergeCell", "row", re.compile(rb"<(?:\w+:)?f[ />]")
MOST_SHEETS = 20

Range: TypeAlias = tuple[int, int, int, int]
"""First column, first row, last column, last row; counted from 1."""


def rows_of_workbook(content: bytes, formula: str | None) -> Rows:
    """Return at most MOST_ROWS rows of the first sheet that can be seen.

    A merged cell says what it says for all that it covers. Raises UnfitFile.
    """
    with _read(content, values=formula is None) as (book, archive):
        return _rows(book, _visible(book)[0], archive, formula)


def tables_of_workbook(content: bytes) -> list[Table]:
    """Return each of the first MOST_SHEETS sheets that can be seen. Raises UnfitFile."""
    with _read(content, values=True) as (book, archive):
        found = [
            (sheet.title, _rows(book, sheet, archive, None), _hidden(archive, sheet))
            for sheet in _visible(book)[:MOST_SHEETS]
        ]
        calculates = any(_FORMULA.search(_part(archive, sheet)[1]) for sheet in _visible(book)[:MOST_SHEETS])
    if calculates:
        with _read(content, values=False) as (book, archive):
            for (_, rows, _), sheet in zip(found, _visible(book), strict=False):
                _mark_uncalculated(rows, _rows(book, sheet, archive, UNCALCULATED))
    return [Table(cleaned(name), bounded(rows), hidden) for name, rows, hidden in found]


def _mark_uncalculated(values: Rows, formulas: Rows) -> None:
    """Say of each cell with a formula and no value that it has one."""
    for row, as_written in zip(values, formulas, strict=False):
        row.extend([""] * (len(as_written) - len(row)))
        for place, said in enumerate(as_written):
            if said == UNCALCULATED and not row[place]:
                row[place] = UNCALCULATED


@contextmanager
def _read(content: bytes, *, values: bool) -> Iterator[tuple[Workbook, zipfile.ZipFile]]:
    """Open a workbook, with what its formulas came to or with the formulas. Raises UnfitFile."""
    with opened(content, MOST_UNPACKED) as archive:
        if is_unusual(archive):
            content = translated(archive)
    with opened(content, MOST_UNPACKED) as archive:
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=values)
            try:
                yield book, archive
            finally:
                book.close()
        except (UnfitFile, MemoryError):
            raise
        except Exception as broken:  # what openpyxl raises depends on where a workbook is broken
            raise UnfitFile(Fault.DAMAGED, repr(broken)) from broken


def _visible(book: Workbook) -> list[Worksheet]:
    """Return what somebody fills in: the lists behind the choices are often a hidden first sheet."""
    sheets = cast("list[Worksheet]", book.worksheets)  # of a book that is only read
    return [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets


def _rows(book: Workbook, sheet: Worksheet, archive: zipfile.ZipFile, formula: str | None) -> Rows:
    # What a file claims its size to be is not to be trusted: a forged one would fill the memory.
    sheet.reset_dimensions()  # type: ignore[attr-defined] # of a sheet that is streamed
    said = _of_1904 if book.epoch == CALENDAR_MAC_1904 else _cell
    read = ([said(cell, formula) for cell in row[:MOST_COLUMNS]] for row in sheet.iter_rows())
    rows = [row for _, row in zip(range(MOST_ROWS), read, strict=False)]
    for merged in _merged(archive, sheet):
        _spread(rows, merged)
    return rows


def _merged(archive: zipfile.ZipFile, sheet: Worksheet) -> list[Range]:
    """Return what is merged; openpyxl does not tell it of a sheet that it streams."""
    path, part = _part(archive, sheet)
    found = list[Range]()
    if _MERGED.encode() not in part:
        return []

    def seen(name: str, given: dict[str, str]) -> None:
        if name == _MERGED:
            left, top, right, bottom = range_boundaries(given.get("ref", ""))
            found.append((left or 1, top or 1, right or MOST_COLUMNS, bottom or MOST_ROWS))

    markup.read(path, part, seen)
    return found


def _part(archive: zipfile.ZipFile, sheet: Worksheet) -> tuple[str, bytes]:
    path: str = sheet._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001 - nothing else names the part
    return path, archive.read(path)


def _hidden(archive: zipfile.ZipFile, sheet: Worksheet) -> frozenset[int]:
    """Return the rows that are hidden, by a person or by a filter."""
    path, part = _part(archive, sheet)
    found, number = set[int](), 0
    if b"hidden" not in part:
        return frozenset()

    def seen(name: str, given: dict[str, str]) -> None:
        nonlocal number
        if name == _ROW:
            number = int(given.get("r", number + 1))
            if given.get("hidden", "") in ("1", "true"):
                found.add(number)

    markup.read(path, part, seen)
    return frozenset(found)


def _spread(rows: Rows, merged: Range) -> None:
    """Write what the first cell of a merged one says into all that it covers, as it is seen."""
    left, top, right, bottom = merged
    if top > len(rows) or left > len(rows[top - 1]):
        return
    said = rows[top - 1][left - 1]
    for row in rows[top - 1 : bottom]:
        end = min(right, MOST_COLUMNS)
        row.extend([""] * (end - len(row)))
        row[left - 1 : end] = [said] * (end - left + 1)


def _cell(cell: Cell | MergedCell, formula: str | None) -> str:
    if formula is not None and cell.data_type == TYPE_FORMULA:
        return formula
    value = cell.value
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number(value, cell.number_format or "")
    return _text(value)


def _of_1904(cell: Cell | MergedCell, formula: str | None) -> str:
    """Return what a cell says; a number that may be a day must not be counted from 1900."""
    said = _cell(cell, formula)
    return f"{said} (1904)" if _MAY_BE_DAY.fullmatch(said) else said


def _number(value: float, number_format: str) -> str:
    """Return a number as it is shown: 0.85 under a format of percents is 85 %."""
    exact = Decimal(f"{value:.{DIGITS_SHOWN}g}")
    if "%" in number_format:
        return f"{_plain(exact * 100)}%"
    return _plain(exact)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(value: object) -> str:
    if isinstance(value, date):  # with a time of day or without
        return value.isoformat()[: len("2026-01-01")]
    if isinstance(value, bool):
        return str(value).upper()
    if value is None:
        return ""
    return cleaned(_ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), str(value)))
