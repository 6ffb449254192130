"""Service units: what they make together, exact until it is rounded once, and what became of them."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indicators.ikm.mutu import Mutu, mutu_of
from domain.indicators.ikm.service_units import (
    ServiceUnit,
    Units,
    changes,
    extremes,
    from_text,
    how_computed,
    ikm_of_units,
    jumps,
    mean_of,
    names_only,
    respondents_of_all,
    same_name,
    to_text,
    told,
    told_changes,
)
from domain.indicators.ikm.unsur import ikm_of

NINE = tuple(map(Decimal, ["3.31", "3.35", "3.49", "3.93", "3.45", "3.39", "3.39", "3.76", "3.35"]))
published = st.decimals(25, 100, places=2)
people = st.integers(1, 100_000)
counted = st.lists(st.builds(ServiceUnit, st.just("Unit"), published, people), min_size=1, max_size=60)
uncounted = st.lists(st.builds(ServiceUnit, st.just("Unit"), published), min_size=1, max_size=60)
either = st.one_of(counted, uncounted)


def units(*said: str) -> Units:
    """Return units of "82.5" or "82.5/120"; "-" is one without a value."""
    found = []
    for number, one in enumerate(said, start=1):
        value, _, counted = one.partition("/")
        nilai = None if value == "-" else Decimal(value)
        found.append(ServiceUnit(f"Unit {number}", nilai, int(counted) if counted else None))
    return tuple(found)


@pytest.mark.parametrize(
    ("said", "ikm", "how"),
    [
        (("82.50/120",), "82.50", "rata-rata tertimbang 1 unit, 120 responden"),
        (("80/100", "90/300"), "87.50", "rata-rata tertimbang 2 unit, 400 responden"),
        (("80/1000", "90/240"), "81.94", "rata-rata tertimbang 2 unit, 1.240 responden"),
        (("80/100", "90"), "85.00", "rata-rata sederhana 2 unit: responden belum lengkap"),
        (("80", "90"), "85.00", "rata-rata sederhana 2 unit: responden tidak diisi"),
        (("80/100", "90/300", "-"), "87.50", "rata-rata tertimbang 2 dari 3 unit, 400 responden"),
        (("80/100", "-/300"), "80.00", "rata-rata tertimbang 1 dari 2 unit, 100 responden"),
        # Boundaries of the mutu, made by a mean: rounded once, HALF_UP, and then compared.
        (("88.30", "88.31"), "88.31", "rata-rata sederhana 2 unit: responden tidak diisi"),
        (("88.30/2", "88.31/1"), "88.30", "rata-rata tertimbang 2 unit, 3 responden"),
        (("76.60", "76.61"), "76.61", "rata-rata sederhana 2 unit: responden tidak diisi"),
        (("64.99/1", "65/1"), "65.00", "rata-rata tertimbang 2 unit, 2 responden"),
        (("64.99/2", "65/1"), "64.99", "rata-rata tertimbang 2 unit, 3 responden"),
    ],
)
def test_the_units_make_one_number_and_say_how(said: tuple[str, ...], ikm: str, how: str) -> None:
    assert (str(ikm_of_units(units(*said))), how_computed(units(*said))) == (ikm, how)


def test_no_value_makes_no_number() -> None:
    assert (ikm_of_units(()), mean_of(units("-")), respondents_of_all(units("-"))) == (None, None, None)


def test_each_unit_counts_exactly_and_only_the_end_is_rounded() -> None:
    """Rounding each unit first would give 76,61: two of 76,6049 are 76,60 together."""
    assert ikm_of_units(units("76.605", "76.6049")) == Decimal("76.60")
    assert mutu_of(mean_of(units("76.605", "76.6049")) or Fraction(0)) is Mutu.C


def test_a_unit_may_be_given_by_its_nine_unsur() -> None:
    unit = ServiceUnit("Puskesmas Satu", respondents=45, unsur=NINE)
    assert ikm_of_units([unit]) == ikm_of(NINE) == Decimal("87.28")
    assert unit.value == sum(map(Fraction, NINE)) / 9 * 25
    assert told(unit) == "Puskesmas Satu: 87,28 · B · 45 resp."
    assert from_text(to_text([unit])) == (unit,)


@given(either)
def test_the_mean_lies_between_the_lowest_and_the_highest(some: list[ServiceUnit]) -> None:
    values = [unit.value or 0 for unit in some]
    assert min(values) <= (mean_of(some) or 0) <= max(values)


@given(either, st.randoms())
def test_the_order_of_the_units_changes_nothing(some: list[ServiceUnit], shuffled: Random) -> None:
    other = list(some)
    shuffled.shuffle(other)
    assert mean_of(other) == mean_of(some)
    assert how_computed(other) == how_computed(some)


@given(published, st.one_of(st.none(), people))
def test_one_unit_is_the_published_number(nilai: Decimal, counted: int | None) -> None:
    assert mean_of([ServiceUnit("Satu", nilai, counted)]) == Fraction(nilai)


@given(uncounted, people)
def test_equal_respondents_weigh_like_none(some: list[ServiceUnit], counted: int) -> None:
    equal = [ServiceUnit(unit.name, unit.nilai, counted) for unit in some]
    assert mean_of(equal) == mean_of(some)


@given(either)
def test_what_is_stored_comes_back(some: list[ServiceUnit]) -> None:
    assert from_text(to_text(some)) == tuple(some)


def test_the_stored_text_is_one_and_says_only_what_is_known() -> None:
    text = to_text((ServiceUnit("Kel. Kanigaran"), ServiceUnit("Puskesmas “Satu”", Decimal("82.5"), 120)))
    assert text == '[{"nama":"Kel. Kanigaran"},{"nama":"Puskesmas “Satu”","nilai":"82.5","responden":120}]'
    assert names_only(text) == '[{"nama":"Kel. Kanigaran"},{"nama":"Puskesmas “Satu”"}]'
    assert from_text("") == ()


@pytest.mark.parametrize(
    ("nilai", "interval", "mutu"),
    [
        (None, False, None),
        ("1", True, None),
        ("4", True, None),
        ("25", False, Mutu.D),
        ("88.305", False, Mutu.A),
    ],
)
def test_a_value_up_to_four_may_be_an_interval(nilai: str | None, interval: bool, mutu: Mutu | None) -> None:
    unit = ServiceUnit("Satu", Decimal(nilai) if nilai else None)
    assert (unit.may_be_interval, unit.mutu) == (interval, mutu)


def test_a_unit_is_told_on_one_line() -> None:
    assert told(ServiceUnit("Satu")) == "Satu: belum ada nilai"
    assert told(ServiceUnit("Satu", Decimal("82.5"), 1200)) == "Satu: 82,50 · B · 1.200 resp."
    assert told(ServiceUnit("Satu", Decimal("3.4"))) == "Satu: 3,40"


def test_the_lowest_and_the_highest_are_named_once_they_differ() -> None:
    found = extremes(units("80", "90", "-", "70", "70"))
    assert found is not None
    assert [unit.name for unit in found] == ["Unit 4", "Unit 2"]
    assert extremes(units("80", "80")) is extremes(units("80")) is extremes(()) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Puskesmas Satu", "puskesmas  SATU", True),
        ("Kel. Kanigaran", "Kel Kanigaran", True),
        ("Puskesmas 1", "Puskesmas 2", False),
    ],
)
def test_names_are_compared_as_they_are_seen(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


BEFORE = (
    ServiceUnit("Satu", Decimal(80), 100),
    ServiceUnit("Dua", Decimal(80)),
    ServiceUnit("Tiga", Decimal(80), 50),
    ServiceUnit("Empat"),
    ServiceUnit("Lima", Decimal(80), 9),
    ServiceUnit("Enam", Decimal(70)),
)
AFTER = (
    ServiceUnit("SATU", Decimal("80.0"), 100),
    ServiceUnit("Dua", Decimal("95.01")),
    ServiceUnit("Tiga", Decimal(80), 60),
    ServiceUnit("Empat", Decimal(85)),
    ServiceUnit("Lima", Decimal(65)),
    ServiceUnit("Tujuh", Decimal(90), 20),
)


def test_what_became_of_the_units_is_told_one_by_one() -> None:
    assert told_changes(BEFORE, AFTER) == (
        "Dua: 80,00 → 95,01",
        "Tiga: 50 resp. → 60 resp.",
        "Empat: belum ada nilai → 85,00",
        "Lima: 80,00 (9 resp.) → 65,00 (tanpa responden)",
        "+ Tujuh: 90,00 · A · 20 resp.",
        "− Enam: 70,00 · C",
    )
    assert told_changes(BEFORE, BEFORE) == ()
    assert changes(BEFORE, AFTER).added == (AFTER[-1],)


def test_only_more_than_fifteen_points_are_a_jump() -> None:
    assert jumps(BEFORE, AFTER) == (("Dua", Fraction("15.01")),)
    assert jumps(units("80", "80"), units("95", "64.99")) == (("Unit 2", Fraction("-15.01")),)
