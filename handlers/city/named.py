"""OPD by what they are called: for whoever types a part of it."""

from collections.abc import Sequence

from domain.forms.search import told, words_of
from domain.units.opd import Opd
from handlers.city.kept import kept_opds
from storage.ports import CITY, UnitOfWork, give_way, once

_AT_ONCE = 1000
"""OPD whose names are made ready before whoever waits is let in: some milliseconds."""


async def opds_named(uow: UnitOfWork, wanted: str) -> list[Opd]:
    """Return the OPD that `mentions` finds by name, code and short name, by their codes.

    What is compared is made of the names once, until an OPD changes: that costs more than all the rest.
    """
    found = await once(uow, CITY, "opd names", lambda: _called(uow))
    for word in words_of(wanted):
        found = [one for one in found if word in one[0]]
    return [opd for _, opd in found]


async def _called(uow: UnitOfWork) -> Sequence[tuple[str, Opd]]:
    found, opds = list[tuple[str, Opd]](), await kept_opds(uow)
    for start in range(0, len(opds), _AT_ONCE):
        found += [(told(opd.name, opd.code, opd.short_name), opd) for opd in opds[start : start + _AT_ONCE]]
        await give_way()
    return found
