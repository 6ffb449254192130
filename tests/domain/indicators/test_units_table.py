"""Tables of service units as people have them: what is read, what is named as wrong, what is left out."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.ikm.service_units import MOST_UNITS, ServiceUnit
from domain.indicators.ikm.unit_numbers import LineError, LineProblem, Numbers, clean_name, numbers_of
from domain.indicators.ikm.units_table import read_lines, read_rows

NINE = "3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35"
AVERAGES = tuple(map(Decimal, NINE.replace(",", ".").split()))


def unit(name: str, nilai: str | None = None, people: int | None = None) -> ServiceUnit:
    return ServiceUnit(name, Decimal(nilai) if nilai else None, people)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Puskesmas Satu 82,50 120", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas Satu 82.50", unit("Puskesmas Satu", "82.5")),
        ("1. Puskesmas Satu: 82,50 · B · 120 resp.", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas Satu: 120 orang, nilai 82,5", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas 2 responden 95 nilai 82", unit("Puskesmas 2", "82", 95)),
        ("Puskesmas Satu 82 responden 95", unit("Puskesmas Satu", "82", 95)),
        ("Puskesmas Satu 1.240 82,5", unit("Puskesmas Satu", "82.5", 1240)),
        ("Puskesmas Satu 88.305 82", unit("Puskesmas Satu", "88.305", 82)),
        ("Puskesmas Satu 82", unit("Puskesmas Satu", "82")),
        ("Puskesmas Satu 82 95", unit("Puskesmas Satu", "82", 95)),
        ("Puskesmas 2 82,5 120", unit("Puskesmas 2", "82.5", 120)),
        ("Puskesmas 2 82,5", unit("Puskesmas 2", "82.5")),
        ("Puskesmas 2 82", unit("Puskesmas 2", "82")),
        ("Puskesmas 2", unit("Puskesmas 2")),
        ("Puskesmas Satu", unit("Puskesmas Satu")),
        ("SDN 2 dan 3 80", unit("SDN 2 dan 3", "80")),
        ("SDN 120 82,5 40", unit("SDN 120", "82.5", 40)),
        ("1. Puskesmas Satu 82,5 120", unit("Puskesmas Satu", "82.5", 120)),
        ("1.Puskesmas Satu 82,5 120", unit("Puskesmas Satu", "82.5", 120)),
        ("(3) Kel. Kanigaran 82,5", unit("Kel. Kanigaran", "82.5")),
        ("- Kel. Kanigaran: 82,5 / 120 orang", unit("Kel. Kanigaran", "82.5", 120)),
        ("Puskesmas Satu 82,5/120", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas Satu = 82,50 (B) responden 1.240", unit("Puskesmas Satu", "82.5", 1240)),
        ("Puskesmas Satu nilai 82,5 responden 120", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas Satu 82,50 B Baik 120", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas Satu,82.50,120", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas Satu\t82,5\t1.200", unit("Puskesmas Satu", "82.5", 1200)),
        ("Puskesmas Satu; 82,5; 120", unit("Puskesmas Satu", "82.5", 120)),
        ("2; Puskesmas Dua; 84; 1.000", unit("Puskesmas Dua", "84", 1000)),
        ("Puskesmas Satu 82,5 1,234", unit("Puskesmas Satu", "82.5", 1234)),
        ("Puskesmas Satu 82,5 1.234", unit("Puskesmas Satu", "82.5", 1234)),
        ("Puskesmas Satu 1,234", unit("Puskesmas Satu", "1.234")),
        ("Puskesmas Satu | 66.34375 | 12", unit("Puskesmas Satu", "66.34375", 12)),
        ("Puskesmas Satu 82,50% 120", unit("Puskesmas Satu", "82.5", 120)),
        ("Puskesmas Satu 25 1", unit("Puskesmas Satu", "25", 1)),
        ("Puskesmas Satu 100", unit("Puskesmas Satu", "100")),
        ("Puskesmas Satu 3,4 120", unit("Puskesmas Satu", "3.4", 120)),
        ("Puskesmas Satu 1,0", unit("Puskesmas Satu", "1")),
        (f"Puskesmas 2 {NINE}", ServiceUnit("Puskesmas 2", unsur=AVERAGES)),
        (f"Puskesmas 2 {NINE} 1.200", ServiceUnit("Puskesmas 2", respondents=1200, unsur=AVERAGES)),
    ],
)
def test_a_line_is_read_however_it_is_written(line: str, read: ServiceUnit) -> None:
    table = read_lines(line)
    assert (table.units, table.unread, table.left_out) == ((read,), (), ())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("82,5 120", LineProblem.NO_NAME),
        ("Puskesmas Satu 24,99 120", LineProblem.OUT_OF_RANGE),
        ("Puskesmas Satu 100,01", LineProblem.OUT_OF_RANGE),
        ("Puskesmas Satu 120", LineProblem.OUT_OF_RANGE),
        ("Puskesmas Satu 3 120", LineProblem.OUT_OF_RANGE),
        ("Puskesmas Satu 4,01", LineProblem.OUT_OF_RANGE),
        ("Puskesmas Satu 82,5 0", LineProblem.RESPONDENTS),
        ("Puskesmas Satu 82,5 12,5", LineProblem.RESPONDENTS),
        ("Puskesmas Satu 82,5 99.999.999", LineProblem.RESPONDENTS),
        ("Puskesmas Satu 82,5 120 45", LineProblem.TOO_MANY_NUMBERS),
        ("Puskesmas Satu 3,31 3,35 3,49 3,93 3,45", LineProblem.UNSUR_COUNT),
        (f"{'Puskesmas ' * 8} 82", LineProblem.NAME_TOO_LONG),
        ("Puskesmas Satu; #DIV/0!; 120", LineProblem.ERROR_CELL),
    ],
)
def test_a_line_that_is_no_unit_says_why_and_stops_no_other(line: str, problem: LineProblem) -> None:
    table = read_lines(f"Puskesmas Nol 80 10\n\n{line}\nPuskesmas Sepuluh 90 20")
    assert [one.name for one in table.units] == ["Puskesmas Nol", "Puskesmas Sepuluh"]
    assert [(one.line, one.problem) for one in table.unread] == [(3, problem)]


@pytest.mark.parametrize(
    ("text", "as_read", "turned"),
    [
        ("Puskesmas Satu 120 82,5", unit("Puskesmas Satu 120", "82.5"), unit("Puskesmas Satu", "82.5", 120)),
        ("SDN 120 82", unit("SDN 120", "82"), unit("SDN", "82", 120)),
        ("Puskesmas 2 80 82,5", unit("Puskesmas 2 80", "82.5"), unit("Puskesmas 2", "82.5", 80)),
        ("Puskesmas Satu 25 82,5", unit("Puskesmas Satu 25", "82.5"), unit("Puskesmas Satu", "82.5", 25)),
        ("Puskesmas Satu 1.240 82", unit("Puskesmas Satu", "1.24", 82), unit("Puskesmas Satu", "82", 1240)),
        ("Satu 1.200 88.305", unit("Satu", "1.2", 88305), unit("Satu", "88.305", 1200)),
        ("Puskesmas Satu; 12; 82,5", unit("Puskesmas Satu", "82.5"), unit("Puskesmas Satu", "82.5", 12)),
    ],
)
def test_two_numbers_that_may_stand_the_other_way_round_are_in_doubt(
    text: str, as_read: ServiceUnit, turned: ServiceUnit
) -> None:
    table = read_lines(text)
    assert (table.units, table.turned) == ((as_read,), (turned,))


@pytest.mark.parametrize(
    "text",
    [
        "Puskesmas Satu 24 82,5",
        "Puskesmas 1 82,5\nPuskesmas 2 83",
        "Puskesmas Satu 82 95\nPuskesmas Dua 95 82",
        "Puskesmas Satu 0 82,5",
        "Puskesmas Satu 84 1.000",
    ],
)
def test_the_number_of_a_name_is_no_riddle(text: str) -> None:
    assert read_lines(text).turned == ()


def test_in_a_table_in_doubt_every_line_may_be_the_other_way_round() -> None:
    table = read_lines("Kel. Jati 120 82,5\nKel. Dua 95 84\nKel. Tiga 12 90\nKel. Empat\nKel. Lima 83,5 7")
    assert [(one.name, one.respondents) for one in table.turned] == [
        ("Kel. Jati", 120),
        ("Kel. Dua", 95),
        ("Kel. Tiga", 12),
        ("Kel. Empat", None),
        ("Kel. Lima", 7),
    ]
    alike = read_lines("Kel. Jati 15 82,5\nKel. Ketapang 20 84")
    assert [one.respondents for one in alike.turned] == [15, 20]


def test_a_head_with_the_respondents_first_says_which_number_they_are() -> None:
    table = read_lines("No Nama Unit Responden Nilai IKM\n1. Satu 95 82\n2. Dua 120 84\n3. Tiga 88,5 7")
    assert table.units == (unit("Satu", "82", 95), unit("Dua", "84", 120), unit("Tiga", "88.5", 7))
    assert table.turned == ()
    small = read_lines("Nama Responden Nilai\nPuskesmas 2 82,5\nKel. Jati 95 82")
    assert small.units == (unit("Puskesmas 2", "82.5"), unit("Kel. Jati", "82", 95))
    assert small.turned == (unit("Puskesmas", "82.5", 2), unit("Kel. Jati", "82", 95))


PASTED = """\
Rekap IKM Puskesmas Kota Probolinggo Tahun 2026
No Nama Unit Nilai IKM Responden
1. Puskesmas Satu 82,50 120
2. Puskesmas Dua 84,00 1.000
Rata-rata 83,25
Jumlah 1.120"""


def test_heads_averages_and_totals_are_left_out_and_said() -> None:
    table = read_lines(PASTED)
    assert [one.name for one in table.units] == ["Puskesmas Satu", "Puskesmas Dua"]
    assert table.unread == ()
    assert table.left_out == (
        "Rekap IKM Puskesmas Kota Probolinggo Tahun 2026",
        "No Nama Unit Nilai IKM Responden",
        "Rata-rata 83,25",
        "Jumlah 1.120",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Rata-Rata: 82",
        "rata rata 82,1 1.200",
        "Rerata 82",
        "TOTAL 1.200",
        "IKM Dinas 82",
        "Nilai rata-rata 82",
    ],
)
def test_a_line_that_sums_up_is_no_unit(line: str) -> None:
    assert read_lines(f"Puskesmas Satu 80\nPuskesmas Dua 84\n{line}").left_out == (line,)


def test_greetings_and_names_alone_are_told_apart() -> None:
    table = read_lines("Berikut nilai kami:\nPuskesmas Satu 80\nPuskesmas Dua")
    assert table.left_out == ("Berikut nilai kami:",)
    assert [one.name for one in table.units] == ["Puskesmas Satu", "Puskesmas Dua"]


def test_numbers_without_a_dot_before_names_are_numbering_if_they_count_up() -> None:
    assert [one.name for one in read_lines("1 Puskesmas A 82 30\n2 Puskesmas B 83 20").units] == [
        "Puskesmas A",
        "Puskesmas B",
    ]
    assert [one.name for one in read_lines("17 Agustus 82 30\n5 Mei 83 20").units] == ["17 Agustus", "5 Mei"]


def test_a_name_that_is_known_is_no_value() -> None:
    assert read_lines("SMPN 30", ["smpn 30"]).units == (unit("SMPN 30"),)
    assert read_lines("SMPN 30").units == (unit("SMPN", "30"),)
    assert read_lines("SMPN 30 82,5", ["SMPN 30"]).units == (unit("SMPN 30", "82.5"),)
    assert read_lines("SMPN 30 82,5", ["SMPN 30"]).turned == ()


def test_a_table_copied_from_a_sheet_is_read_by_its_columns() -> None:
    table = read_lines(
        "Nama\tResponden\tNilai IKM\nPuskesmas Satu\t120\t82,5\nPuskesmas 2\t1.200\t83.75\n"
        "Puskesmas 3\t\t-\nPuskesmas 4\t10\tbaik\nRata-rata\t1320\t83\n\nKepala Puskesmas\t\t"
    )
    assert table.units == (
        unit("Puskesmas Satu", "82.5", 120),
        unit("Puskesmas 2", "83.75", 1200),
        unit("Puskesmas 3"),
    )
    assert [(one.line, one.problem) for one in table.unread] == [(5, LineProblem.NOT_A_NUMBER)]
    assert table.left_out == ("Nama Responden Nilai IKM", "Rata-rata 1320 83", "Kepala Puskesmas")


SHEET = [
    ["REKAP IKM TAHUN 2026"] * 5,
    [],
    ["No", "Nama Unit Pelayanan", "Jumlah Responden", "Nilai", "Nilai"],
    ["No", "Nama Unit Pelayanan", "Jumlah Responden", "IKM", "Mutu"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["1", "Puskesmas 1", "120 orang", "82,50", "B"],
    ["2", "Puskesmas 2", "#N/A", "83", "B"],
    ["3", "3. Puskesmas 3", "", "88.305", "A"],
    ["4", "Puskesmas 4", "30", "120", ""],
    ["5", "", "30", "90", "A"],
    ["6", "Puskesmas 6", "-", "", ""],
    ["Rata-rata", "Rata-rata", "Rata-rata", "82,4", "B"],
    [],
    ["", "Probolinggo, 2 Januari 2027"],
    ["", "Kepala Dinas", "", "tanda tangan"],
]


def test_a_sheet_is_read_by_the_words_above_its_columns() -> None:
    table = read_rows(SHEET)
    assert table.units == (
        unit("Puskesmas 1", "82.5", 120),
        unit("Puskesmas 3", "88.305"),
        unit("Puskesmas 6"),
    )
    assert [(one.line, one.problem) for one in table.unread] == [
        (7, LineProblem.ERROR_CELL),
        (9, LineProblem.OUT_OF_RANGE),
        (10, LineProblem.NO_NAME),
    ]
    assert table.left_out == (
        "REKAP IKM TAHUN 2026",
        "No Nama Unit Pelayanan Jumlah Responden Nilai",
        "No Nama Unit Pelayanan Jumlah Responden IKM Mutu",
        "(1) (2) (3) (4) (5)",
        "Rata-rata 82,4 B",
        "Probolinggo, 2 Januari 2027",
        "Kepala Dinas tanda tangan",
    )


def test_a_head_of_two_rows_that_only_together_name_the_columns() -> None:
    table = read_rows([["Unit", "Hasil", "Hasil"], ["", "IKM", "Responden"], ["Kel. A", "80", "10"]])
    assert table.units == (unit("Kel. A", "80", 10),)


def test_nine_columns_of_unsur_make_a_unit() -> None:
    head = ["No", "Kelurahan", *(f"U{number}" for number in range(1, 10)), "Responden"]
    rows = [head, ["1", "Kanigaran", *NINE.split(), "45"], ["2", "Sukabumi", "3,1", *[""] * 8, "45"]]
    table = read_rows(rows)
    assert table.units == (ServiceUnit("Kanigaran", respondents=45, unsur=AVERAGES),)
    assert [one.problem for one in table.unread] == [LineProblem.UNSUR_COUNT]


def test_where_two_columns_may_be_the_ikm_nothing_is_read() -> None:
    table = read_rows([["Unit", "IKM Smt 1", "IKM Smt 2"], ["Kel. A", "80", "82"]])
    assert (table.units, table.columns_twice) == ((), ("IKM Smt 1", "IKM Smt 2"))


def test_the_converted_value_is_taken_and_not_the_interval() -> None:
    table = read_rows([["Unit", "Nilai Interval", "Nilai Konversi"], ["Kel. A", "3,2", "80"]])
    assert table.units == (unit("Kel. A", "80"),)


def test_a_table_without_a_head_is_read_from_left_to_right() -> None:
    table = read_rows(
        [
            ["Survei kami", "Survei kami"],
            ["1", "Kel. A", "80", "B", "10"],
            ["2.", "Kel. 2", "81"],
            [],
            ["Kel. C 82 5"],
            ["", "Jumlah", "", "", "15"],
        ]
    )
    assert table.units == (unit("Kel. A", "80", 10), unit("Kel. 2", "81"), unit("Kel. C", "82", 5))
    assert table.left_out == ("Survei kami", "Jumlah 15")


def test_a_number_of_another_cell_is_no_part_of_the_name() -> None:
    table = read_lines("Puskesmas Satu\t120\t82,50\nPuskesmas Dua\t83,00\t100\nPuskesmas Tiga\t5\t120\t82,50")
    assert table.units == (unit("Puskesmas Satu", "82.5"), unit("Puskesmas Dua", "83", 100))
    assert table.turned == (unit("Puskesmas Satu", "82.5", 120), unit("Puskesmas Dua", "83", 100))
    assert [(one.line, one.problem) for one in table.unread] == [(3, LineProblem.TOO_MANY_NUMBERS)]


@pytest.mark.parametrize("merged", ["", "Nilai"])
def test_of_a_head_of_two_rows_both_are_read_where_either_says_only_part(merged: str) -> None:
    head = [["No", "Unit", "Nilai", merged, "Jumlah"], ["", "", "Interval", "Konversi", "Responden"]]
    assert read_rows([*head, ["1", "Kel. A", "3,3", "82,61", "120"]]).units == (unit("Kel. A", "82.61", 120),)
    assert read_rows(head[:1]).units == ()
    assert read_rows([head[0], ["1", "Kel. A", "82,61", "", "120"]]).units == (unit("Kel. A", "82.61"),)


@pytest.mark.parametrize(
    "periods",
    [
        ("Semester I", "Semester II"),
        ("Smt 1 2026", "Smt 2 2026"),
        ("2025", "2026"),
        ("Tahun 2025", "Tahun 2026"),
    ],
)
def test_where_two_columns_are_told_apart_by_periods_only_nothing_is_read(periods: tuple[str, str]) -> None:
    table = read_rows([["No", "Nama Unit", *periods], ["1", "Kel. A", "80", "82"]])
    assert (table.units, table.columns_twice) == ((), periods)
    below = read_rows(
        [["No", "Nama Unit", "Nilai", "Nilai"], ["", "", *periods], ["1", "Kel. A", "80", "82"]]
    )
    assert (below.units, bool(below.columns_twice)) == ((), True)


def test_one_column_that_says_its_period_only_is_the_ikm() -> None:
    table = read_rows([["Nama Unit", "Tahun 2026", "Responden"], ["Kel. A", "80", "82"]])
    assert table.units == (unit("Kel. A", "80", 82),)
    assert read_rows([["Puskesmas A", "82,5", "2026"]]).units == (unit("Puskesmas A", "82.5", 2026),)


def test_more_units_than_may_be_listed_are_named() -> None:
    table = read_lines("\n".join(f"Kel. Nomor{number} 80" for number in range(MOST_UNITS + 2)))
    assert len(table.units) == MOST_UNITS
    assert [one.problem for one in table.unread] == [LineProblem.TOO_MANY_UNITS] * 2


def test_sixty_units_are_read_in_one_message() -> None:
    text = "\n".join(
        f"{number}. Kelurahan {number} {60 + number / 2:.2f} {number * 10}" for number in range(1, 61)
    )
    table = read_lines(text)
    assert len(table.units) == 60
    assert table.units[59] == unit("Kelurahan 60", "90", 600)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("82,5 120", Numbers(Decimal("82.5"), 120)),
        ("82,5", Numbers(Decimal("82.5"))),
        ("3,4", Numbers(Decimal("3.4"))),
        ("120 82,5", Numbers(Decimal("82.5"), 120)),
        ("82,5 / 120 orang", Numbers(Decimal("82.5"), 120)),
        (NINE, Numbers(unsur=AVERAGES)),
        (f"{NINE} 120", Numbers(None, 120, AVERAGES)),
        ("Puskesmas 82", None),
        ("tidak ada", None),
        ("", None),
    ],
)
def test_numbers_alone_are_told_from_a_name(text: str, numbers: Numbers | None) -> None:
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("15", LineProblem.OUT_OF_RANGE),
        ("120", LineProblem.OUT_OF_RANGE),
        ("82,5 83,5 90", LineProblem.TOO_MANY_NUMBERS),
        ("5 120 82,5", LineProblem.TOO_MANY_NUMBERS),
        ("82,5 0", LineProblem.RESPONDENTS),
    ],
)
def test_numbers_that_fit_no_unit_are_refused(text: str, problem: LineProblem) -> None:
    with pytest.raises(LineError) as refused:
        numbers_of(text)
    assert refused.value.problem is problem


@pytest.mark.parametrize(
    ("written", "name"),
    [("  Kel.  Kanigaran : ", "Kel. Kanigaran"), ("Puskesmas Satu nilai =", "Puskesmas Satu")],
)
def test_a_name_is_kept_as_it_is_written(written: str, name: str) -> None:
    assert clean_name(written) == name


@given(st.text(max_size=200))
def test_no_message_breaks_the_reader(text: str) -> None:
    table = read_lines(text)
    assert all(one.name for one in table.units)
    with contextlib.suppress(LineError):
        numbers_of(text)


@given(st.lists(st.lists(st.text("Unit nila123,.-#/AB", max_size=12), max_size=6), max_size=12))
def test_no_sheet_breaks_the_reader(rows: list[list[str]]) -> None:
    assert all(one.name for one in read_rows(rows).units)


names = st.sampled_from(["Puskesmas Satu", "Puskesmas 2", "Kel. Kanigaran", "UPTD Metrologi 3"])


@given(
    st.lists(
        st.tuples(names, st.decimals("25.01", "99.99", places=2), st.integers(1, 99_999)),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_plainly_is_read_as_it_is(rows: list[tuple[str, Decimal, int]]) -> None:
    text = "\n".join(f"{name} {nilai} {people}".replace(".", ",", 0) for name, nilai, people in rows)
    read = read_lines(text)
    assert [(one.name, one.nilai, one.respondents) for one in read.units] == rows
