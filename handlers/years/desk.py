"""What the screens of `/tahun`, `/target` and `/aturan` are made of."""

from handlers.figures import official_of
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.years.texts import YearFacts
from storage.ports import Stale, UnitOfWork


async def years_of(uow: UnitOfWork, context: Context) -> list[int]:
    """Return the years that can be looked at, newest first: with settings, this one, the last if reported."""
    years = {*await uow.years.known(), context.year}
    if await uow.reports.events(years=[context.year - 1]):
        years.add(context.year - 1)
    return sorted(years, reverse=True)


async def check_year(uow: UnitOfWork, context: Context, year: int) -> list[int]:
    """Return the years as `years_of`. Raises Stale for one that is not among them: no button has it."""
    years = await years_of(uow, context)
    if year not in years:
        raise Stale(f"a button of year {year}")
    return years


async def facts(uow: UnitOfWork, context: Context, year: int) -> YearFacts:
    """Return everything about one year to an admin. Raises NotAllowed, and as `year_facts`."""
    check_admin(context)
    return await year_facts(uow, context, year)


async def year_facts(uow: UnitOfWork, context: Context, year: int) -> YearFacts:
    """Return everything about one year. Raises Stale for a year that no button has."""
    years = await check_year(uow, context, year)
    rules, settings = await uow.years.rules(year), await uow.years.settings(year)
    people = {one.by for one in settings if one.by is not None}
    return YearFacts(
        rules=rules,
        this_year=context.year,
        years=tuple(years),
        settings={one.key: one for one in settings},
        names={person: (await uow.people.get(person)).name for person in people},
        official=await official_of(uow, context, rules),
    )
