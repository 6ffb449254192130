"""All sheets of a workbook: what is seen of each, hidden rows, formulas with and without a value."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from domain.files.foreign import Fault, UnfitFile
from domain.files.table import UNCALCULATED, Table
from storage.foreign.reader import ForeignReader
from storage.foreign.spreadsheets import MOST_TEXT, tables_of
from tests.fakes.foreign import InThisProcess
from tests.handlers.evaluation_files.sheets import saved


def book() -> Workbook:
    made = Workbook()
    first, second = made.worksheets[0], made.create_sheet("Dua")
    first.title = "Satu"
    first.append(["OPD", "Nilai"])
    first.append(["Dinas", "=SUM(70,5.5)"])
    first.append(["Badan", 60])
    first.row_dimensions[3].hidden = True
    second.append(["x"])
    made.create_sheet("Rahasia").sheet_state = "hidden"
    return made


def test_every_visible_sheet_is_read() -> None:
    assert tables_of(saved(book())) == [
        Table("Satu", [["OPD", "Nilai"], ["Dinas", UNCALCULATED], ["Badan", "60"]], frozenset({3})),
        Table("Dua", [["x"]]),
    ]


def with_cached(content: bytes, value: str) -> bytes:
    """Return the workbook as a program leaves it that has calculated its formulas."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(made, "w") as archive:
        for entry in whole.namelist():
            part = re.sub(rb"<v ?/>", f"<v>{value}</v>".encode(), whole.read(entry))
            archive.writestr(entry, part)
    return made.getvalue()


def test_a_formula_says_what_it_last_came_to() -> None:
    assert tables_of(with_cached(saved(book()), "75.5"))[0].rows[1] == ["Dinas", "75.5"]


def test_a_text_file_is_one_table() -> None:
    assert tables_of(b"OPD;Nilai\nDinas;75,5\n") == [Table("", [["OPD", "Nilai"], ["Dinas", "75,5"]])]


def test_all_sheets_together_are_bounded() -> None:
    made = Workbook()
    for sheet in (made.worksheets[0], made.create_sheet()):
        for _ in range(MOST_TEXT // 2 // 900):
            sheet.append(["x" * 999])
    with pytest.raises(UnfitFile) as refused:
        tables_of(saved(made))
    assert refused.value.fault is Fault.TOO_BIG


async def test_the_worker_gives_the_same() -> None:
    reader = ForeignReader()
    try:
        for content in (saved(book()), b"OPD;Nilai\nDinas;75,5\n"):
            assert await reader.tables(content) == await InThisProcess().tables(content)
        with pytest.raises(UnfitFile):
            await reader.tables(b"PK\x03\x04 broken")
    finally:
        await reader.close()


def test_what_libreoffice_saves_has_its_values() -> None:
    """The file is `book` as LibreOffice 7.4 converted it, so that no machine needs the program for this."""
    content = Path(__file__).with_name("saved-by-libreoffice.xlsx").read_bytes()
    first, second = tables_of(content)
    assert (first.name, second.name) == ("Satu", "Dua")
    assert [list(row)[:2] for row in first.rows] == [["OPD", "Nilai"], ["Dinas", "75.5"], ["Badan", "60"]]
    assert first.hidden == {3}
