"""Who owes what in a whole city, and who reports there: read in slices, kept until somebody changes it."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reports.events import ReportEvent
from storage.ports import FIGURES, REACH, REPORTS, Stood, UnitOfWork, once

MUCH = 500
"""Of so much that is owed a list is made beside the event loop."""
AT_ONCE = 200
"""OPD, or people, that are read before whoever waits is let in: some milliseconds."""


async def owed_in(
    uow: UnitOfWork, year: int, indicators: Sequence[IndicatorKey], today: date
) -> Sequence[Stood]:
    """Return what all OPD owe of these reports and evaluations of a year, by code and indicator."""
    asked = ("owed", year, tuple(indicators), today)
    return await once(uow, FIGURES, asked, lambda: _owed(uow, year, indicators, today))


async def _owed(
    uow: UnitOfWork, year: int, indicators: Sequence[IndicatorKey], today: date
) -> Sequence[Stood]:
    found, last = list[Stood](), ""
    while True:
        some = await uow.standings.owed(year, indicators, today, after=last, limit=AT_ONCE)
        found += some.owed
        last = some.last
        if not last:
            return found
        await asyncio.sleep(0)


async def said_of(uow: UnitOfWork, owed: Sequence[Stood]) -> Mapping[int, ReportEvent]:
    """Return by id the events by which OPD have said that it is not out yet."""
    ids = sorted(one.kept.expected for one in owed if one.kept is not None and one.kept.expected is not None)
    if not ids:
        return {}
    return await once(uow, REPORTS, ("expected", tuple(ids)), lambda: _events(uow, ids))


async def _events(uow: UnitOfWork, ids: Sequence[int]) -> Mapping[int, ReportEvent]:
    return {event.id: event for event in await uow.reports.several(ids)}


async def operators_by_opd(uow: UnitOfWork) -> Mapping[str, Sequence[Person]]:
    """Return who reports for each OPD, in the order of everyone."""
    return await once(uow, REACH, "operators", lambda: _operators(uow))


async def _operators(uow: UnitOfWork) -> Mapping[str, Sequence[Person]]:
    found = defaultdict[str, list[Person]](list)
    last: int | None = 0
    while last is not None:
        people, last = await uow.people.page(last, AT_ONCE)
        for person in people:
            for code in person.opds:
                found[code].append(person)
        await asyncio.sleep(0)
    return found
