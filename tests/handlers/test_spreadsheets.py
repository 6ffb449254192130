from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from storage.foreign.spreadsheets import MOST_ROWS, MOST_UNPACKED, UnreadableTableError, rows_of


def workbook(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        'kode,nama\nA,"satu, dua"\n',
        'kode;nama\nA;"satu, dua"\n',
        '\ufeffkode,nama\r\nA,"satu, dua"\r\n',
    ],
)
def test_csv_with_commas_or_semicolons_with_and_without_a_byte_order_mark(text: str) -> None:
    assert rows_of(text.encode()) == [["kode", "nama"], ["A", "satu, dua"]]


def test_a_workbook_comes_as_text_with_iso_dates() -> None:
    moment = datetime(2026, 1, 2, 3, 4)  # noqa: DTZ001 - a cell has no time zone
    content = workbook(["kode", "sejak"], ["A", date(2026, 1, 2)], [None, moment], [7, 1.5])
    assert rows_of(content) == [["kode", "sejak"], ["A", "2026-01-02"], ["", "2026-01-02"], ["7", "1.5"]]


def test_no_more_rows_are_read_than_any_office_has() -> None:
    assert len(rows_of(b"a\n" * (MOST_ROWS + 1))) == MOST_ROWS
    assert len(rows_of(workbook(*([n] for n in range(MOST_ROWS + 1))))) == MOST_ROWS


@pytest.mark.parametrize("content", [b"\xff\xfe", b"PK\x03\x04 and no more", b'a,"b\n'])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableTableError):
        rows_of(content)


def test_nothing_has_no_rows() -> None:
    assert rows_of(b"") == []


def test_a_formula_is_what_it_came_to_or_stands_out() -> None:
    content = workbook(["=1+1", "'=x", 2])
    assert rows_of(content) == [["", "'=x", "2"]]
    assert rows_of(content, formula="F") == [["F", "'=x", "2"]]


def test_a_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (MOST_UNPACKED + 1))
    with pytest.raises(UnreadableTableError, match="too big"):
        rows_of(content.getvalue())


def test_a_workbook_whose_sheet_is_broken_is_refused() -> None:
    broken = BytesIO()
    with ZipFile(BytesIO(workbook(["a"]))) as whole, ZipFile(broken, "w") as archive:
        for name in whole.namelist():
            data = whole.read(name)
            archive.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    with pytest.raises(UnreadableTableError):
        rows_of(broken.getvalue())
