"""Tables that people download: texts stay texts, whatever they begin with."""

import asyncio
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from telegram import InputFile, Update

from handlers.telegram.context import Context
from handlers.telegram.home import home_below
from handlers.telegram.keys import markup
from handlers.telegram.screen import answer, chat_of

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


async def send(
    update: Update, context: Context, make: Callable[[], Workbook], name: str, caption: str
) -> None:
    """Send a workbook with the way home below it; making one takes a while, so it is made in a thread."""
    content = await asyncio.to_thread(lambda: _saved(make()))
    await answer(context, update)
    await context.bot.send_document(
        chat_of(update), InputFile(content, name), caption=caption, reply_markup=markup([home_below()])
    )


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def adorn(sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
    """Give the columns their widths, and the row of their names its look."""
    for position, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
        title = sheet.cell(row, position)
        title.font, title.fill, title.alignment = Font(bold=True), _HEAD, Alignment(wrap_text=True)
