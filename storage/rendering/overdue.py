"""The list of what is owed as a workbook: numbers are numbers, dates dates, and every text stays a text."""

import io
import re
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from domain.documents.memo import OverdueContent
from domain.documents.owed import NO_DEADLINE, OwedRow
from domain.language.dates import WIB

SHEET = "Belum lapor"
_WIDTHS = (6, 42, 18, 25, 12, 38, 34)
_FILL = PatternFill("solid", fgColor="E7EBF0")
_LINE = Side(style="thin", color="8A94A0")
_ALL_AROUND = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_DATE = '[$-421]d mmm yyyy hh"."mm" WIB"'
"""With the months of Indonesian (0421), whatever the reader's own language is."""
_LINE_HEIGHT = 14
_FONT = "Arial"
_FILLED = 0.9
"""How much of a column's width the words of a line take, as they break."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def draw(content: OverdueContent) -> bytes:
    """Return the workbook, of one sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = SHEET
    _write(sheet.cell(1, 1), content.title).font = Font(name=_FONT, bold=True, size=14)
    lines = (content.about, *content.counts)
    for row, line in enumerate(lines, 2):
        _write(sheet.cell(row, 1), line)
    head = len(lines) + 3
    _table(sheet, content, head)
    _print(sheet, content, head)
    said = book.properties
    said.title, said.creator, said.language = _clean(content.title), "", "id-ID"
    said.created = said.modified = content.stamp.as_of.astimezone(WIB).replace(tzinfo=None)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _write(cell: Any, value: object) -> Cell:  # noqa: ANN401 - a cell, or one that is merged away
    """Write a value; a text is never a formula, whatever it begins with."""
    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged here
    cell.font = Font(name=_FONT, size=10)
    cell.value = _clean(value) if isinstance(value, str) else value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"
    return cell


def _table(sheet: Worksheet, content: OverdueContent, head: int) -> None:
    for column, (text, width) in enumerate(zip(content.headings, _WIDTHS, strict=True), 1):
        cell = _write(sheet.cell(head, column), text)
        cell.font, cell.fill, cell.border = Font(name=_FONT, size=10, bold=True), _FILL, _ALL_AROUND
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[head].height = 2 * _LINE_HEIGHT
    for number, row in enumerate(content.rows, head + 1):
        for column, value in enumerate(_values(row), 1):
            cell = _write(sheet.cell(number, column), value)
            cell.border = _ALL_AROUND
            middle = isinstance(value, int)
            cell.alignment = Alignment(
                horizontal="center" if middle else "left", vertical="top", wrap_text=True
            )
        sheet.cell(number, 4).number_format = _DATE
        sheet.row_dimensions[number].height = _LINE_HEIGHT * _lines(row.cells)
    if content.rows:
        last = f"{get_column_letter(len(content.headings))}{head + len(content.rows)}"
        sheet.auto_filter.ref = f"A{head}:{last}"
    else:
        _write(sheet.cell(head + 1, 1), content.empty)


def _lines(cells: tuple[str, ...]) -> int:
    """Return how many lines the fullest of these cells takes: LibreOffice does not find out."""
    return max(ceil(len(text) / (width * _FILLED)) for text, width in zip(cells, _WIDTHS, strict=True))


def _values(row: OwedRow) -> tuple[object, ...]:
    due = row.due.astimezone(WIB).replace(tzinfo=None) if row.due is not None else NO_DEADLINE
    return row.number, row.opd, row.report, due, row.late, row.state, row.operators_said


def _print(sheet: Worksheet, content: OverdueContent, head: int) -> None:
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None  # noqa: S101 - of every new sheet
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    stamp = content.stamp
    code = f" · kode {stamp.code}" if stamp.code else ""
    foot = f"{stamp.position[:1].upper()}{stamp.position[1:]}{code}".replace("&", "&&")
    below = sheet.oddFooter
    assert below is not None  # noqa: S101 - likewise
    assert below.left is not None  # noqa: S101 - likewise
    assert below.right is not None  # noqa: S101 - likewise
    below.left.text, below.right.text = foot, "Halaman &P dari &N"
