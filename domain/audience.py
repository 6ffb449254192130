"""Whom an announcement is for: a key that can be stored, and the people it means at a given moment."""

from collections.abc import Iterable

from domain.debts import Debt
from domain.indicators import REPORTED
from domain.keys import IndicatorKey
from domain.people import Person, Role, SubBagian

EVERYBODY = "all"
_ROLE, _REPORTERS, _OWING = "role", "sub", "owes"


def with_role(role: Role) -> str:
    """Return the key of everybody who has that role."""
    return f"{_ROLE}:{role}"


def reporting_to(sub_bagian: SubBagian) -> str:
    """Return the key of the operators whose reports that Sub Bagian verifies."""
    return f"{_REPORTERS}:{sub_bagian}"


def owing(indicator: IndicatorKey) -> str:
    """Return the key of the operators of those OPD that still owe that report."""
    return f"{_OWING}:{indicator}"


def named(audience: str) -> Role | SubBagian | IndicatorKey | None:
    """Return what a key is about, None for everybody. Raises ValueError for what is no key."""
    kind, _, about = audience.partition(":")
    if audience == EVERYBODY:
        return None
    if kind == _ROLE:
        return Role(about)
    if kind == _REPORTERS:
        return SubBagian(about)
    if kind == _OWING:
        return IndicatorKey(about)
    raise ValueError(f"no audience: {audience}")


def people_of(audience: str, people: Iterable[Person], debts: Iterable[Debt]) -> tuple[Person, ...]:
    """Return those who are meant, each once, by name; nobody whose roles have all ended.

    Raises ValueError for what is no key. `debts` are what is owed of the year at that moment.
    """
    about = named(audience)
    late = {debt.opd for debt in debts if debt.indicator is about}
    meant = {person.id: person for person in people if person.grants and _is_meant(person, about, late)}
    return tuple(sorted(meant.values(), key=lambda person: (person.name.lower(), person.id)))


def _is_meant(person: Person, about: Role | SubBagian | IndicatorKey | None, late: set[str]) -> bool:
    if about is None:
        return True
    if isinstance(about, Role):
        return about in person.roles
    if isinstance(about, SubBagian):
        # Every OPD owes every report: whoever reports for one reports to each Sub Bagian that verifies any.
        return bool(person.opds) and any(indicator.owner is about for indicator in REPORTED)
    return not late.isdisjoint(person.opds)
