"""What the screens of `/tahun`, `/target` and `/aturan` are made of, and how their conversations begin."""

from dataclasses import replace

from telegram import Update

from domain.forms.form import Form, Place
from handlers.city.open_years import check_open
from handlers.conversation.card import show_card
from handlers.figures.official import official
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.years.texts import YearFacts
from storage.ports import Stale, UnitOfWork


async def years_of(uow: UnitOfWork, context: Context) -> list[int]:
    """Return the years that can be looked at, newest first: with settings, this one, the last if reported."""
    years = {*await uow.years.known(), context.year}
    if await uow.reports.events(years=[context.year - 1]):
        years.add(context.year - 1)
    return sorted(years, reverse=True)


async def facts(uow: UnitOfWork, context: Context, year: int) -> YearFacts:
    """Return everything about one year to an admin. Raises NotAllowed, and as `year_facts`."""
    check_admin(context)
    return await year_facts(uow, context, year)


async def year_facts(uow: UnitOfWork, context: Context, year: int) -> YearFacts:
    """Return everything about one year. Raises Stale for a year that no button has."""
    years = await years_of(uow, context)
    if year not in years:
        raise Stale(f"a button of year {year}")
    settings = await uow.years.settings(year)
    people = {one.by for one in settings if one.by is not None}
    return YearFacts(
        rules=await uow.years.rules(year),
        this_year=context.year,
        years=tuple(years),
        settings={one.key: one for one in settings},
        names={person: (await uow.people.get(person)).name for person in people},
        official=await official(uow, year, context.now),
    )


async def begin(
    update: Update, context: Context, form: Form, year: int, subject: str = "", place: Place | None = None
) -> None:
    """Begin an admin's conversation about an open year, as `begin_about`. Raises NotAllowed."""
    check_admin(context)
    await begin_about(update, context, form, year, subject, place)


async def begin_about(
    update: Update, context: Context, form: Form, year: int, subject: str = "", place: Place | None = None
) -> None:
    """Begin a conversation about an open year, at its first question; who may is for the caller to ask.

    Raises as `year_facts` and `check_open`.
    """
    by, at = context.person.id, context.now
    async with context.uow() as uow:
        await year_facts(uow, context, year)
        await check_open(uow, year)
        draft = await uow.drafts.begin(form.key, subject, year, by=by, at=at)
        if place is not None:
            draft = await uow.drafts.save(replace(draft, place=place), by=by, at=at)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)
