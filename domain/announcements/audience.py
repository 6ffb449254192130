"""Whom an announcement is for: a key that can be stored, and the people it means at a given moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.indicators import key_of, reported
from domain.keys import IndicatorKey
from domain.language.dates import day_of, year_of
from domain.language.written import compared
from domain.overdue.debts import Debt
from domain.people.person import Person, Role, SubBagian
from domain.years.steps import Steps

EVERYBODY = "all"
_ROLE, _REPORTERS, _OWING = "role", "sub", "owes"


def with_role(role: Role) -> str:
    """Return the key of everybody who has that role."""
    return f"{_ROLE}:{role}"


def reporting_to(sub_bagian: SubBagian) -> str:
    """Return the key of the operators whose reports that Sub Bagian verifies."""
    return f"{_REPORTERS}:{sub_bagian}"


def owing(indicator: IndicatorKey, years: Iterable[int] = ()) -> str:
    """Return the key of the operators of those OPD that still owe that report of any of these years.

    Without years it is not said yet of which: see `as_asked`.
    """
    return ":".join((_OWING, indicator, *(str(year) for year in years)))


def as_asked(audience: str, debts: Iterable[Debt], steps: Steps, now: datetime) -> str:
    """Return the audience with the years of that report of which people are asked for it at that moment.

    What is left of last year is. Beside it the present year's is once it begins to be reminded of: in January
    nearly everybody still owes it, and nobody is late. `debts` are those that are pursued (see
    `debts.is_pursued`), `steps` the present year's.
    """
    about = named(audience)
    if not isinstance(about, IndicatorKey):
        return audience
    this_year = year_of(now)
    owed = [debt for debt in debts if debt.indicator == about]
    late = {debt.year for debt in owed if debt.year < this_year}
    reminded = any(debt.year == this_year and _is_reminded(debt, steps, now) for debt in owed)
    return owing(about, sorted(late | {this_year} if reminded or not late else late))


def _is_reminded(debt: Debt, steps: Steps, now: datetime) -> bool:
    """Return whether the first step of that deadline has come, days off left aside."""
    if debt.due is None:
        return False
    return day_of(debt.due) - day_of(now) <= timedelta(days=max(steps.before, default=0))


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
        return key_of(about.split(":")[0])
    raise ValueError(f"no audience: {audience}")


def years_of(audience: str) -> tuple[int, ...]:
    """Return the years that a key names."""
    kind, *rest = audience.split(":")
    return tuple(int(year) for year in rest[1:]) if kind == _OWING else ()


def people_of(audience: str, people: Iterable[Person], debts: Iterable[Debt]) -> tuple[Person, ...]:
    """Return those who are meant, each once, by name; nobody whose roles have all ended.

    Raises ValueError for what is no key. `debts` are those that are pursued at that moment; of them the years
    count that the key names.
    """
    about, years = named(audience), years_of(audience)
    late = {debt.opd for debt in debts if debt.indicator == about and debt.year in years}
    meant = {person.id: person for person in people if person.grants and _is_meant(person, about, late)}
    return tuple(sorted(meant.values(), key=lambda person: (compared(person.name), person.id)))


def _is_meant(person: Person, about: Role | SubBagian | IndicatorKey | None, late: set[str]) -> bool:
    if about is None:
        return True
    if isinstance(about, Role):
        return about in person.roles
    if isinstance(about, SubBagian):
        # Every OPD owes every report: whoever reports for one reports to each Sub Bagian that verifies any.
        return bool(person.opds) and any(indicator.owner is about for indicator in reported())
    return not late.isdisjoint(person.opds)
