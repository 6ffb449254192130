"""What may be typed behind `/iku`, and what it means."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.asking import Asked, NotUnderstood, Unclear, ended_quarters, parse, period
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.language.dates import WIB, quarter_end
from domain.units.opd import Opd

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
SAKIP, KELEMBAGAAN, IKM, TATALAKSANA, ANJAB = (one.key for one in INDICATORS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("sakip", False), ("tw1", False), ("2026", True), ("tahun ini", True), ("2025", True)],
)
def test_whether_a_year_was_said_is_known(text: str, expected: bool) -> None:
    assert parse(text, 2026).says_year is expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", Asked(2026)),
        ("   ", Asked(2026)),
        ("2025", Asked(2025)),
        ("tahun 2025", Asked(2025)),
        ("tahun lalu", Asked(2025)),
        ("Tahun Ini", Asked(2026)),
        ("tw1", Asked(2026, 1)),
        ("TW2", Asked(2026, 2)),
        ("tw ii", Asked(2026, 2)),
        ("tw-3", Asked(2026, 3)),
        ("triwulan 2", Asked(2026, 2)),
        ("triwulan ke-2", Asked(2026, 2)),
        ("TRIWULAN IV", Asked(2026, 4)),
        ("q3", Asked(2026, 3)),
        ("2026 tw2", Asked(2026, 2)),
        ("tw2 2026", Asked(2026, 2)),
        ("tw2/2025", Asked(2025, 2)),
        ("tw4 tahun lalu", Asked(2025, 4)),
        ("tw2 tw2", Asked(2026, 2)),
        ("1", Asked(2026, 0, SAKIP)),
        ("2", Asked(2026, 0, KELEMBAGAAN)),
        ("3a", Asked(2026, 0, IKM)),
        ("3 A", Asked(2026, 0, IKM)),
        ("nomor 3b", Asked(2026, 0, TATALAKSANA)),
        ("3-b 2025", Asked(2025, 0, TATALAKSANA)),
        ("4", Asked(2026, 0, ANJAB)),
        ("sakip", Asked(2026, 0, SAKIP)),
        ("SAKIP baik", Asked(2026, 0, SAKIP)),
        ("tatalaksana", Asked(2026, 0, TATALAKSANA)),
        ("Ketatalaksanaan", Asked(2026, 0, TATALAKSANA)),
        ("kelembagaan", Asked(2026, 0, KELEMBAGAAN)),
        ("tepat tugas", Asked(2026, 0, KELEMBAGAAN)),
        ("fungsi", Asked(2026, 0, KELEMBAGAAN)),
        ("ikm", Asked(2026, 0, IKM)),
        ("survei", Asked(2026, 0, IKM)),
        ("anjab", Asked(2026, 0, ANJAB)),
        ("analisis jabatan", Asked(2026, 0, ANJAB)),
        ("analisa jabatan", Asked(2026, 0, ANJAB)),
        ("jabatan", Asked(2026, 0, ANJAB)),
        ("3", Asked(2026, goal=(IKM, TATALAKSANA))),
        ("indikator 3 tw2 2025", Asked(2025, 2, goal=(IKM, TATALAKSANA))),
        ("indikator 3 a", Asked(2026, 0, IKM)),
        ("ikm 2025 tw1", Asked(2025, 1, IKM)),
        ("Analisis 2025 jabatan, TW III", Asked(2025, 3, ANJAB)),
    ],
)
def test_what_was_asked_for(text: str, asked: Asked) -> None:
    assert parse(text, 2026) == asked


@pytest.mark.parametrize(
    ("text", "why", "said"),
    [
        ("halo", Unclear.WORDS, "halo"),
        ("sakip halo", Unclear.WORDS, "sakip halo"),
        ("5", Unclear.NUMBER, "5"),
        ("3c", Unclear.NUMBER, "3c"),
        ("iku nomor 7", Unclear.NUMBER, "7"),
        ("tw", Unclear.WORDS, "tw"),
        ("25", Unclear.NUMBER, "25"),
        ("<b>", Unclear.SEVERAL, "b"),
        ("tw5", Unclear.QUARTER, "5"),
        ("triwulan 0", Unclear.QUARTER, "0"),
        ("tw x", Unclear.QUARTER, "x"),
        ("1066", Unclear.YEAR, "1066"),
        ("2100 sakip", Unclear.YEAR, "2100"),
        ("2025 2026", Unclear.TWICE, "2025 2026"),
        ("2025 tahun ini", Unclear.TWICE, "2025 tahun ini"),
        ("tw1 tw2", Unclear.TWICE, "tw1 tw2"),
        ("baik", Unclear.SEVERAL, "baik"),
        ("opd", Unclear.SEVERAL, "opd"),
    ],
)
def test_what_cannot_be_meant_is_named(text: str, why: Unclear, said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(text, 2026)
    assert (refused.value.why, refused.value.said) == (why, said)


DAY = date(2024, 1, 1)
OPDS = [
    Opd(
        "DINKES",
        "Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana",
        "dinas",
        DAY,
        short="Dinkes",
    ),
    Opd("DIKBUD", "Dinas Pendidikan dan Kebudayaan", "dinas", DAY, short="Disdikbud"),
    Opd("DUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", "dinas", DAY),
    Opd("BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "badan", DAY),
    Opd("SATPOLPP", "Satuan Polisi Pamong Praja", "satuan", DAY, short="Satpol PP"),
    Opd("KEC-MAYANGAN", "Kecamatan Mayangan", "kecamatan", DAY, short="Kec. Mayangan"),
    Opd("KEC-KEDOPOK", "Kecamatan Kedopok", "kecamatan", DAY, short="Kec. Kedopok"),
]


@pytest.mark.parametrize(
    ("text", "year", "quarter", "indicator", "codes"),
    [
        ("dinkes", 2026, 0, None, "DINKES"),
        ("Dinas Kesehatan", 2026, 0, None, "DINKES"),
        ("kesehatan", 2026, 0, None, "DINKES"),
        ("satpol pp", 2026, 0, None, "SATPOLPP"),
        ("satpolpp", 2026, 0, None, "SATPOLPP"),
        ("kec. kedopok", 2026, 0, None, "KEC-KEDOPOK"),
        ("KEC-MAYANGAN", 2026, 0, None, "KEC-MAYANGAN"),
        ("dinkes 2025", 2025, 0, None, "DINKES"),
        ("tahun lalu dinkes", 2025, 0, None, "DINKES"),
        ("sakip dinkes", 2026, 0, SAKIP, "DINKES"),
        ("dinas kesehatan sakip", 2026, 0, SAKIP, "DINKES"),
        ("dinas sakip kesehatan", 2026, 0, SAKIP, "DINKES"),
        ("3b kedopok tw2 2025", 2025, 2, TATALAKSANA, "KEC-KEDOPOK"),
        ("analisis jabatan badan kepegawaian", 2026, 0, ANJAB, "BKPSDM"),
        ("tepat tugas pendidikan", 2026, 0, KELEMBAGAAN, "DIKBUD"),
        ("kecamatan", 2026, 0, None, "KEC-KEDOPOK KEC-MAYANGAN"),
        ("ikm kecamatan", 2026, 0, IKM, "KEC-KEDOPOK KEC-MAYANGAN"),
        ("dan pen", 2026, 0, None, "BKPSDM DUKCAPIL DINKES DIKBUD"),
        ("kesehatan sakip baik", 2026, 0, SAKIP, "DINKES"),
        ("sakip", 2026, 0, SAKIP, ""),
        ("jabatan", 2026, 0, ANJAB, ""),
    ],
)
def test_an_opd_may_be_named_beside_the_rest(
    text: str, year: int, quarter: int, indicator: IndicatorKey | None, codes: str
) -> None:
    asked = parse(text, 2026, OPDS)
    assert (asked.year, asked.quarter, asked.indicator) == (year, quarter, indicator)
    assert asked.opds == tuple(codes.split())


def test_the_words_for_an_opd_are_kept() -> None:
    assert parse("SAKIP, Dinas Kesehatan 2025", 2026, OPDS).words == "dinas kesehatan"


@pytest.mark.parametrize(("text", "why"), [("perdagangan", Unclear.WORDS), ("baik", Unclear.SEVERAL)])
def test_what_no_opd_is_called_is_not_guessed(text: str, why: Unclear) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(text, 2026, OPDS)
    assert refused.value.why is why


@given(st.permutations(["tw2", "2025", "ikm", "dinkes"]))
def test_the_order_does_not_matter_with_an_opd_either(words: list[str]) -> None:
    asked = parse(" ".join(words), 2026, OPDS)
    assert asked == Asked(2025, 2, IKM, opds=("DINKES",), words="dinkes")


@given(st.sampled_from(OPDS), st.sampled_from(INDICATORS))
def test_every_opd_goes_by_its_names_beside_every_indicator(opd: Opd, one: Indicator) -> None:
    for name in filter(None, (opd.code, opd.short, opd.name)):
        asked = parse(f"{one.number} {name}"[:99], 2026, OPDS)
        assert (asked.indicator, asked.opds) == (one.key, (opd.code,))


def test_what_fits_several_indicators_names_them() -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse("baik", 2026)
    assert [one.key for one in refused.value.fitting] == [SAKIP, IKM]


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.key)
def test_every_indicator_goes_by_its_names(one: Indicator) -> None:
    for text in (one.number, one.key, one.key.upper(), one.short, one.name):
        assert parse(text, 2026).indicator is one.key


@given(st.permutations(["tw2", "2025", "ikm"]))
def test_the_order_does_not_matter(words: list[str]) -> None:
    assert parse(" ".join(words), 2026) == Asked(2025, 2, IKM)


@given(st.text(max_size=200))
def test_anything_typed_is_understood_or_refused(text: str) -> None:
    try:
        asked = parse(text, 2026)
    except NotUnderstood:
        return
    assert 2000 <= asked.year <= 2099
    assert 0 <= asked.quarter <= 4


@pytest.mark.parametrize(
    ("year", "quarter", "as_of", "live", "unfinished"),
    [
        (2026, 0, NOW, True, False),
        (2025, 0, NOW, True, False),
        (2026, 2, quarter_end(2026, 2), False, False),
        (2025, 4, quarter_end(2025, 4), False, False),
        (2026, 4, NOW, True, True),
        (2027, 1, NOW, True, True),
    ],
)
def test_the_instant_that_is_looked_at(
    year: int, quarter: int, as_of: datetime, *, live: bool, unfinished: bool
) -> None:
    asked = period(year, quarter, NOW)
    assert (asked.as_of, asked.live, asked.unfinished) == (as_of, live, unfinished)


def test_a_year_has_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="no quarter 5"):
        period(2026, 5, NOW)


def test_a_quarter_is_over_after_its_last_instant() -> None:
    end = quarter_end(2026, 2)
    assert end.astimezone(WIB).isoformat() == "2026-06-30T23:59:59.999999+07:00"
    assert ended_quarters(2026, end) == (1,)
    assert ended_quarters(2026, end + timedelta(microseconds=1)) == (1, 2)
    assert ended_quarters(2025, end) == (1, 2, 3, 4)
    assert ended_quarters(2027, end) == ()
