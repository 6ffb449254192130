"""Tables that people send or keep as CSV or XLSX, read into rows of text."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.cell.cell import TYPE_FORMULA, Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException

Rows = list[list[str]]
MOST_ROWS = 5000
MOST_COLUMNS = 50
MOST_UNPACKED = 20 * 1024 * 1024
"""Bytes that a workbook may hold once unpacked; a packed bomb is far bigger."""


class UnreadableTableError(Exception):
    """The bytes are neither an XLSX workbook nor text in UTF-8."""


def rows_of(content: bytes, *, formula: str | None = None) -> Rows:
    """Return the rows of a CSV or of the first sheet of an XLSX, by its content; at most MOST_ROWS.

    CSV may be separated by commas or, as Excel in Indonesia writes it, by semicolons. Dates come in ISO
    form. `formula` stands for every cell with a formula; None takes what the formula last came to. Raises
    UnreadableTableError.
    """
    is_workbook = content.startswith(b"PK\x03\x04")
    return _from_workbook(content, formula) if is_workbook else _from_text(content)


def _from_text(content: bytes) -> Rows:
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = ";" if first.count(";") > first.count(",") else ","
        return _first(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (UnicodeDecodeError, csv.Error) as broken:
        raise UnreadableTableError(str(broken)) from broken


# What a broken workbook makes openpyxl raise depends on where it is broken.
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    AttributeError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    SyntaxError,
    OSError,
    zlib.error,
)


def _from_workbook(content: bytes, formula: str | None) -> Rows:
    try:
        _refuse_bombs(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=formula is None)
    except _BROKEN as broken:
        raise UnreadableTableError(str(broken)) from broken
    try:
        sheet = book.worksheets[0]
        # What a file claims its size to be is not to be trusted: a forged one would fill the memory.
        sheet.reset_dimensions()
        return _first([_cell(cell, formula) for cell in row[:MOST_COLUMNS]] for row in sheet.iter_rows())
    except _BROKEN as broken:
        raise UnreadableTableError(str(broken)) from broken
    finally:
        book.close()


def _refuse_bombs(content: bytes) -> None:
    """Raise ValueError for more than MOST_UNPACKED; zipfile never yields more than an entry declares."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise ValueError("too big once unpacked")


def _cell(cell: Cell | MergedCell, formula: str | None) -> str:
    is_formula = formula is not None and cell.data_type == TYPE_FORMULA
    return formula if is_formula and formula is not None else _text(cell.value)


def _first(rows: Iterable[list[str]]) -> Rows:
    return [row for _, row in zip(range(MOST_ROWS), rows, strict=False)]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
