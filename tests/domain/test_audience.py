"""Whom each audience means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import audience
from domain.debts import Debt
from domain.keys import IndicatorKey
from domain.people import Grant, Person, Role, SubBagian

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
        (audience.owing(IndicatorKey.SAKIP), ["Yuni"]),
        (audience.owing(IndicatorKey.IKM), ["Budi", "siti"]),
        (audience.owing(IndicatorKey.ANJAB), []),
    ],
)
def test_each_audience_means_these_people(key: str, names: list[str]) -> None:
    assert [person.name for person in audience.people_of(key, EVERYBODY, DEBTS)] == names


@pytest.mark.parametrize("key", ["", "everybody", "role:king", "sub:x", "owes:", "all:x"])
def test_what_is_no_audience_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"no audience|not a valid"):
        audience.people_of(key, EVERYBODY, DEBTS)


def test_a_key_tells_what_it_is_about() -> None:
    assert audience.named(audience.EVERYBODY) is None
    assert all(audience.named(audience.with_role(role)) is role for role in Role)
    assert all(audience.named(audience.reporting_to(unit)) is unit for unit in SubBagian)
    assert all(audience.named(audience.owing(one)) is one for one in IndicatorKey)


@given(st.lists(st.sampled_from(EVERYBODY), max_size=12))
def test_everybody_is_meant_once_and_nobody_without_a_role(people: list[Person]) -> None:
    meant = audience.people_of(audience.EVERYBODY, people, DEBTS)
    assert {person.id for person in meant} == {person.id for person in people} - {WATI.id}
    assert len(meant) == len(set(meant))
