"""The days off of a year: the list that everybody of `/tenggat` reads, and one day that an admin changes."""

from datetime import date

from telegram import Update

from domain.days_off.days import DayOff, Whose, days_off_of
from domain.years.rules import WORKING, day_off_key
from handlers.city.calendar import national_days
from handlers.city.open_years import lock_open_year
from handlers.days_off import keyboards, texts
from handlers.days_off.buttons import ChangeDayOff, DayOffCard
from handlers.deadlines import texts as deadlines
from handlers.deadlines.buttons import DaysOff
from handlers.deadlines.desk import deadline_facts
from handlers.deadlines.texts import DeadlineFacts
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork

DAYS_A_PAGE = 8


async def show_days_off(update: Update, context: Context, button: DaysOff) -> None:
    """Show a page of the days to come; of another year, of all its days. Raises as `deadline_facts`."""
    await show(context, update, await days_screen(context, button.year, button.page))


async def days_screen(context: Context, year: int, number: int, note: str = "") -> Screen:
    async with context.aside() as uow:
        facts = await deadline_facts(uow, context, year)
    page = page_of(_listed(facts), number, DAYS_A_PAGE)
    keyboard = keyboards.days_off(facts, page.items, page.number, page.count)
    return Screen(texts.days_off(facts, page.items, note), keyboard)


def _listed(facts: DeadlineFacts) -> list[DayOff]:
    this_year = facts.rules.year == facts.today.year
    return [one for one in _all(facts) if not this_year or one.day >= facts.today]


def _all(facts: DeadlineFacts) -> tuple[DayOff, ...]:
    return days_off_of(facts.rules, national_days(facts.rules.year))


async def show_day(update: Update, context: Context, button: DayOffCard) -> None:
    """Show one day. Raises NotAllowed, and Stale for a day that is not (or no longer) on the list."""
    check_admin(context)
    await show(context, update, await _day_screen(context, _day_of(button.iso)))


async def _day_screen(context: Context, day: date, note: str = "") -> Screen:
    async with context.aside() as uow:
        facts = await deadline_facts(uow, context, day.year)
    one = _found(facts, day)
    return Screen(texts.card(facts, one, note), keyboards.card(facts, one))


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
        stored = await _store(uow, context, one, WORKING if button.to == WORKING else "")
        await uow.commit(stored)
    await show_changed(context, update, day.toordinal())


async def _store(uow: UnitOfWork, context: Context, one: DayOff, value: str) -> str:
    changes = one.whose is not (Whose.WORKING if value else Whose.NATIONAL)
    if changes:
        key, by, at = day_off_key(one.day), context.person.id, context.now
        await uow.years.set(one.day.year, key, value, by=by, at=at)
    return name_of("day_off", one.day.toordinal())


async def show_changed(context: Context, update: Update, ordinal: int) -> None:
    """Show the list again: a day that was taken off it has no card any more."""
    day = date.fromordinal(ordinal)
    await show(context, update, await days_screen(context, day.year, 0, deadlines.SAVED))
