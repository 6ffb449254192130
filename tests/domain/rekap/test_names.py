"""Which OPD a name is: sure only by what is written, proposed by likeness, chosen by a person."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from domain.rekap.comparison import RekapRow, RowProblem
from domain.rekap.names import NOT_AN_OPD, SKIPPED, Match, matched, settled, to_choose
from domain.rekap.sheet import Reading
from domain.units.list import opds_from
from domain.units.opd import Opd
from storage.foreign.spreadsheets import rows_of

CITY = opds_from(rows_of(files("bot.sample").joinpath("opd.csv").read_bytes()))
BY_CODE = {opd.code: opd for opd in CITY}
CODES = set(BY_CODE)


def alike(one: str, other: str) -> float:
    return max(fuzz.token_sort_ratio(one, other), fuzz.token_set_ratio(one, other) * 0.95)


def reading(*names: str, codes: dict[int, str] | None = None, **changes: object) -> Reading:
    rows = [RekapRow(row=n, name=name, nilai=Decimal(75), **changes) for n, name in enumerate(names)]  # type: ignore[arg-type] # any field
    return Reading(sheet="", columns=("", "", ""), rows=tuple(rows), codes=codes or {})


def match(name: str, code: str = "", remembered: dict[str, str] | None = None) -> Match:
    read = reading(name, codes={0: code} if code else {})
    return matched(read, CITY, remembered or {}, alike)[0]


@pytest.mark.parametrize(
    ("name", "opd"),
    [
        ("Dinas Perhubungan", "DISHUB"),
        ("DINAS PERHUBUNGAN KOTA PROBOLINGGO", "DISHUB"),
        ("1. Dinas Perhubungan", "DISHUB"),
        ("a) Dinas Perhubungan", "DISHUB"),
        ("(12) Dishub", "DISHUB"),
        ("dishub", "DISHUB"),
        ("Dis. Hub", "DISHUB"),
        ("Din. Kes", "DINKES"),
        ("Dinas PUPR-PKP", "PUPRPKP"),
        ("PUPR PKP", "PUPRPKP"),
        ("Dinas Pekerjaan Umum, Penataan Ruang, Perumahan & Kawasan Permukiman", "PUPRPKP"),
        ("Dinas Kepend. dan Penc. Sipil", "DUKCAPIL"),
        ("Dispendukcapil", "DUKCAPIL"),
        ("Kec. Kademangan", "KEC-KADEMANGAN"),
        ("KECAMATAN KADEMANGAN", "KEC-KADEMANGAN"),
        ("Kec Kademangan Kota Probolinggo", "KEC-KADEMANGAN"),
        ("Satpol. PP", "SATPOLPP"),
        ("Satuan Polisi Pamong Praja", "SATPOLPP"),
        ("Insp.", "ITKOT"),
        ("Sekretariat DPRD", "SETWAN"),
        ("Setda", "SETDA"),
        ("DKPPP", "DKPPP"),
        ("Dinas Ketahanan Pangan Pertanian dan Perikanan", "DKPPP"),
    ],
)
def test_ways_to_write_a_name_that_leave_no_doubt(name: str, opd: str) -> None:
    assert match(name) == Match(opd)


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("Dinas Perhubugan", "DISHUB"),
        ("Dinas Kesehatan", "DINKES"),  # the beginning of a longer name is for a person to say
        ("Dinas Pendidikan", "DIKBUD"),
        ("DPUPR-PKP", "PUPRPKP"),
        ("Kecamatan Mayanggan", "KEC-MAYANGAN"),
        ("Bapeda", "BAPPEDA"),
        ("Sekretariat DPRD II", "SETWAN"),
        ("Kelurahan Mayangan", "KEC-MAYANGAN"),
    ],
)
def test_what_is_only_like_a_name_is_proposed(name: str, proposed: str) -> None:
    found = match(name)
    assert found.opd == ""
    assert found.proposed[0] == proposed


@pytest.mark.parametrize(
    "name", ["RSUD dr. Mohamad Saleh", "Bag. Hukum", "Puskesmas Ketapang", "Kel. Wiroborang"]
)
def test_what_is_below_an_opd_is_seen_to_be(name: str) -> None:
    assert match(name).is_part
    assert match(name).opd == ""


def test_nothing_is_a_part_that_an_opd_is_called() -> None:
    bureau = Opd("BAGUM", "Bagian Umum", "bagian", date(2024, 1, 1))
    assert not matched(reading("Bagian Umun"), [bureau], {}, alike)[0].is_part


def test_an_unknown_name_has_nothing_proposed() -> None:
    assert match("Zzyzx") == Match()
    assert match("") == Match()


def test_what_was_said_before_is_remembered() -> None:
    said = {"din. kes.": "DINKES", "kel. wiroborang": "", "dinas lama": "LAMA"}
    assert match("DIN. KES.", remembered=said) == Match("DINKES")
    assert match("Kel. Wiroborang", remembered=said) == Match(NOT_AN_OPD)
    assert match("Dinas Lama", remembered=said).opd == ""  # no such OPD any more


def test_a_code_beside_the_name_counts_and_must_not_contradict_it() -> None:
    assert match("Dinas Apa Saja", "dishub") == Match("DISHUB")
    assert match("Dinas Perhubungan", "1.02") == Match("DISHUB")
    doubtful = match("Dinas Perhubungan", "DLH")
    assert (doubtful.opd, doubtful.proposed) == ("", ("DISHUB", "DLH"))


def test_a_name_of_two_opd_is_chosen() -> None:
    twins = [Opd(code, "Dinas Kembar", "dinas", date(2024, 1, 1)) for code in ("KB1", "KB2")]
    assert matched(reading("Dinas Kembar"), twins, {}, alike)[0] == Match("", ("KB1", "KB2"))


def misspelt(name: str, at: int, how: int) -> str:
    """Return the name with one letter left out, doubled, or swapped with the next."""
    at = at % max(len(name) - 1, 1)
    if how == 0:
        return name[:at] + name[at + 1 :]
    if how == 1:
        return name[: at + 1] + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


@given(st.sampled_from(CITY), st.booleans(), st.integers(0, 200), st.sampled_from([0, 1, 2]))
def test_a_misspelt_name_is_never_another_opd(opd: Opd, short: bool, at: int, how: int) -> None:
    found = match(misspelt(opd.short if short else opd.name, at, how))
    assert found.opd in ("", opd.code)


@pytest.mark.parametrize("opd", CITY, ids=lambda opd: opd.code)
def test_three_misspellings_of_each_are_proposed_rightly(opd: Opd) -> None:
    for at, how in ((len(opd.name) // 2, 0), (len(opd.name) - 4, 1), (len(opd.name) // 3, 2)):
        found = match(misspelt(opd.name, at, how))
        assert found.opd in ("", opd.code)
        assert found.opd == opd.code or found.proposed[0] == opd.code


@given(st.permutations(CITY), st.permutations([opd.name for opd in CITY]))
def test_the_order_of_names_and_of_opd_is_all_the_same(opds: list[Opd], names: list[str]) -> None:
    read = reading(*names)
    found = matched(read, opds, {}, alike)
    assert {BY_CODE[found[one.row].opd].name for one in read.rows} == set(names)
    assert all(BY_CODE[found[one.row].opd].name == one.name for one in read.rows)


def shown(
    read: Reading, chosen: dict[int, str], remembered: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    found = matched(read, CITY, remembered or {}, alike)
    return [
        (one.opd, one.problem.value if one.problem else "") for one in settled(read, found, chosen, CODES)
    ]


def test_what_is_chosen_is_what_it_is() -> None:
    read = reading("Dinas Perhubungan", "Dinas Pendidikan", "Bag. Hukum", "Zzyzx", "Din. X")
    found = matched(read, CITY, {}, alike)
    assert [one.row for one in to_choose(read, found, {})] == [1, 2, 3, 4]
    chosen = {1: "DIKBUD", 2: NOT_AN_OPD, 3: SKIPPED, 4: "GONE"}
    assert to_choose(read, found, chosen) == []
    assert shown(read, chosen) == [
        ("DISHUB", ""),
        ("DIKBUD", ""),
        ("", "not_an_opd"),
        ("", "unknown_name"),
        ("", "unknown_name"),
    ]


def test_of_a_row_that_is_refused_nobody_is_asked() -> None:
    read = reading("Zzyzx", "Dinas Perhubungan", problem=RowProblem.OUT_OF_RANGE)
    found = matched(read, CITY, {}, alike)
    assert to_choose(read, found, {}) == []
    assert shown(read, {}) == [("", "out_of_range"), ("DISHUB", "out_of_range")]


def test_a_heading_is_left_out_and_an_opd_without_a_value_is_not() -> None:
    read = reading("KECAMATAN", "Kec. Mayangan", problem=RowProblem.NOTHING_SAID)
    assert shown(read, {}) == [("KEC-MAYANGAN", "nothing_said")]


def test_two_rows_of_one_opd_are_never_both_taken() -> None:
    same = RekapRow(row=1, name="Dishub", nilai=Decimal("75.501"), kategori="BB")
    rows = (
        same,
        RekapRow(row=2, name="Dinas Perhubungan", nilai=Decimal("75.50")),
        RekapRow(row=3, name="DLH", nilai=Decimal(75)),
        RekapRow(row=4, name="Dinas Lingkungan Hidup", nilai=Decimal(75), kategori="B"),
        RekapRow(row=5, name="DKUP", kategori="B"),
    )
    read = Reading(sheet="", columns=("", "", ""), rows=rows, codes={})
    assert shown(read, {}) == [
        ("DISHUB", ""),
        ("DISHUB", "repeated"),
        ("DLH", "twice"),
        ("DLH", "twice"),
        ("DKUP", ""),
    ]


@given(
    st.lists(st.tuples(st.sampled_from(["Dishub", "DLH", "Dinas X"]), st.integers(70, 72)), max_size=6),
    st.data(),
)
def test_whatever_is_chosen_one_opd_has_one_row(said: list[tuple[str, int]], data: st.DataObject) -> None:
    rows = tuple(RekapRow(row=n, name=name, nilai=Decimal(nilai)) for n, (name, nilai) in enumerate(said))
    read = Reading(sheet="", columns=("", "", ""), rows=rows, codes={})
    found = matched(read, CITY, {}, alike)
    choices = st.sampled_from(["DISHUB", "DKUP", NOT_AN_OPD, SKIPPED])
    chosen = {one.row: data.draw(choices) for one in to_choose(read, found, {})}
    counting = [one.opd for one in settled(read, found, chosen, CODES) if one.counts]
    assert len(counting) == len(set(counting))
