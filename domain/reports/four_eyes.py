"""Four eyes: nobody decides alone about what is their own.

Whoever reports for an OPD, or sent a report, leaves the verdict on it to a colleague; an admin who wants
another role for themselves asks a second admin, where there is one. So does whoever was an admin when they
made an invitation that they now open themselves.
"""

from collections.abc import Iterable

from domain.people.person import Person, Role, SubBagian
from domain.reports.events import ReportEvent


def is_own(person: Person, sent: ReportEvent) -> bool:
    """Return whether a submission is this person's own: of an OPD they report for, or sent by themselves."""
    return person.may_report_for(sent.opd) or sent.by == person.id


def colleagues(
    people: Iterable[Person], person: Person, sent: ReportEvent, owner: SubBagian
) -> tuple[Person, ...]:
    """Return who else of that Sub Bagian may decide about it, in the given order."""
    return tuple(
        other
        for other in people
        if other.id != person.id and owner in other.sub_bagian and not is_own(other, sent)
    )


def second_admins(people: Iterable[Person], giver: Person, receiver: int) -> tuple[Person, ...]:
    """Return the other admins, any of whom has to agree; nobody for a role that is given to somebody else.

    With no second admin there is nobody to ask, and nothing to wait for.
    """
    if giver.id != receiver:
        return ()
    return tuple(other for other in people if other.id != giver.id and Role.ADMIN in other.roles)
