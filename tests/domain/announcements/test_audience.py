"""Whom each audience means."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.announcements import audience
from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.overdue.debts import Debt
from domain.people.person import Grant, Person, Role, SubBagian
from domain.years.steps import Steps

OPERATORS = {opd: frozenset({Grant(Role.OPERATOR, opd)}) for opd in ("DINKES", "DIKBUD", "BAPPEDA")}
SITI = Person(1, 1001, "siti", OPERATORS["DINKES"])
BUDI = Person(2, 1002, "Budi", OPERATORS["DINKES"] | {Grant(Role.VERIFIKATOR, "anjab")})
YUNI = Person(3, 1003, "Yuni", OPERATORS["DIKBUD"] | OPERATORS["BAPPEDA"])
DEWI = Person(4, 1004, "Dewi", frozenset({Grant(Role.PIMPINAN), Grant(Role.ADMIN)}))
WATI = Person(5, 1005, "Wati")
EVERYBODY = (SITI, BUDI, YUNI, DEWI, WATI)
DEBTS = (
    Debt(opd="BAPPEDA", indicator=IndicatorKey.SAKIP, year=2026),
    Debt(opd="DIKBUD", indicator=IndicatorKey.SAKIP, year=2026),
    Debt(opd="DINKES", indicator=IndicatorKey.IKM, year=2026),
    Debt(opd="DIKBUD", indicator=IndicatorKey.IKM, year=2025),
)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        (audience.EVERYBODY, ["Budi", "Dewi", "siti", "Yuni"]),
        (audience.with_role(Role.OPERATOR), ["Budi", "siti", "Yuni"]),
        (audience.with_role(Role.VERIFIKATOR), ["Budi"]),
        (audience.with_role(Role.PIMPINAN), ["Dewi"]),
        (audience.with_role(Role.ADMIN), ["Dewi"]),
        *((audience.reporting_to(one), ["Budi", "siti", "Yuni"]) for one in SubBagian),
        (audience.owing(IndicatorKey.SAKIP, [2026]), ["Yuni"]),
        (audience.owing(IndicatorKey.SAKIP, [2025]), []),
        (audience.owing(IndicatorKey.IKM, [2025]), ["Yuni"]),
        (audience.owing(IndicatorKey.IKM, [2025, 2026]), ["Budi", "siti", "Yuni"]),
        (audience.owing(IndicatorKey.IKM, [2026]), ["Budi", "siti"]),
        (audience.owing(IndicatorKey.ANJAB, [2025, 2026]), []),
    ],
)
def test_each_audience_means_these_people(key: str, names: list[str]) -> None:
    assert [person.name for person in audience.people_of(key, EVERYBODY, DEBTS)] == names


@pytest.mark.parametrize("key", ["", "everybody", "role:king", "sub:x", "owes:", "all:x", "owes:sakip:x"])
def test_what_is_no_audience_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"no audience|not a valid|invalid literal"):
        audience.people_of(key, EVERYBODY, DEBTS)


def test_a_key_tells_what_it_is_about() -> None:
    assert audience.named(audience.EVERYBODY) is None
    assert all(audience.named(audience.with_role(role)) is role for role in Role)
    assert all(audience.named(audience.reporting_to(unit)) is unit for unit in SubBagian)
    assert all(audience.named(audience.owing(one.key)) is one.key for one in INDICATORS)
    assert all(audience.named(audience.owing(one.key, [2026, 2027])) is one.key for one in INDICATORS)
    assert audience.years_of(audience.owing(IndicatorKey.SAKIP, [2026, 2027])) == (2026, 2027)
    assert audience.years_of(audience.with_role(Role.ADMIN)) == ()


@given(st.lists(st.sampled_from(EVERYBODY), max_size=12))
def test_everybody_is_meant_once_and_nobody_without_a_role(people: list[Person]) -> None:
    meant = audience.people_of(audience.EVERYBODY, people, DEBTS)
    assert {person.id for person in meant} == {person.id for person in people} - {WATI.id}
    assert len(meant) == len(set(meant))


NOW = datetime(2027, 1, 5, 9, tzinfo=WIB)
LATE = Debt(opd="A", indicator=IndicatorKey.SAKIP, year=2026, due=datetime(2026, 12, 31, 16, tzinfo=WIB))
OTHER = Debt(opd="A", indicator=IndicatorKey.IKM, year=2026, due=LATE.due)
NO_DEADLINE = Debt(opd="B", indicator=IndicatorKey.SAKIP, year=2027)


def due(month: int, day: int) -> Debt:
    return Debt(
        opd="B", indicator=IndicatorKey.SAKIP, year=2027, due=datetime(2027, month, day, 16, tzinfo=WIB)
    )


@pytest.mark.parametrize(
    ("debts", "years"),
    [
        ([], [2027]),
        ([NO_DEADLINE], [2027]),
        ([due(12, 31)], [2027]),
        ([LATE], [2026]),
        ([LATE, NO_DEADLINE], [2026]),
        ([LATE, due(12, 31)], [2026]),
        ([LATE, due(1, 20)], [2026]),
        ([LATE, due(1, 19)], [2026, 2027]),
        ([LATE, due(1, 4)], [2026, 2027]),
        ([OTHER, due(12, 31)], [2027]),
    ],
)
def test_who_owes_a_report_is_meant_by_the_years_that_are_asked_for(
    debts: list[Debt], years: list[int]
) -> None:
    key = audience.owing(IndicatorKey.SAKIP)
    assert audience.as_asked(key, debts, Steps(), NOW) == audience.owing(IndicatorKey.SAKIP, years)


def test_years_belong_to_reports_only() -> None:
    for key in (audience.EVERYBODY, audience.with_role(Role.ADMIN), audience.reporting_to(SubBagian.ANJAB)):
        assert audience.as_asked(key, [LATE], Steps(before=()), NOW) == key
