from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import DomainError, InvalidSetting
from domain.indicators import INDICATORS, kelembagaan, ketatalaksanaan, sakip, yearly_rules
from domain.indicators.ketatalaksanaan import ITEM_KEYS, REQUIRED
from domain.indicators.sakip import Predikat
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.language.numbers import round_half_up
from domain.years.rules import (
    CapaianLabel,
    YearRules,
    capaian_label,
    day_off_key,
    extension_key,
    readable_rules,
    rules_from,
    setting_keys,
)
from domain.years.steps import Steps
from tests.domain.grades import all_of


def test_a_year_without_settings_has_the_defaults() -> None:
    rules = rules_from(2026, [])
    assert rules == YearRules(2026)
    assert sakip.minimum(rules.chosen) is Predikat.B
    assert kelembagaan.validity(rules.chosen) == 3
    assert ketatalaksanaan.required(rules.chosen) == REQUIRED
    assert (rules.targets, rules.deadlines) == ({}, {})
    assert rules.legal_basis[IndicatorKey.SAKIP] == "PermenPANRB 88/2021"
    assert rules.legal_basis.keys() == {one.key for one in INDICATORS}


def test_every_setting_has_its_place() -> None:
    settings = {
        "target.sakip": "75",
        "target.tatalaksana": "82,5",
        "target.sakip.tw2": "40",
        "deadline.ikm": "2026-12-31T16:00:00+07:00",
        "basis.anjab": "Perwali 7/2026",
        "sakip.minimum": "BB",
        "kelembagaan.validity": "2",
        "tatalaksana.required": "sop, probis",
        "extension.ikm.DINKES": "2027-01-15T16:00:00+07:00",
        "reminder.before": "0, 5, 10",
        "reminder.after": "3, 2",
        "dayoff.2026-12-28": "Hari jadi kota",
        "dayoff.2026-12-24": "kerja",
    }
    rules = rules_from(2026, settings.items())
    assert rules.year == 2026
    assert rules.targets == {IndicatorKey.SAKIP: 75, IndicatorKey.KETATALAKSANAAN: Decimal("82.5")}
    assert rules.quarter_targets == {(IndicatorKey.SAKIP, 2): 40}
    assert rules.deadlines == {IndicatorKey.IKM: datetime(2026, 12, 31, 16, tzinfo=WIB)}
    assert rules.legal_basis[IndicatorKey.ANJAB] == "Perwali 7/2026"
    assert rules.legal_basis[IndicatorKey.IKM] == "PermenPANRB 14/2017"
    assert sakip.minimum(rules.chosen) is Predikat.BB
    assert kelembagaan.validity(rules.chosen) == 2
    assert ketatalaksanaan.required(rules.chosen) == {"sop", "probis"}
    assert rules.extensions == {(IndicatorKey.IKM, "DINKES"): datetime(2027, 1, 15, 16, tzinfo=WIB)}
    assert rules.steps == Steps(before=(10, 5, 0), after=(2, 3))
    assert rules.days_off == {date(2026, 12, 28): "Hari jadi kota"}
    assert rules.working_days == {date(2026, 12, 24)}


def test_the_last_value_of_a_key_holds_even_after_a_broken_one() -> None:
    rules = rules_from(2026, [("target.ikm", "x"), ("target.ikm", "70"), ("target.ikm", "75")])
    assert rules.targets == {IndicatorKey.IKM: 75}


def test_an_empty_value_restores_the_default() -> None:
    assert rules_from(2026, [("target.ikm", "70"), ("target.ikm", " ")]) == YearRules(2026)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("target.skp", "75"),
        ("target", "75"),
        ("sakip", "B"),
        ("target.sakip", "banyak"),
        ("target.sakip", "101"),
        ("target.sakip", "-1"),
        ("target.sakip.tw0", "40"),
        ("target.sakip.tw5", "40"),
        ("target.sakip.tw", "40"),
        ("target.skp.tw1", "40"),
        ("target.sakip.tw1", "101"),
        ("target.sakip.tw1", "-1"),
        ("deadline.ikm", "besok"),
        ("deadline.ikm", "2026-12-31T16:00:00"),
        ("sakip.minimum", "CC"),
        ("sakip.minimum", "AA"),
        ("sakip.minimum", "Z"),
        ("kelembagaan.validity", "0"),
        ("kelembagaan.validity", "4"),
        ("kelembagaan.validity", "1,5"),
        ("tatalaksana.required", "sop, apa saja"),
        ("tatalaksana.required", ","),
        ("extension.ikm", "2026-12-31T16:00:00+07:00"),
        ("extension.ikm.", "2026-12-31T16:00:00+07:00"),
        ("extension.skm.DINKES", "2026-12-31T16:00:00+07:00"),
        ("extension.ikm.DINKES", "besok"),
        ("extension.ikm.DINKES", "2026-12-31T16:00:00"),
        ("reminder.before", "seminggu"),
        ("reminder.before", "61"),
        ("reminder.after", "0"),
        ("reminder", "7"),
        ("dayoff", "Libur"),
        ("dayoff.besok", "Libur"),
        ("dayoff.2026-02-29", "Libur"),
        ("dayoff.20261228", "Libur"),
    ],
)
def test_an_unknown_or_broken_setting_is_named(key: str, value: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        rules_from(2026, [("target.ikm", "75"), (key, value)])
    assert caught.value.key == key
    assert str(caught.value).startswith(f"{key}: ")
    assert isinstance(caught.value, DomainError)


@pytest.mark.parametrize("minimum", ["B", "BB", "A"])
def test_a_year_may_ask_for_b_bb_or_a(minimum: str) -> None:
    rules = rules_from(2026, [("sakip.minimum", minimum)])
    assert sakip.minimum(rules.chosen) is Predikat(minimum)


def test_the_bounds_of_what_may_be_set() -> None:
    settings = [
        ("target.sakip", "0"),
        ("target.ikm", "100"),
        ("kelembagaan.validity", "1"),
        ("tatalaksana.required", ",".join(ITEM_KEYS)),
    ]
    rules = rules_from(2026, settings)
    assert rules.targets == {IndicatorKey.SAKIP: 0, IndicatorKey.IKM: 100}
    assert kelembagaan.validity(rules.chosen) == 1
    assert ketatalaksanaan.required(rules.chosen) == ITEM_KEYS


def test_what_stands_beside_a_rule_gives_the_indicator_no_basis() -> None:
    assert [yearly.key for one, yearly in yearly_rules() if one.rules_by(yearly)] == [
        "sakip.minimum",
        "kelembagaan.validity",
        "tatalaksana.required",
    ]


def test_the_keys_that_may_be_set_are_listed() -> None:
    assert len(setting_keys()) == (3 + 4) * len(INDICATORS) + 3 + len(yearly_rules())
    assert {
        "target.sakip",
        "target.sakip.tw1",
        "target.anjab.tw4",
        "deadline.kelembagaan",
        "basis.ikm",
        "sakip.minimum",
    } <= setting_keys()


@pytest.mark.parametrize(
    ("label", "capaian"),
    [
        ("Sangat Tinggi", "130 91 90.995"),
        ("Tinggi", "90.99 76"),
        ("Sedang", "75.99 66"),
        ("Rendah", "65.99 51"),
        ("Sangat Rendah", "50.994 0"),
    ],
)
def test_a_capaian_is_labelled_as_it_is_shown(label: str, capaian: str) -> None:
    assert all_of(capaian, capaian_label) == {CapaianLabel(label)}


@given(st.fractions(0, 200))
def test_the_label_fits_the_number_beside_it(capaian: Fraction) -> None:
    assert capaian_label(capaian) is capaian_label(round_half_up(capaian))


def test_every_closing_is_remembered_and_the_last_value_holds() -> None:
    first, again = "2027-01-15T09:00:00+07:00", "2027-03-01T09:00:00+07:00"
    told = [("closed_at", first)]
    assert rules_from(2026, told).closed_at == datetime.fromisoformat(first)
    reopened = rules_from(2026, [*told, ("closed_at", "")])
    assert reopened.closed_at is None
    assert reopened.closings == (datetime.fromisoformat(first),)
    closed_again = rules_from(2026, [*told, ("closed_at", ""), ("closed_at", again)])
    assert closed_again.closed_at == datetime.fromisoformat(again)
    assert closed_again.closings == tuple(map(datetime.fromisoformat, (first, again)))


@pytest.mark.parametrize("value", ["besok", "2027-01-15T09:00:00"])
def test_a_broken_closing_is_named_even_when_another_followed(value: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        rules_from(2026, [("closed_at", value), ("closed_at", "")])
    assert caught.value.key == "closed_at"


def test_the_keys_of_what_belongs_to_one_opd_or_one_day() -> None:
    assert extension_key(IndicatorKey.SAKIP, "DINKES") == "extension.sakip.DINKES"
    assert day_off_key(date(2026, 12, 28)) == "dayoff.2026-12-28"


def test_whoever_has_no_deadline_of_the_own_has_that_of_everybody() -> None:
    late = datetime(2026, 12, 31, 16, tzinfo=WIB)
    rules = YearRules(2026, deadlines={IndicatorKey.IKM: late})
    assert (rules.due(IndicatorKey.IKM, "DINKES"), rules.due(IndicatorKey.SAKIP, "DINKES")) == (late, None)
    alone = YearRules(2026, extensions={(IndicatorKey.SAKIP, "DINKES"): late})
    assert (alone.due(IndicatorKey.SAKIP, "DINKES"), alone.due(IndicatorKey.SAKIP, "X")) == (late, None)


def test_an_extension_never_shortens_a_deadline() -> None:
    early, late = "2026-12-02T16:00:00+07:00", "2026-12-09T16:00:00+07:00"
    own = ("extension.sakip.DINKES", late)

    def due(*settings: tuple[str, str]) -> datetime | None:
        return rules_from(2026, settings).due(IndicatorKey.SAKIP, "DINKES")

    assert due() is None
    assert due(("deadline.sakip", early)) == datetime.fromisoformat(early)
    assert due(own) == due(own, ("deadline.sakip", early)) == datetime.fromisoformat(late)
    assert due(own, ("deadline.sakip", "2026-12-16T16:00:00+07:00")) == datetime(2026, 12, 16, 9, tzinfo=UTC)


def test_who_has_longer_than_everybody_is_told_apart() -> None:
    settings = [
        ("deadline.sakip", "2026-12-02T16:00:00+07:00"),
        ("extension.sakip.DISHUB", "2026-12-16T16:00:00+07:00"),
        ("extension.sakip.DINKES", "2026-12-09T16:00:00+07:00"),
        ("extension.sakip.DIKBUD", "2026-12-01T16:00:00+07:00"),
        ("extension.ikm.DINKES", "2026-12-09T16:00:00+07:00"),
    ]
    longer = rules_from(2026, settings).longer(IndicatorKey.SAKIP)
    assert [(opd, due.day) for opd, due in longer.items()] == [("DINKES", 9), ("DISHUB", 16)]
    assert list(rules_from(2026, settings).longer(IndicatorKey.IKM)) == ["DINKES"]


def test_a_setting_that_cannot_be_read_leaves_the_value_before_it_and_all_others() -> None:
    told = [
        ("target.sakip", "75"),
        ("target.ikm", "80"),
        ("nonsense", "1"),
        ("target.sakip", "banyak"),
        ("closed_at", "kemarin"),
    ]
    rules, broken = readable_rules(2026, told)
    assert rules == rules_from(2026, told[:2])
    assert sorted(error.key for error in broken) == ["closed_at", "nonsense", "target.sakip"]
    assert readable_rules(2026, told[:2]) == (rules, ())
