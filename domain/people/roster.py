"""Who is where: everybody by role and unit, and the units that nobody speaks for."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.language.written import compared
from domain.people.person import Grant, Person, Role, SubBagian
from domain.units.opd import Opd


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the roster. `grant` None: without any role; `person` None: nobody has this role."""

    grant: Grant | None
    person: Person | None


def roster(people: Iterable[Person], opds: Iterable[Opd], today: date) -> list[Seat]:
    """Return everybody under each of their roles: admins, pimpinan, Sub Bagian, OPD, then the rest.

    The OPD are in the order of what they are called in short.
    Sub Bagian and OPD that nobody speaks for have a seat of their own. An OPD that has ended is listed only
    while somebody still has a role in it.
    """
    everybody = sorted(people, key=lambda person: (compared(person.name), person.id))
    holders = defaultdict[Grant, list[Person]](list)
    for person in everybody:
        for grant in person.grants:
            holders[grant].append(person)
    seats, going_on = list[Seat](), {opd.code for opd in opds if not ended(opd, today)}
    for grant in _grants(opds):
        held = [Seat(grant, person) for person in holders.get(grant, ())]
        seats += held or ([Seat(grant, None)] if _is_missed(grant, going_on) else [])
    return seats + [Seat(None, person) for person in everybody if not person.grants]


def _grants(opds: Iterable[Opd]) -> list[Grant]:
    by_name = sorted(opds, key=lambda opd: (compared(opd.short_name), opd.code))
    return [
        Grant(Role.ADMIN),
        Grant(Role.PIMPINAN),
        *(Grant(Role.VERIFIKATOR, one) for one in SubBagian),
        *(Grant(Role.OPERATOR, opd.code) for opd in by_name),
    ]


def _is_missed(grant: Grant, going_on: Container[str]) -> bool:
    if grant.role is Role.OPERATOR:
        return grant.unit in going_on
    return grant.role is Role.VERIFIKATOR


def ended(opd: Opd, today: date) -> bool:
    """Return whether the unit's last day is over."""
    return opd.valid_to is not None and opd.valid_to < today


def without_operator(people: Sequence[Person], opds: Iterable[Opd], today: date) -> list[Opd]:
    """Return the units, not ended, that nobody reports for, by what they are called in short."""
    spoken_for = {opd for person in people for opd in person.opds}
    missed = [opd for opd in opds if opd.code not in spoken_for and not ended(opd, today)]
    return sorted(missed, key=lambda opd: (compared(opd.short_name), opd.code))


def admins(people: Sequence[Person]) -> list[Person]:
    """Return those who run the bot; there must always be one."""
    return [person for person in people if Role.ADMIN in person.roles]
