"""The days off of a year: the list that everybody of `/tenggat` reads, and one day that an admin changes."""

from datetime import date

from telegram import Update

from domain.days_off.days import DayOff, Whose, days_off_of
from domain.years.rules import WORKING, day_off_key
from handlers.city.calendar import national_days
from handlers.city.office import region_in
from handlers.city.open_years import lock_open_year
from handlers.days_off import keyboards, texts
from handlers.days_off.buttons import ChangeDayOff, DayOffCard
from handlers.deadlines import DaysOff, DeadlineFacts, deadline_facts
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.years import YearScreen
from storage.ports import Stale

DAYS_A_PAGE = 8


async def show_days_off(update: Update, context: Context, button: DaysOff) -> None:
    """Show a page of the days to come; of another year, of all its days. Raises as `deadline_facts`."""
    await show(context, update, await _screen(context, button.year, page=button.page))


async def _screen(context: Context, year: int, note: str = "", page: int = 0) -> Screen:
    async with context.look() as uow:
        facts = await deadline_facts(uow, context, year)
    shown = page_of(_listed(facts), page, DAYS_A_PAGE)
    return Screen(texts.days_off(facts, shown.items, note), keyboards.days_off(facts, shown))


DAYS_OFF = YearScreen(_screen, "days_off", "‹ Hari libur")
"""The list, and not the day: one that was taken off it has no card any more."""


async def show_saved_day(context: Context, update: Update, ordinal: int) -> None:
    """Show the list after a change that was stored under its day: so it was before the list was named."""
    await DAYS_OFF.show_saved(context, update, date.fromordinal(ordinal).year)


def _listed(facts: DeadlineFacts) -> list[DayOff]:
    this_year = facts.rules.year == facts.today.year
    return [one for one in _all(facts) if not this_year or one.day >= facts.today]


def _all(facts: DeadlineFacts) -> tuple[DayOff, ...]:
    return days_off_of(facts.rules, national_days(facts.rules.year))


async def show_day(update: Update, context: Context, button: DayOffCard) -> None:
    """Show one day. Raises NotAllowed, and Stale for a day that is not (or no longer) on the list."""
    check_admin(context)
    day = _day_of(button.iso)
    async with context.look() as uow:
        facts, region = await deadline_facts(uow, context, day.year), await region_in(uow)
    one = _found(facts, day)
    await show(context, update, Screen(texts.card(facts, one, region), keyboards.card(facts, one)))


def _found(facts: DeadlineFacts, day: date) -> DayOff:
    found = next((one for one in _all(facts) if one.day == day), None)
    if found is None:
        raise Stale(f"{day} is no day off")
    return found


def _day_of(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as broken:
        raise Stale(f"a button of {said}") from broken


async def change_day(update: Update, context: Context, button: ChangeDayOff) -> None:
    """Make a day a working day, or take back what the city said of it.

    Pressed twice it changes nothing more. Raises NotAllowed, NotPossible(YEAR_CLOSED), Stale as `show_day`
    and for a day that has passed.
    """
    check_admin(context)
    day = _day_of(button.iso)
    if button.to not in (WORKING, keyboards.AS_BEFORE) or day < context.today:
        raise Stale(f"a button to make {day} {button.to}")
    async with context.uow() as uow:
        await lock_open_year(uow, day.year)
        one = _found(await deadline_facts(uow, context, day.year), day)
        value = WORKING if button.to == WORKING else ""
        if one.whose is not (Whose.WORKING if value else Whose.NATIONAL):
            by, at = context.person.id, context.now
            await uow.years.set(day.year, day_off_key(day), value, by=by, at=at)
        await uow.commit(name_of(DAYS_OFF.reply, day.year))
    await DAYS_OFF.show_saved(context, update, day.year)
