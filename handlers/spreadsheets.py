"""Tables that people send or keep as CSV or XLSX, read into rows of text."""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

Rows = list[list[str]]
MOST_ROWS = 5000
MOST_COLUMNS = 50


class UnreadableTableError(Exception):
    """The bytes are neither an XLSX workbook nor text in UTF-8."""


def rows_of(content: bytes) -> Rows:
    """Return the rows of a CSV or of the first sheet of an XLSX, by its content; at most MOST_ROWS.

    CSV may be separated by commas or, as Excel in Indonesia writes it, by semicolons. Dates come in ISO
    form. Raises UnreadableTableError.
    """
    return _from_workbook(content) if content.startswith(b"PK\x03\x04") else _from_text(content)


def _from_text(content: bytes) -> Rows:
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = ";" if first.count(";") > first.count(",") else ","
        return _first(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (UnicodeDecodeError, csv.Error) as broken:
        raise UnreadableTableError(str(broken)) from broken


def _from_workbook(content: bytes) -> Rows:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    # What a broken workbook makes openpyxl raise depends on where it is broken.
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, OSError) as broken:
        raise UnreadableTableError(str(broken)) from broken
    try:
        sheet = book.worksheets[0]
        # What a file claims its size to be is not to be trusted: a forged one would fill the memory.
        sheet.reset_dimensions()
        return _first(
            [_text(value) for value in row[:MOST_COLUMNS]] for row in sheet.iter_rows(values_only=True)
        )
    finally:
        book.close()


def _first(rows: Iterable[list[str]]) -> Rows:
    return [row for _, row in zip(range(MOST_ROWS), rows, strict=False)]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
