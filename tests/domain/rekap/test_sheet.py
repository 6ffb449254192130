"""A rekap as offices make them, found among everything that stands around it."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.files.table import UNCALCULATED, Table
from domain.indicators.sakip import predikat_of
from domain.language.numbers import format_decimal
from domain.rekap.comparison import RowProblem
from domain.rekap.sheet import MOST_READINGS, MOST_ROWS, InvalidRekap, Reading, SheetProblem, readings

HEAD = ["No", "Nama Perangkat Daerah", "Nilai", "Kategori"]
HEALTH = ["1", "Dinas Kesehatan", "75,50", "BB"]
ROADS = ["2", "Dinas Perhubungan", "60.01", "B"]


def only(*rows: Sequence[str], hidden: frozenset[int] = frozenset()) -> Reading:
    (found,) = readings([Table("Rekap", rows, hidden)])
    return found


def said(reading: Reading) -> list[str]:
    """Return the rows in short: "5 Dinas Kesehatan 75.5 BB contradiction"."""
    return [
        " ".join(
            str(part)
            for part in (
                one.row,
                one.name,
                one.nilai,
                one.kategori,
                one.problem and one.problem.value,
                one.said,
            )
            if part not in (None, "")
        )
        for one in reading.rows
    ]


USUAL = ["2 Dinas Kesehatan 75.5 BB", "3 Dinas Perhubungan 60.01 B"]


def test_the_plain_table() -> None:
    found = only(HEAD, HEALTH, ROADS)
    assert said(found) == USUAL
    assert found.columns == ("Nama Perangkat Daerah", "Nilai", "Kategori")
    assert (found.sheet, found.mean, found.hidden, found.years) == ("Rekap", None, 0, ())


@pytest.mark.parametrize(
    "head",
    [
        ["NO.", "OPD", "NILAI AKIP", "KATEGORI"],
        ["No", "SKPD", "Hasil Evaluasi", "Predikat"],
        ["No", "Unit Kerja", "Nilai Akuntabilitas Kinerja", "Kriteria"],
        ["No", "Nama Unit Organisasi", "Skor", "Predikat AKIP"],
        ["", "Organisasi Perangkat Daerah (OPD)", "LHE AKIP", "Kualifikasi :"],
        ["No", "Nama", "Nilai Akhir*", "Grade"],
        ["No", "Nama Instansi", "Nilai / Hasil Evaluasi", "Kategori Nilai"],
    ],
)
def test_heads_go_by_their_words(head: list[str]) -> None:
    assert said(only(head, HEALTH, ROADS)) == USUAL


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["PEMERINTAH KOTA"], ["REKAP NILAI AKIP OPD"], [], HEAD], id="title"),
        pytest.param([["REKAP NILAI KATEGORI AKIP PERANGKAT DAERAH"] * 4, HEAD], id="merged title"),
        pytest.param(
            [["Rekap nilai AKIP", "2025"], HEAD, ["(1)", "(2)", "(3)", "(4)"]], id="numbered columns"
        ),
        pytest.param([HEAD, ["1", "2", "3", "4=3"]], id="numbered columns without brackets"),
        pytest.param(
            [["No", "OPD", "Hasil Evaluasi", "Hasil Evaluasi"], ["No", "OPD", "Nilai", "Kategori"]],
            id="merged",
        ),
        pytest.param(
            [["No", "OPD", "Hasil Evaluasi"], ["", "", "Nilai", "Kategori"]], id="two rows, not merged"
        ),
        pytest.param([["No", "Perangkat Daerah", "Nilai", "Nilai"]], id="nilai over number and letters"),
        pytest.param(
            [["No", "Perangkat Daerah", "Nilai", "Nilai"], ["", "", "Angka", "Huruf"]], id="angka, huruf"
        ),
    ],
)
def test_whatever_stands_above(rows: list[list[str]]) -> None:
    found = only(*rows, HEALTH, ROADS)
    assert [line.partition(" ")[2] for line in said(found)] == [line.partition(" ")[2] for line in USUAL]
    assert [one.row for one in found.rows] == [len(rows) + 1, len(rows) + 2]


def test_the_parts_of_a_nilai_are_not_the_nilai() -> None:
    found = only(
        ["No", "Perangkat Daerah", *["Nilai"] * 5, "Kategori"],
        [
            "No",
            "Perangkat Daerah",
            "Perencanaan",
            "Pengukuran",
            "Pelaporan",
            "Evaluasi Internal",
            "Jumlah",
            "",
        ],
        ["1", "Dinas Kesehatan", "26,20", "28,33", "13,93", "21,19", "89,65", "A"],
    )
    assert said(found) == ["3 Dinas Kesehatan 89.65 A"]
    assert found.columns[1] == "Jumlah"


@pytest.mark.parametrize(
    ("below", "mean"),
    [
        ([["", "Rata-rata", "67,76", "B"]], None),
        ([["Rata - Rata", "Rata - Rata", "67,755", "B"]], None),
        ([["RATA2", "", "67,75", "B"]], None),
        ([["", "", "67,76", ""]], None),  # no word at all, and just the average
        ([["", "Nilai rata-rata Kota", "72,1", "BB"]], (Decimal("72.10"), Decimal("67.76"))),
        ([["", "Jumlah", "135,51", ""], ["", "Rata-rata", "67.76", ""]], None),
        ([["", "Rata-rata", "", ""]], None),
        ([["Rerata", "", "67,74", ""]], (Decimal("67.74"), Decimal("67.76"))),
    ],
)
def test_an_average_below_is_no_row_and_is_checked(
    below: list[list[str]], mean: tuple[Decimal, Decimal] | None
) -> None:
    found = only(HEAD, HEALTH, ROADS, *below)
    assert said(found) == USUAL
    assert found.mean == mean


def test_the_average_is_not_held_against_rows_that_cannot_be_read() -> None:
    found = only(HEAD, HEALTH, ["2", "Dinas Perhubungan", "tujuh", ""], ["", "Rata-rata", "99", ""])
    assert found.mean is None


def test_what_stands_below_the_table_is_none_of_it() -> None:
    found = only(
        HEAD,
        HEALTH,
        [],
        ROADS,
        ["", "Rata-rata", "67,76", ""],
        ["", "Nilai tertinggi", "75,50", ""],
        [],
        ["", "", "", "Probolinggo, 12 Maret 2026"],
        ["", "Mengetahui", "", "INSPEKTUR"],
        ["", "Inspektorat Kota", "", ""],
        ["", "BB", "1", ""],
        ["", "", "40", ""],
        ["", "Keterangan", "B", "Baik"],
    )
    assert [line.partition(" ")[2] for line in said(found)] == [
        "Dinas Kesehatan 75.5 BB",
        "Dinas Perhubungan 60.01 B",
    ]


def test_heads_again_on_the_next_page_headings_and_an_opd_without_a_value() -> None:
    found = only(
        HEAD, ["A", "DINAS", "", ""], HEALTH, HEAD, ROADS, ["3", "Dinas Baru", "-", "Belum dievaluasi"]
    )
    assert said(found) == [
        "2 DINAS nothing_said",
        "3 Dinas Kesehatan 75.5 BB",
        "5 Dinas Perhubungan 60.01 B",
        "6 Dinas Baru nothing_said",
    ]


@pytest.mark.parametrize(
    ("nilai", "kategori", "read"),
    [
        ("75,50 ", "BB", "75.5 BB"),
        ("75.4999999999", " bb ", "75.4999999999 BB"),
        ("\u200b75,5", "BB (Sangat Baik)", "75.5 BB"),
        ("75,50 (BB)", "", "75.5 BB"),
        ("BB", "", "BB"),
        ("", "Sangat Baik", "BB"),
        ("", "75,50 (BB)", "75.5 BB"),
        ("75,5", "–", "75.5"),
        ("75,5", UNCALCULATED, "75.5"),
        ("60", "B", "60 B contradiction"),
        ("0", "D", "0 D"),
        ("0,00", "", "0 zero"),
        ("0,76", "", "0.76 fraction"),
        ("0,76", "BB", "0.76 BB contradiction"),
        ("1", "", "1"),
        ("100", "AA", "100 AA"),
        ("100,01", "AA", "out_of_range 100,01"),
        ("-1", "D", "out_of_range -1"),
        ("tujuh", "BB", "not_a_number tujuh"),
        ("2026-05-07", "BB", "not_a_number 2026-05-07"),
        ("75", "E", "unknown_kategori E"),
        ("75", "75", "unknown_kategori 75"),
        ("#N/A", "BB", "error_cell #N/A"),
        ("75", "#REF!", "error_cell #REF!"),
        ("7\ufffd5", "BB", "lost_character 7\ufffd5"),
        (UNCALCULATED, "BB", "no_value"),
        ("-", "n/a", "nothing_said"),
    ],
)
def test_what_a_row_says(nilai: str, kategori: str, read: str) -> None:
    found = only(HEAD, HEALTH, ["2", "Dinas Perhubungan", nilai, kategori])
    assert said(found)[1] == f"3 Dinas Perhubungan {read}"


def test_a_value_without_a_name_is_refused() -> None:
    found = only(HEAD, ["1", "", "80", "A"], HEALTH, ["3", UNCALCULATED, "80", "A"])
    assert said(found) == ["2 80 A no_name", "3 Dinas Kesehatan 75.5 BB", "4 80 A no_name"]


def test_rows_that_nobody_sees_are_read_and_counted() -> None:
    found = only(HEAD, HEALTH, ROADS, hidden=frozenset({3, 9}))
    assert (said(found), found.hidden) == (USUAL, 1)


def test_years_are_noticed_wherever_they_stand_above() -> None:
    assert only(["REKAP AKIP TAHUN 2025 (dibuat 12/03/2026)"], HEAD, HEALTH).years == (2025, 2026)


def test_codes_are_taken_beside_the_name() -> None:
    found = only(["Kode", *HEAD[1:]], ["DINKES", *HEALTH[1:]], ["", *ROADS[1:]])
    assert found.codes == {2: "DINKES"}


def test_without_a_nilai_the_kategori_is_enough_and_the_other_way_round() -> None:
    assert said(only(["OPD", "Predikat"], ["Dinas Kesehatan", "BB"])) == ["2 Dinas Kesehatan BB"]
    assert said(only(["OPD", "Nilai"], ["Dinas Kesehatan", "75,5"])) == ["2 Dinas Kesehatan 75.5"]


def test_the_name_is_the_column_with_names_in_it() -> None:
    found = only(["Nama OPD", "Nama OPD", "Nilai", "Kategori"], ["1", "Dinas Kesehatan", "75,50", "BB"])
    assert said(found) == ["2 Dinas Kesehatan 75.5 BB"]


def test_of_two_years_somebody_has_to_choose() -> None:
    rows = [
        ["No", "OPD", "2024", "2024", "2025", "2025"],
        ["No", "OPD", "Nilai", "Kategori", "Nilai", "Kategori"],
        ["1", "Dinas Kesehatan", "70", "B", "75,5", "BB"],
    ]
    old, new = readings([Table("Rekap", rows)])
    assert (said(old), said(new)) == (["3 Dinas Kesehatan 70 B"], ["3 Dinas Kesehatan 75.5 BB"])


def test_and_of_two_columns_that_are_as_likely() -> None:
    rows = [["OPD", "Nilai Tahun 2024", "Nilai Tahun 2025", "Selisih"], ["Dinas Kesehatan", "70", "75", "5"]]
    assert [one.columns[1] for one in readings([Table("", rows)])] == ["Nilai Tahun 2024", "Nilai Tahun 2025"]
    rows = [
        ["OPD", "2024", "Kategori", "2025"],
        ["OPD", "Nilai", "Kategori", "Nilai"],
        ["Dinkes", "1", "D", "2"],
    ]
    assert [one.rows[0].kategori for one in readings([Table("", rows)])] == ["D", "D"]


def test_of_several_sheets_the_one_that_fits() -> None:
    others = [Table("Daftar isi", [["Halaman", "Isi"], ["1", "x"]]), Table("Kosong", [])]
    (found,) = readings([*others, Table("Rekap", [HEAD, HEALTH]), Table("Contoh", [HEAD, []])])
    assert found.sheet == "Rekap"


def test_of_two_that_fit_somebody_has_to_choose_unless_they_say_the_same() -> None:
    one, same, other = (Table(name, rows) for name, rows in (
        ("2025", [HEAD, HEALTH]), ("salinan", [[], HEAD, HEALTH]), ("2024", [HEAD, ROADS]),
    ))  # fmt: skip
    assert [found.sheet for found in readings([one, same, other])] == ["2025", "2024"]


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ([], SheetProblem.NO_HEADER),
        ([Table("", [["nama", "alamat"]])], SheetProblem.NO_HEADER),
        ([Table("", [["Kategori", "Jumlah OPD"], ["BB", "3"]])], SheetProblem.NO_HEADER),
        ([Table("", [["Isian Evaluasi", "kelembagaan"], HEAD, HEALTH])], SheetProblem.EVALUATION),
        ([Table("", [HEAD])], SheetProblem.NO_ROWS),
        ([Table("", [HEAD, ["1", "Dinas", "tujuh", ""]])], SheetProblem.NO_ROWS),
        ([Table("", [HEAD, *[HEALTH] * (MOST_ROWS + 1)])], SheetProblem.TOO_MANY_ROWS),
        (
            [Table(str(n), [HEAD, ["1", f"Dinas {n}", "7", "D"]]) for n in range(MOST_READINGS + 1)],
            SheetProblem.TOO_MANY_READINGS,
        ),
    ],
)
def test_what_is_no_rekap_is_refused(tables: list[Table], problem: SheetProblem) -> None:
    with pytest.raises(InvalidRekap) as refused:
        readings(tables)
    assert refused.value.problem is problem


@given(
    st.lists(
        st.tuples(st.decimals("0.01", 100, places=2), st.booleans(), st.booleans()), min_size=1, max_size=30
    )
)
def test_every_row_is_read_as_it_is_written(values: list[tuple[Decimal, bool, bool]]) -> None:
    rows = [
        [
            str(n),
            f"Dinas {'abcdefghijklmnopqrstuvwxyzABCDEFGH'[n]}x",
            format_decimal(nilai) if comma else str(nilai),
            predikat_of(nilai).value if nilai < 1 or graded else "",
        ]
        for n, (nilai, comma, graded) in enumerate(values)
    ]
    found = only(HEAD, *rows, ["", "Rata-rata", str(sum(value for value, *_ in values) / len(values)), ""])
    assert [one.nilai for one in found.rows] == [value for value, *_ in values]
    assert [one.kategori for one in found.rows] == [row[3] for row in rows]
    assert {one.problem for one in found.rows} == {None}
    assert found.mean is None


@given(
    st.lists(
        st.lists(st.sampled_from([*HEAD, *HEALTH, "", "0", "(1)", "Rata-rata", "tujuh", "-1"]), max_size=6)
    )
)
def test_no_table_raises_anything_else(rows: list[list[str]]) -> None:
    try:
        for found in readings([Table("x", rows)]):
            assert found.rows
            assert all(one.problem is not RowProblem.UNKNOWN_NAME for one in found.rows)
    except InvalidRekap:
        pass
