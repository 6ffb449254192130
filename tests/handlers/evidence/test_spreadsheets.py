from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from domain.files.foreign import Fault, UnfitFile
from storage.foreign.spreadsheets import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TEXT,
    MOST_UNPACKED,
    rows_of,
)
from tests.handlers.evaluation_files.sheets import saved


def workbook(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return saved(book)


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


def test_a_cell_without_an_end_is_still_too_long() -> None:
    endless = "x" * (2 * LONGEST_CELL)
    for content in (endless.encode(), workbook([endless])):
        assert [[len(cell) for cell in row] for row in rows_of(content)] == [[LONGEST_CELL]]


def test_a_small_file_with_a_text_in_every_cell_is_too_big() -> None:
    """2 kB of it once took 80 seconds in the process that answers everybody."""
    said = "x" * 100
    everywhere = [[said] * MOST_COLUMNS] * (MOST_TEXT // len(said) // MOST_COLUMNS)
    for content in ("\n".join(map(",".join, everywhere)).encode(), workbook(*everywhere), b"," * MOST_TEXT):
        with pytest.raises(UnfitFile) as unfit:
            rows_of(content)
        assert unfit.value.fault is Fault.TOO_BIG


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\x81", b"a\x81", b"\xe9\x01", b"PK\x03\x04 and no more", b'a,"b\n'],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(UnfitFile):
        rows_of(content)


def test_nothing_has_no_rows() -> None:
    assert rows_of(b"") == []


def test_a_formula_is_what_it_came_to_or_stands_out() -> None:
    content = workbook(["=1+1", "'=x", 2])
    assert rows_of(content) == [["", "'=x", "2"]]
    assert rows_of(content, formula="F") == [["F", "'=x", "2"]]


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\r\nkode;nama\r\nA;satu, dua\r\n",
        '\ufeff"sep=;"\nkode;nama\nA;satu, dua\n'.encode(),
        b"SEP=\t\nkode\tnama\nA\tsatu, dua\n",
        b"kode\tnama\rA\tsatu, dua\r",
        b"kode|nama\nA|satu, dua\n",
        "kode\tnama\r\nA\tsatu, dua\r\n".encode("utf-16"),
        "\ufeffkode;nama\nA;satu, dua\n".encode("utf-16-be"),
        b'\n\nkode;"nama"\nA;satu, dua\n',
    ],
)
def test_text_is_separated_and_encoded_in_many_ways(content: bytes) -> None:
    assert [row for row in rows_of(content) if row] == [["kode", "nama"], ["A", "satu, dua"]]


def test_commas_in_names_do_not_separate() -> None:
    text = "nama;kode\nDinas A, B, C, D dan E;X\nDinas F;Y\n"
    assert rows_of(text.encode())[1] == ["Dinas A, B, C, D dan E", "X"]


def test_what_windows_writes_without_unicode_is_read() -> None:
    assert rows_of("Caf\u00e9;\u201cDinas\u201d \u2013 Kota".encode("cp1252")) == [["Café", "“Dinas” – Kota"]]


@pytest.mark.parametrize("lost", ["\x00", "\x1b", "\x7f", "\ufffe"])
def test_a_character_that_no_database_keeps_is_seen_to_be_lost(lost: str) -> None:
    assert rows_of(f"Dinas{lost}Satu,x".encode()) == [["Dinas\ufffdSatu", "x"]]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dinas_x000D_\nSatu", "Dinas\r\nSatu"),
        ("_x0041_BC", "ABC"),
        ("a_x0000_b_xD800_", "a\ufffdb\ufffd"),
        ("_x00_ _xyzzy_", "_x00_ _xyzzy_"),
        ("satu\u200b", "satu\u200b"),
    ],
)
def test_what_a_workbook_escapes_is_read_as_it_was_typed(written: str, said: str) -> None:
    assert rows_of(workbook([written])) == [[said]]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (80.10000000000001, "General", "80.1"),
        (0.1 + 0.2, "General", "0.3"),
        (75.0, "0.00", "75"),
        (1e21, "General", "1000000000000000000000"),
        (1e-7, "General", "0.0000001"),
        (0.85, "0.00%", "85%"),
        (0.8555, "0%", "85.55%"),
        (True, "General", "TRUE"),
        (46023, "General", "46023"),
        (46023, "[$-421]dd mmmm yyyy;@", "2026-01-01"),
        (46023.5, "d/m/yy h:mm", "2026-01-01"),
        ("#N/A", "General", "#N/A"),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: str | float, number_format: str, shown: str) -> None:
    book = Workbook()
    cell = book.worksheets[0].cell(1, 1)
    cell.value = value
    cell.number_format = number_format
    assert rows_of(saved(book)) == [[shown]]


def test_a_workbook_that_counts_days_from_1904_says_the_same_day() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([date(2026, 1, 1)])
    assert rows_of(saved(book)) == [["2026-01-01"]]


def test_a_number_of_days_since_1904_is_not_taken_for_one_since_1900() -> None:
    """Four years are between them: as it stands it is no date, so that its row is named and not misread."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([44561, 80.5, 1234, "46023"])
    assert rows_of(saved(book)) == [["44561 (1904)", "80.5", "1234", "46023 (1904)"]]


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    book = Workbook()
    book.create_chartsheet("Grafik", 0).add_chart(BarChart())
    for name, state in (
        ("daftar", "hidden"),
        ("rahasia", "veryHidden"),
        ("isian", "visible"),
        ("x", "visible"),
    ):
        sheet = book.create_sheet(name)
        sheet.append([name])
        sheet.sheet_state = state
    book.remove(book["Sheet"])
    assert rows_of(saved(book)) == [["isian"]]


def test_a_merged_cell_says_the_same_for_all_that_it_covers() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["a", "b", "c"], ["x", "tepat"], ["y"], ["z", "", "c"]):
        sheet.append(row)
    sheet.merge_cells("B2:C3")
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("D9:E10")
    rows = rows_of(saved(book))
    assert rows[:4] == [["a", "b", "c"], ["x", "tepat", "tepat"], ["y", "tepat", "tepat"], ["z", "z", "c"]]


def test_a_merged_cell_reaches_no_further_than_what_is_read() -> None:
    book = Workbook()
    book.worksheets[0].append(["a"])
    book.worksheets[0].merged_cells.add(f"A1:ZZ{MOST_ROWS + 5}")
    rows = rows_of(saved(book))
    assert {len(row) for row in rows} == {MOST_COLUMNS}
    assert len(rows) <= MOST_ROWS


def test_a_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (MOST_UNPACKED + 1))
    with pytest.raises(UnfitFile, match="1 parts"):
        rows_of(content.getvalue())


def test_a_workbook_whose_sheet_is_broken_is_refused() -> None:
    broken = BytesIO()
    with ZipFile(BytesIO(workbook(["a"]))) as whole, ZipFile(broken, "w") as archive:
        for name in whole.namelist():
            data = whole.read(name)
            archive.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    with pytest.raises(UnfitFile):
        rows_of(broken.getvalue())


def rewritten(content: bytes, rewrite: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """Return the workbook with every part's name and bytes as that makes them."""
    changed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(*rewrite(name, old.read(name)))
    return changed.getvalue()


def strict(name: str, part: bytes) -> tuple[str, bytes]:
    """As Excel writes "Strict Open XML Spreadsheet"."""
    for usual, other in (
        (b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"),
        (b"schemas.openxmlformats.org/drawingml/2006/main", b"purl.oclc.org/ooxml/drawingml/main"),
        (
            b"schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ):
        part = part.replace(usual, other)
    return name, part


def for_windows(name: str, part: bytes) -> tuple[str, bytes]:
    return name.replace("/", "\\"), part


def unknown(name: str, part: bytes) -> tuple[str, bytes]:
    """Strict in a word that nobody knows stays so after it was translated."""
    return name, part.replace(b"</Relationships>", b"<!-- http://purl.oclc.org/ooxml/x --></Relationships>")


@pytest.mark.parametrize("rewrite", [strict, for_windows, unknown])
def test_a_workbook_in_another_form_is_read_as_well(
    rewrite: Callable[[str, bytes], tuple[str, bytes]],
) -> None:
    table = workbook(["kode", "sejak"], ["A", date(2026, 1, 2)])
    assert rows_of(rewritten(table, rewrite)) == [["kode", "sejak"], ["A", "2026-01-02"]]
