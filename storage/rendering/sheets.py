"""Workbooks as officials print and open them: texts stay texts, and a formula has its value beside it.

A formula without its value is empty in what phones show of a file before it is opened (Telegram's own view,
Google's, Quick Look), and in every program that does not calculate. So each is written with the value that
the domain has computed; a program that calculates finds the same.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, TypeAlias

import segno
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from domain.documents.stamp import Stamp
from domain.language.dates import WIB

Number = int | Decimal | Fraction
Value: TypeAlias = str | int | Decimal | Fraction | date | None

_A4 = 9
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula when the cell is edited."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000
"""Characters; a cell of Excel holds 32,767."""
_LINE, _LEAST, _MOST = 15, 18, 400
"""Points: the height of a line, and of a row."""
_QR_SCALE, _QR_BORDER = 3, 4
_FILLED = 1.02
"""Letters on the width of a digit, in which columns are measured, less what a word leaves that goes on to the
next line."""
WHOLE, DECIMALS, DAY, MOMENT = "0", "0.00", "[$-421]d mmm yyyy", '[$-421]d mmm yyyy hh"."mm" WIB"'
"""Formats in the words of the file, in which a point stands for the reader's own decimal mark."""


@dataclass(frozen=True, slots=True)
class Formula:
    """What is computed, and what it comes to."""

    text: str
    """With an equals sign before it."""
    value: str | Number


Cell: TypeAlias = Value | Formula


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, beyond what its value asks for."""

    format: str = DECIMALS
    """Of its numbers."""
    bold: bool = False
    centred: bool = False
    head: bool = False
    plain: bool = False
    """Without a border: what stands beside a table."""
    faint: bool = False


PLAIN, TITLE = Look(plain=True), Look(plain=True, bold=True)
HEAD, FAINT = Look(head=True), Look(plain=True, faint=True)


def number(value: Number) -> float | int:
    """Return a number as a cell holds it: the nearest there is of 15 digits and more."""
    return value if isinstance(value, int) else float(value)


def shortest(value: Number | None) -> str:
    """Return the format in which a number is written without decimals that say nothing."""
    return WHOLE if value is None or Fraction(value).denominator == 1 else DECIMALS


def clean(text: str) -> str:
    """Return a text without what no workbook can hold."""
    return _NOT_XML.sub("", text)[:_LONGEST]


class Sheet:
    """One sheet of a `Workbook`: rows and columns are counted from 0."""

    def __init__(self, book: "Workbook", name: str) -> None:
        self._book, self.name = book, name
        self.raw: Any = book.raw.add_worksheet(name)
        self._widths: Sequence[float] = ()

    def columns(self, widths: Sequence[float]) -> None:
        """Set the columns' widths in characters; rows are as high as their texts need then."""
        self._widths = widths
        for place, width in enumerate(widths):
            self.raw.set_column(place, place, width)

    def page(self, stamp: Stamp, heads: tuple[int, int], frozen: int, printed: tuple[int, int]) -> None:
        """Print it as officials do: A4 across, as wide as one page, its head on each; `frozen` columns stay.

        `heads`: the first and the last row of the table's head; `printed`: the last row and column that are.
        """
        self.raw.set_landscape()
        self.raw.set_paper(_A4)
        self.raw.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.raw.fit_to_pages(1, 0)
        self.raw.print_area(0, 0, *printed)
        self.raw.repeat_rows(*heads)
        self.raw.freeze_panes(heads[1] + 1, frozen)
        position, code = (clean(one).replace("&", "&&") for one in (stamp.position, stamp.code))
        # The blank keeps a code that begins with a digit from being read as part of the size of its letters.
        self.raw.set_footer(f"&L&8 {position}&C&8 {code}&R&8 Halaman &P dari &N")

    def row(self, row: int, cells: Sequence[Cell], looks: Sequence[Look] | Look, first: int = 0) -> None:
        """Write a row from column `first` on, and make it high enough for what stands in it."""
        for place, cell in enumerate(cells):
            self.cell(row, first + place, cell, looks if isinstance(looks, Look) else looks[place])
        self.high(row, cells, first)

    def high(self, row: int, cells: Sequence[Cell], first: int = 0) -> None:
        """Make a row as high as its longest text needs in its column."""
        said = [cell.value if isinstance(cell, Formula) else cell for cell in cells]
        lines = [_lines(text, width) for text, width in zip(said, self._widths[first:], strict=False) if text]
        self.raw.set_row(row, min(_MOST, max(_LEAST, _LINE * max(lines, default=1) + 3)))

    def cell(self, row: int, column: int, cell: Cell, look: Look) -> None:
        if isinstance(cell, Formula):
            told = clean(cell.value) if isinstance(cell.value, str) else number(cell.value)
            self.raw.write_formula(row, column, cell.text, self._book.style(0, look, computed=True), told)
        elif cell is None or cell == "":
            self.raw.write_blank(row, column, None, self._book.style(None, look))
        elif isinstance(cell, str):
            self.raw.write_string(row, column, clean(cell), self._book.style(cell, look))
        elif isinstance(cell, date):
            self.raw.write_datetime(row, column, cell, self._book.style(cell, look))
        else:
            self.raw.write_number(row, column, number(cell), self._book.style(cell, look))

    def heading(self, texts: Sequence[str], last: int) -> None:
        """Write what the sheet is, across the columns to `last`; the last of the texts is its position."""
        for row, text in enumerate(texts):
            self.line(row, text, last, TITLE if row < len(texts) - 1 else PLAIN)

    def line(self, row: int, text: str, last: int, look: Look = PLAIN) -> None:
        """Write a text across the columns 0 to `last`, as high as it needs."""
        self.raw.merge_range(row, 0, row, last, "", self._book.style(text, look))
        self.raw.write_string(row, 0, clean(text), self._book.style(text, look))
        self.raw.set_row(row, _LINE * _lines(text, sum(self._widths[: last + 1])) + 3)

    def merged(self, rows: tuple[int, int], columns: tuple[int, int], text: Cell, look: Look) -> None:
        """Write one cell over several."""
        if rows[0] == rows[1] and columns[0] == columns[1]:
            self.cell(rows[0], columns[0], text, look)
            return
        style = self._book.style(0 if isinstance(text, Formula) else text, look)
        self.raw.merge_range(rows[0], columns[0], rows[1], columns[1], "", style)
        self.cell(rows[0], columns[0], text, look)

    def texts_of_digits(self, *ranges: str) -> None:
        """Say of cells that their texts may be made of digits, as numbers of documents are."""
        self.raw.ignore_errors({"number_stored_as_text": " ".join(ranges)})

    def proof(self, row: int, stamp: Stamp, last: int) -> int:
        """Write where the audit trail stood and how it is checked, with its QR; return the row after it."""
        if stamp.trail:
            self.line(row, stamp.trail, last)
            row += 1
        if not stamp.code:
            return row
        self.line(
            row,
            f"Kode dokumen {stamp.code}. Periksa keasliannya: {stamp.link or 'ketik kodenya di bot'}",
            last,
        )
        if not stamp.link:
            return row + 1
        picture = io.BytesIO()
        segno.make(stamp.link, micro=False).save(picture, kind="png", scale=_QR_SCALE, border=_QR_BORDER)
        self.raw.insert_image(
            row + 1,
            0,
            "qr.png",
            {"image_data": picture, "description": f"QR {clean(stamp.link)}", "x_offset": 4},
        )
        return row + 8


class Workbook:
    """A workbook that is written into memory; two of the same content are the same bytes."""

    def __init__(self, stamp: Stamp, title: str, author: str) -> None:
        self._content = io.BytesIO()
        self.raw: Any = xlsxwriter.Workbook(
            self._content,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        made = stamp.as_of.astimezone(WIB).replace(tzinfo=None, microsecond=0)
        self.raw.set_properties({"title": clean(title), "author": clean(author), "created": made})
        self._styles: dict[tuple[object, ...], Any] = {}

    def sheet(self, name: str) -> Sheet:
        return Sheet(self, name)

    def done(self) -> bytes:
        self.raw.close()
        return self._content.getvalue()

    def style(self, value: Value, look: Look, *, computed: bool = False) -> Any:  # noqa: ANN401 - the package has no types
        """Return the format of a cell; the package wants one object for each that differs.

        What is `computed` may come to be words, which go on to the next line as others do.
        """
        text = isinstance(value, str)
        dangerous = isinstance(value, str) and value.startswith(_DANGEROUS)
        moment = MOMENT if isinstance(value, datetime) else DAY
        kind = moment if isinstance(value, date) else "General" if text else look.format
        known = (kind, text, dangerous, look, computed)
        if known not in self._styles:
            wraps = {"text_wrap": True} if computed else {}
            properties = _properties(kind, look, text=text, dangerous=dangerous)
            self._styles[known] = self.raw.add_format(properties | wraps)
        return self._styles[known]


def _properties(kind: str, look: Look, *, text: bool, dangerous: bool) -> dict[str, object]:
    middle = look.head or look.centred
    return {
        "font_name": "Arial",
        "font_size": 8 if look.head else 9 if look.faint else 10,
        "num_format": kind,
        "bold": look.bold or look.head,
        "italic": look.faint,
        "valign": "vcenter",
        "text_wrap": text or look.head,
        **({"align": "center"} if middle else {"align": "left"} if text else {}),
        **({} if look.plain else {"border": 1, "border_color": "#808080"}),
        **({"bg_color": "#DDE8F5"} if look.head else {}),
        **({"quote_prefix": True} if dangerous else {}),
    }


def _lines(text: Cell, width: float) -> int:
    """Return on how many lines a text stands in a column that is so many characters wide."""
    if not isinstance(text, str):
        return 1
    return sum(max(1, ceil(len(line) / max(1.0, width * _FILLED))) for line in text.split("\n"))


def span(sheet: str, column: int, first: int, last: int) -> str:
    """Return the cells of a column as a formula names them, whatever the sheet is called."""
    name, letter = sheet.replace("'", "''"), xl_col_to_name(column)
    return f"'{name}'!${letter}${first + 1}:${letter}${max(first, last) + 1}"
