"""What everybody's answers need of the city, and what hardly ever changes: read once, kept until it does.

Units that are opened by `context.look()`, `context.uow()` or `context.aside()` share it; any other reads it
anew. It is for what is shown and asked. A rule that decides what is stored is read behind its lock
(`handlers.city.open_years`), and a unit that has changed the settings, the OPD or a report reads the port.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.figures.kept import Totals
from domain.keys import IndicatorKey
from domain.office.office import Office
from domain.people.person import Person, Role
from domain.rekap.comparison import Comparison
from domain.reports.events import ReportEvent
from domain.units.opd import Opd
from domain.years.rules import YearRules
from storage.ports import CITY, FIGURES, REACH, REPORTS, UnitOfWork, once


async def kept_rules(uow: UnitOfWork, year: int) -> YearRules:
    """Return what holds in a year, as `uow.years.rules`."""
    return await once(uow, CITY, ("rules", year), lambda: uow.years.rules(year))


async def kept_opds(uow: UnitOfWork) -> Sequence[Opd]:
    """Return all OPD by their codes, as `uow.opds.all`."""
    return await once(uow, CITY, "opds", uow.opds.all)


async def kept_opd(uow: UnitOfWork, code: str) -> Opd:
    """Return one OPD. Raises NotFound."""
    return await once(uow, CITY, ("opd", code), lambda: uow.opds.get(code))


async def kept_totals(uow: UnitOfWork, year: int, today: date) -> Mapping[IndicatorKey, Totals]:
    """Return what the figures of a year come to, as `uow.standings.totals`."""
    return await once(uow, FIGURES, ("totals", year, today), lambda: uow.standings.totals(year, today))


async def kept_office(uow: UnitOfWork) -> Office:
    """Return the office as it stands."""
    return await once(uow, CITY, "office", uow.office.current)


async def kept_comparisons(uow: UnitOfWork, year: int) -> Mapping[str, Comparison]:
    """Return what the Inspektorat's tables say of each OPD in a year."""
    return await once(uow, CITY, ("rekap", year), lambda: uow.rekap.comparisons(year))


async def kept_event(uow: UnitOfWork, number: int) -> ReportEvent:
    """Return one event, as `uow.reports.get`. Raises NotFound."""
    return await once(uow, REPORTS, ("event", number), lambda: uow.reports.get(number))


async def kept_person(uow: UnitOfWork, number: int) -> Person:
    """Return one person with the roles of now, as `uow.people.get`. Raises NotFound."""
    return await once(uow, REACH, ("person", number), lambda: uow.people.get(number))


async def kept_having(uow: UnitOfWork, role: Role) -> Sequence[Person]:
    """Return who has that role, as `uow.people.having`."""
    return await once(uow, REACH, ("having", role), lambda: uow.people.having([role]))


async def kept_history(
    uow: UnitOfWork, opd: str | None, indicator: IndicatorKey | None
) -> Sequence[ReportEvent]:
    """Return all that ever happened to the reports of an OPD for an indicator, of all years, in order."""
    return await once(
        uow, REPORTS, ("history", opd, indicator), lambda: uow.reports.events(opd=opd, indicator=indicator)
    )
