from dataclasses import replace
from datetime import date

import pytest

from domain.units.list import COLUMNS, DECREE, SHORT, InvalidList, RowProblem, compare, opds_from, sorted_from
from domain.units.opd import Opd

ROW = ("DINKES", "Dinas Kesehatan", "dinas", "2024-01-01", "")
HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", date(2024, 1, 1))


def wrong(*rows: tuple[str, ...]) -> list[tuple[int, str, RowProblem]]:
    with pytest.raises(InvalidList) as caught:
        opds_from((COLUMNS, *rows))
    return [(cell.row, cell.column, cell.problem) for cell in caught.value.wrong]


def test_a_table_becomes_opd() -> None:
    closed = ("DLAMA", "  Dinas   Lama ", "Dinas", "2020-01-01", "2023-12-31")
    assert opds_from([COLUMNS, ROW, closed]) == (
        HEALTH,
        Opd("DLAMA", "Dinas Lama", "dinas", date(2020, 1, 1), date(2023, 12, 31)),
    )


def test_columns_may_come_in_any_order_among_others_and_rows_may_be_short_or_empty() -> None:
    table = [
        ("No", "NAMA", "Kode", "jenis", "berlaku_sejak", "berlaku_sampai"),
        ("1", "Dinas Kesehatan", "DINKES", "dinas", "2024-01-01"),
        ("", "", "", "", "", ""),
        (),
    ]
    assert opds_from(table) == (HEALTH,)


@pytest.mark.parametrize("table", [[], [("kode", "nama", "jenis", "berlaku_sejak")]])
def test_every_missing_column_is_named(table: list[tuple[str, ...]]) -> None:
    with pytest.raises(InvalidList) as caught:
        opds_from(table)
    assert {cell.column for cell in caught.value.wrong} == set(COLUMNS) - set(table[0] if table else ())
    assert {(cell.row, cell.problem) for cell in caught.value.wrong} == {(1, RowProblem.NO_HEADER)}


@pytest.mark.parametrize(
    ("index", "value", "problem"),
    [
        (0, "", RowProblem.EMPTY),
        (0, "dinkes", RowProblem.NOT_A_CODE),
        (0, "A", RowProblem.NOT_A_CODE),
        (0, "DIN:KES", RowProblem.NOT_A_CODE),
        (0, "D" * 21, RowProblem.NOT_A_CODE),
        (1, "", RowProblem.EMPTY),
        (1, "x" * 121, RowProblem.TOO_LONG),
        (2, "", RowProblem.EMPTY),
        (3, "", RowProblem.EMPTY),
        (3, "1 Januari", RowProblem.NOT_A_DATE),
        (3, "1/1/98", RowProblem.NOT_A_DATE),
        (3, "#REF!", RowProblem.ERROR_CELL),
        (1, "#N/A", RowProblem.ERROR_CELL),
        (1, "\u200b", RowProblem.EMPTY),
        (1, "Dinas\ufffdSatu", RowProblem.LOST_CHARACTER),
        (4, "2024-02-30", RowProblem.NOT_A_DATE),
        (4, "2023-12-31", RowProblem.ENDS_BEFORE_START),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(index: int, value: str, problem: RowProblem) -> None:
    row = (*ROW[:index], value, *ROW[index + 1 :])
    assert wrong(("DLH", *ROW[1:]), row) == [(3, COLUMNS[index], problem)]


@pytest.mark.parametrize(("index", "value"), [(0, "AB"), (0, "D" * 20), (1, "x" * 120), (4, "2024-01-01")])
def test_the_widest_values_that_fit(index: int, value: str) -> None:
    assert len(opds_from([COLUMNS, (*ROW[:index], value, *ROW[index + 1 :])])) == 1


def test_a_header_is_found_below_a_title_and_by_what_it_looks_like() -> None:
    table = [
        ("DAFTAR OPD KOTA PROBOLINGGO",) * 5,
        (),
        ("Kode:", "NAMA\u00a0", "Jenis *", "Berlaku Sejak", "berlaku-sampai"),
        ("ＤＩＮ\u200bKES", "Dinas\r\nKesehatan", "Dinas\u200b", "1 Januari 2024", "\u200b"),
        ("kode", "nama", "jenis", "berlaku_sejak", "berlaku_sampai"),  # printed again on the next page
        ("'DLH", "Dinas LH", "dinas", "45292", ""),
        ("dlh", "", "", "", ""),
    ]
    found = sorted_from(table)
    assert found.opds == (HEALTH, Opd("DLH", "Dinas LH", "dinas", date(2024, 1, 1)))
    assert {(cell.row, cell.problem) for cell in found.wrong} == {
        (7, RowProblem.NOT_A_CODE),
        (7, RowProblem.EMPTY),
    }


def test_rows_that_have_only_what_we_do_not_ask_for_are_passed_over() -> None:
    assert sorted_from([("no", *COLUMNS), ("1", *ROW), ("2", "", "", "", "", "")]).wrong == ()


def test_a_column_that_is_there_twice_is_named_where_it_says_two_things() -> None:
    with pytest.raises(InvalidList) as caught:
        sorted_from([(*COLUMNS, "Kode"), (*ROW, "DINKES"), (*ROW, "DLH")])
    assert [(cell.row, cell.column, cell.problem) for cell in caught.value.wrong] == [
        (1, "kode", RowProblem.COLUMN_TWICE)
    ]
    assert opds_from([(*COLUMNS, "Kode"), (*ROW, "DINKES")]) == (HEALTH,)


AMERICAN = [
    COLUMNS,
    ("DLH", "Dinas LH", "dinas", "1/2/2026", "12/31/2026"),
    ("DINKES", "Dinas Kesehatan", "dinas", "2024-01-01", ""),
    ("BPBD", "Badan", "badan", "31/1/2026", ""),
]


def test_a_table_of_which_a_date_has_the_month_first_is_read_both_ways() -> None:
    found = sorted_from(AMERICAN)
    assert found.american is not None
    assert [opd.code for opd in found.opds] == ["DINKES", "BPBD"]
    assert [(cell.row, cell.column) for cell in found.wrong] == [(2, "berlaku_sampai")]
    assert found.american.opds == (
        Opd("DLH", "Dinas LH", "dinas", date(2026, 1, 2), date(2026, 12, 31)),
        HEALTH,
    )
    assert [(cell.row, cell.value) for cell in found.american.wrong] == [(4, "31/1/2026")]
    assert found.rows == found.american.rows == 3


def test_where_nobody_can_be_asked_the_dates_that_may_be_either_are_refused() -> None:
    assert wrong(*AMERICAN[1:]) == [
        (2, "berlaku_sejak", RowProblem.DATE_ORDER),
        (2, "berlaku_sampai", RowProblem.DATE_ORDER),
    ]


def test_dates_that_all_fit_the_day_first_are_read_so_without_a_word() -> None:
    found = sorted_from([COLUMNS, (*ROW[:3], "1/2/2026", "3/4/2026")])
    assert found.american is None
    assert found.opds[0].valid_from == date(2026, 2, 1)


def test_a_code_given_twice_is_wrong_in_both_rows_and_all_rows_are_told_in_order() -> None:
    assert wrong(ROW, ("", *ROW[1:]), ROW) == [
        (2, "kode", RowProblem.TWICE),
        (3, "kode", RowProblem.EMPTY),
        (4, "kode", RowProblem.TWICE),
    ]


def test_a_list_is_compared_with_what_is_stored() -> None:
    renamed = Opd("DLH", "Dinas Lingkungan Hidup", "dinas", date(2024, 1, 1))
    new = Opd("BPBD", "Badan Bencana", "badan", date(2024, 1, 1))
    old = Opd("DLH", "Dinas LH", "dinas", date(2024, 1, 1))
    told = compare([HEALTH, old, Opd("DLAMA", "Lama", "dinas", date(2020, 1, 1))], [HEALTH, renamed, new])
    assert (told.added, told.changed, told.unchanged) == ((new,), (renamed,), (HEALTH,))


def test_a_name_with_something_unseen_in_it_is_no_other_name() -> None:
    assert compare([HEALTH], [replace(HEALTH, name="Dinas\u200b Kesehatan")]).unchanged == (HEALTH,)


def test_right_rows_are_told_from_wrong_ones_and_no_row_of_a_repeated_code_is_used() -> None:
    wrong_code = ("dlh", "Dinas LH", "dinas", "2024-01-01", "")
    table = [
        COLUMNS,
        ROW,
        wrong_code,
        ("BKD", "A", "badan", "2024-01-01"),
        ("BKD", "B", "badan", "2024-01-01"),
    ]
    found = sorted_from(table)
    assert found.opds == (HEALTH,)
    assert [(cell.row, cell.problem) for cell in found.wrong] == [
        (3, RowProblem.NOT_A_CODE),
        (4, RowProblem.TWICE),
        (5, RowProblem.TWICE),
    ]


def test_a_decree_may_be_named_and_is_otherwise_kept_as_stored() -> None:
    named = opds_from([(*COLUMNS, DECREE), (*ROW, "Perda 5/2026")])
    assert named == (replace(HEALTH, decree="Perda 5/2026"),)
    assert wrong_decree("x" * 101) == [(2, DECREE, RowProblem.TOO_LONG)]
    assert compare(named, [HEALTH]).unchanged == named
    assert compare([HEALTH], named).changed == named


def wrong_decree(decree: str) -> list[tuple[int, str, RowProblem]]:
    found = sorted_from([(*COLUMNS, DECREE), (*ROW, decree)])
    return [(cell.row, cell.column, cell.problem) for cell in found.wrong]


def test_a_short_name_may_be_named_and_is_otherwise_kept_as_stored() -> None:
    named = opds_from([("kode", "nama", "Nama Pendek", *COLUMNS[2:]), (*ROW[:2], " Dinkes\u200b ", *ROW[2:])])
    assert named == (replace(HEALTH, short="Dinkes"),)
    assert compare(named, [HEALTH]).unchanged == named
    assert compare([HEALTH], named).changed == named


@pytest.mark.parametrize("short", ["D", "x" * 21, "Dinas: Satu", "\u0645\u0643\u062a\u0628"])
def test_what_is_no_short_name_is_named(short: str) -> None:
    found = sorted_from([(*COLUMNS, SHORT), (*ROW, short)])
    assert [(cell.row, cell.column, cell.problem, cell.value) for cell in found.wrong] == [
        (2, SHORT, RowProblem.NOT_A_SHORT_NAME, short)
    ]


def test_rows_with_one_short_name_are_both_refused_unless_one_ends_before_the_other_begins() -> None:
    header = (*COLUMNS, SHORT)
    old = ("DKB", "Dinas Lama", "dinas", "2020-01-01", "2023-12-31", "Dinkes")
    now = (*ROW, "Dinkes")
    assert len(opds_from([header, old, now])) == 2
    other = ("DLH", "Dinas LH", "dinas", "2025-01-01", "", "DINKES")
    found = sorted_from(
        [header, old, now, other, ("KEC-A", "Kecamatan A", "kecamatan", "2024-01-01", "", "")]
    )
    assert [(cell.row, cell.problem) for cell in found.wrong] == [
        (3, RowProblem.SHORT_TAKEN),
        (4, RowProblem.SHORT_TAKEN),
    ]
    assert [opd.code for opd in found.opds] == ["DKB", "KEC-A"]


def test_a_merger_stays_while_the_file_has_a_last_day_for_the_unit() -> None:
    merged = replace(HEALTH, valid_to=date(2026, 12, 31), merged_into="RSUD")
    assert compare([merged], [replace(merged, merged_into="")]).unchanged == (merged,)
    assert compare([merged], [HEALTH]).changed == (HEALTH,)
