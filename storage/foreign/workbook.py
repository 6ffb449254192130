"""The first visible sheet of an XLSX workbook, read as Excel shows it."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import TYPE_FORMULA, Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from domain.files.foreign import Fault, UnfitFile
from storage.foreign import markup
from storage.foreign.packed import opened
from storage.foreign.table import MOST_COLUMNS, MOST_ROWS, Rows, cleaned
from storage.foreign.transitional import is_unusual, translated

MOST_UNPACKED = 20 * 1024 * 1024
"""Bytes that a workbook may hold once unpacked; a packed bomb is far bigger."""
DIGITS_SHOWN = 15
"""Excel computes with more, and shows and compares these: 80.10000000000001 is 80.1."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
_MAY_BE_DAY = re.compile(r"[1-9][0-9]{4}")
_MERGED = "mergeCell"

Range: TypeAlias = tuple[int, int, int, int]
"""First column, first row, last column, last row; counted from 1."""


def rows_of_workbook(content: bytes, formula: str | None) -> Rows:
    """Return at most MOST_ROWS rows of the first sheet that can be seen.

    A merged cell says what it says for all that it covers. Raises UnfitFile.
    """
    with opened(content, MOST_UNPACKED) as archive:
        if is_unusual(archive):
            content = translated(archive)
    with opened(content, MOST_UNPACKED) as archive:
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=formula is None)
            try:
                return _rows(book, archive, formula)
            finally:
                book.close()
        except (UnfitFile, MemoryError):
            raise
        except Exception as broken:  # what openpyxl raises depends on where a workbook is broken
            raise UnfitFile(Fault.DAMAGED, repr(broken)) from broken


def _rows(book: Workbook, archive: zipfile.ZipFile, formula: str | None) -> Rows:
    # Somebody fills in what can be seen: the lists behind the choices are often a hidden first sheet.
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheet = (visible or book.worksheets)[0]
    # What a file claims its size to be is not to be trusted: a forged one would fill the memory.
    sheet.reset_dimensions()
    said = _of_1904 if book.epoch == CALENDAR_MAC_1904 else _cell
    read = ([said(cell, formula) for cell in row[:MOST_COLUMNS]] for row in sheet.iter_rows())
    rows = [row for _, row in zip(range(MOST_ROWS), read, strict=False)]
    for merged in _merged(archive, sheet):
        _spread(rows, merged)
    return rows


def _merged(archive: zipfile.ZipFile, sheet: Worksheet) -> list[Range]:
    """Return what is merged; openpyxl does not tell it of a sheet that it streams."""
    path: str = sheet._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001 - nothing else names the part
    part, found = archive.read(path), list[Range]()
    if _MERGED.encode() not in part:
        return []

    def seen(name: str, given: dict[str, str]) -> None:
        if name == _MERGED:
            left, top, right, bottom = range_boundaries(given.get("ref", ""))
            found.append((left or 1, top or 1, right or MOST_COLUMNS, bottom or MOST_ROWS))

    markup.read(path, part, seen)
    return found


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
