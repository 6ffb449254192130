"""Tables of a workbook: texts stay texts, whatever they begin with.

Imported only when one is made: openpyxl would make every start longer and the process bigger.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""
_HEAD = PatternFill("solid", fgColor="DDE8F5")
_DATE = "dd/mm/yyyy"


def write(sheet: Worksheet, row: int, values: Iterable[str | date]) -> None:
    """Write a row, empty texts left out; no spreadsheet runs a text as a formula."""
    for column, value in enumerate(values, start=1):
        if not value:
            continue
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DATE
            continue
        cell.data_type = "s"
        if value.startswith(_DANGEROUS):
            cell.quotePrefix = True


def adorn(sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
    """Give the columns their widths, and the row of their names its look."""
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
        title = sheet.cell(row, position)
        title.font, title.fill, title.alignment = Font(bold=True), _HEAD, Alignment(wrap_text=True)
