"""The five indicators: the form's wording to the letter, and each rule with a worked example."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from domain.indicators import INDICATORS, by_key, evaluated, place_of, reported
from domain.indicators.ketatalaksanaan import REQUIRED, ItemResult
from domain.indicators.sakip import Predikat
from domain.keys import IndicatorKey
from domain.people.person import SubBagian
from domain.years.rules import YearRules

CHOSEN = YearRules(2026).chosen
ALL_ITEMS = dict.fromkeys(REQUIRED, ItemResult.MET.value)

EXAMPLES: dict[IndicatorKey, list[tuple[Mapping[str, str], bool]]] = {
    IndicatorKey.SAKIP: [({"predikat": "B"}, True), ({"predikat": "CC"}, False), ({"predikat": "AA"}, True)],
    IndicatorKey.KELEMBAGAAN: [({"hasil": "tepat"}, True), ({"hasil": "perlu"}, False)],
    IndicatorKey.IKM: [
        ({"cara": "terbit", "nilai": "76.61"}, True),
        ({"cara": "terbit", "nilai": "76.60"}, False),
        ({"nilai": "88.31"}, True),
    ],
    IndicatorKey.KETATALAKSANAAN: [
        (ALL_ITEMS, True),
        ({**ALL_ITEMS, next(iter(REQUIRED)): ItemResult.UNMET.value}, False),
    ],
    IndicatorKey.ANJAB: [({"status": "sudah"}, True), ({"status": "belum"}, False)],
}


def test_every_indicator_has_a_worked_example_of_either_outcome() -> None:
    for indicator in INDICATORS:
        assert {met for _, met in EXAMPLES[indicator.key]} == {True, False}


@pytest.mark.parametrize(
    ("key", "answers", "met"),
    [(key, answers, met) for key, cases in EXAMPLES.items() for answers, met in cases],
)
def test_the_rule(key: IndicatorKey, answers: Mapping[str, str], met: bool) -> None:
    assert by_key(key).rule(answers, CHOSEN) is met


def test_a_year_may_ask_for_a_better_predikat() -> None:
    strict = {"sakip.minimum": Predikat.BB.value}
    assert not by_key(IndicatorKey.SAKIP).rule({"predikat": "B"}, strict)
    assert by_key(IndicatorKey.SAKIP).rule({"predikat": "BB"}, strict)


def test_results_of_the_kelembagaan_evaluation_are_carried_over() -> None:
    assert [indicator.validity_years(CHOSEN) for indicator in INDICATORS] == [1, 3, 1, 1, 1]


def test_wording_and_owners_are_those_of_the_form() -> None:
    assert [(indicator.number, indicator.name, indicator.owner.full_name) for indicator in INDICATORS] == [
        ("1", "Persentase dokumen SAKIP OPD yang baik", "Sub Bagian Kelembagaan dan Kinerja"),
        ("2", "Persentase OPD yang tepat tugas dan fungsinya", "Sub Bagian Kelembagaan dan Kinerja"),
        ("3a", "Persentase nilai IKM OPD berpredikat baik", "Sub Bagian Tatalaksana dan Pelayanan Publik"),
        (
            "3b",
            "Persentase OPD yang menerapkan ketatalaksanaan sesuai ketentuan peraturan perundangan",
            "Sub Bagian Tatalaksana dan Pelayanan Publik",
        ),
        (
            "4",
            "Persentase OPD yang melaksanakan analisa jabatan",
            "Sub Bagian Analisis Jabatan dan Kepegawaian",
        ),
    ]
    assert all(
        indicator.formula.endswith("/ Jumlah Seluruh Perangkat Daerah × 100%") for indicator in INDICATORS
    )
    assert [indicator.source for indicator in INDICATORS] == [
        "Data SAKIP Perangkat Daerah",
        "Laporan Evaluasi Kelembagaan",
        "Data SKM",
        "Laporan Evaluasi Ketatalaksanaan",
        "Laporan Hasil Analisis Jabatan",
    ]


def test_the_place_in_the_form_is_that_of_the_list() -> None:
    assert [place_of(indicator.key) for indicator in INDICATORS] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="not a valid indicator"):
        place_of("nothing")


def test_four_goals_five_indicators_three_owners() -> None:
    assert len({indicator.goal for indicator in INDICATORS}) == 4
    assert {indicator.owner for indicator in INDICATORS} == set(SubBagian)


def test_who_answers() -> None:
    assert [indicator.number for indicator in reported()] == ["1", "3a", "4"]
    assert [indicator.number for indicator in evaluated()] == ["2", "3b"]


def test_an_ikm_of_nine_unsur_is_judged_by_what_they_make() -> None:
    unsur = {f"u{number}": "3.06" for number in range(1, 10)}
    assert not by_key(IndicatorKey.IKM).rule({"cara": "unsur", **unsur}, CHOSEN)
    assert by_key(IndicatorKey.IKM).rule({"cara": "unsur", **unsur, "u1": str(Decimal("3.20"))}, CHOSEN)


def test_only_analisis_jabatan_comes_to_something_beside_its_number() -> None:
    said = {one.key for one in INDICATORS if one.together([{"stage": "x"}, {}]) != ""}
    assert said <= {IndicatorKey.ANJAB}
