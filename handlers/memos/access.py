"""Who may have a nota dinas or a list of what is owed, and of which reports."""

from domain.documents.owed import scoped
from domain.documents.wanted import DocumentKind, Wanted
from domain.indicators import Indicator
from domain.people.person import Person, Role, SubBagian

_ALL = frozenset({Role.PIMPINAN, Role.ADMIN})


def may_have(person: Person, wanted: Wanted) -> bool:
    """Return whether that person may have what OPD owe of these reports, with names.

    Pimpinan and admin may have all, a verifikator what the own Sub Bagian verifies, nobody else anything.
    """
    try:
        asked = scoped(wanted.scope, wanted.indicator)
    except ValueError:
        return False
    if not _ALL.isdisjoint(person.roles):
        return True
    own = person.sub_bagian
    return bool(asked) and all(one.owner in own for one in asked)


def narrowed(
    person: Person, kind: DocumentKind, year: int, of: SubBagian, only: Indicator | None
) -> Wanted | None:
    """Return what a list of that Sub Bagian (or of one report) offers that person to have; None for nothing.

    Who leads the office signs for all of it: the list of a Sub Bagian becomes that of all three.
    """
    if only is not None:
        wanted = Wanted(kind=kind, year=year, indicator=only.key)
        reports = only.reported_by_operator
    else:
        leads = Role.PIMPINAN in person.roles
        wanted = Wanted(kind=kind, year=year, scope="" if leads else of.value)
        reports = True
    return wanted if reports and may_have(person, wanted) else None
