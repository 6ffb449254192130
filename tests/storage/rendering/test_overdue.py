"""The list as a workbook: numbers and dates are such, and no name becomes a formula."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from storage.rendering.overdue import SHEET, draw
from tests.storage.rendering.papers import NAMES, overdue


def opened(drawn: bytes) -> Workbook:
    return load_workbook(io.BytesIO(drawn))


def foot_of(sheet: Worksheet) -> str | None:
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.left is not None
    return sheet.oddFooter.left.text


def test_every_row_of_the_list_stands_in_it_with_numbers_and_dates_as_such() -> None:
    content = overdue()
    sheet = opened(draw(content))[SHEET]
    head = next(cell.row for cell in sheet["A"] if cell.value == "No")
    assert [cell.value for cell in sheet[head]] == list(content.headings)
    rows = list(sheet.iter_rows(min_row=head + 1, max_row=head + len(content.rows)))
    assert len(rows) == len(content.rows)
    for cells, row in zip(rows, content.rows, strict=True):
        number, opd, report, due, late, state, operators = (cell.value for cell in cells)
        assert (number, report, late, state, operators) == (
            row.number,
            row.report,
            row.late,
            row.state,
            row.operators_said.replace("\x0b", "").replace("\x00", "").replace("\ud800", ""),
        )
        assert opd == row.opd.replace("\x0b", "").replace("\x00", "").replace("\ud800", "")
        assert due == (row.due.replace(tzinfo=None) if row.due else "belum ditetapkan")
        assert isinstance(due, datetime) == (row.due is not None)
    # Nothing stands below but how it is checked.
    assert "Kode dokumen K7MQ-3XZP-9F2C" in str(sheet.cell(head + len(content.rows) + 2, 1).value)


def test_that_an_opd_has_longer_stands_beside_its_state() -> None:
    content = overdue(1)
    longer = replace(content, rows=(replace(content.rows[0], extended=True, state="Belum jatuh tempo"),))
    told = [cell.value for row in opened(draw(longer))[SHEET].iter_rows() for cell in row]
    assert "Belum jatuh tempo; tenggat diperpanjang" in told


def test_a_name_that_begins_like_a_formula_is_none() -> None:
    drawn = draw(overdue())
    sheet = opened(drawn)[SHEET]
    found = [cell for row in sheet.iter_rows() for cell in row if str(cell.value)[:1] in "=+-@"]
    assert {cell.value for cell in found} >= set(NAMES[:2])
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found if cell.value != "–")
    with zipfile.ZipFile(io.BytesIO(drawn)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_it_prints_on_a4_with_its_head_on_each_page_and_its_position_below() -> None:
    content = overdue()
    sheet = opened(draw(content))[SHEET]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$7:$7"
    assert sheet.freeze_panes == "C8"
    assert foot_of(sheet) == "posisi per 22 Desember 2026 pukul 09.15 WIB"


def test_where_nothing_is_owed_it_says_so() -> None:
    content = overdue(0)
    sheet = opened(draw(replace(content, stamp=replace(content.stamp, code="", link=""))))[SHEET]
    assert sheet.cell(sheet.max_row, 1).value == "Tidak ada laporan yang belum disampaikan."
    assert sheet.auto_filter.ref is None


def test_the_same_list_is_the_same_bytes() -> None:
    assert draw(overdue(3)) == draw(overdue(3))
