from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from handlers.spreadsheets import MOST_ROWS, UnreadableTableError, rows_of


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
