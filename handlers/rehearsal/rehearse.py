"""`/gladi`: a dry run of a year's or one deadline's reminders against today's data. Nothing is sent.

It asks the very function that decides about the real reminders (`domain.reminders.planned`), with the days to
come for its clock.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from telegram import Update

from domain.indicators import key_of, reported
from domain.overdue.debts import Debt
from domain.rehearsal.plan import Plan, Scope, plan
from domain.years.rules import YearRules
from handlers.city.owed import city_now
from handlers.rehearsal import keyboards, texts
from handlers.rehearsal.buttons import NeverArriving, Rehearsals, RehearsalSheet, Rehearse, RehearsedDay
from handlers.telegram import sheets
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale

DAYS_A_PAGE, STEPS_A_PAGE, PEOPLE_A_PAGE = 4, 6, 5
"""Days of a whole year and of one deadline, people of a day: with so many each page is one screen."""
LINES_A_PAGE = 15

_Scoped: TypeAlias = Rehearse | RehearsedDay | NeverArriving | RehearsalSheet


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A plan and what it is told with: the rules of its year, the names of the OPD by code."""

    plan: Plan
    rules: YearRules
    names: Mapping[str, str]
    shorts: Mapping[str, str]


async def rehearsal_command(update: Update, context: Context) -> None:
    """`/gladi`: what can be rehearsed."""
    await show(context, update, await _choices(context))


async def show_choices(update: Update, context: Context, _: Rehearsals) -> None:
    await show(context, update, await _choices(context))


async def _choices(context: Context) -> Screen:
    check_admin(context)
    async with context.look() as uow:
        city = await city_now(uow, context)
        rules = [await uow.years.rules(year) for year in _years(context)]
    scopes = _scopes(rules, city.debts, context.year)
    return Screen(texts.choose(rules, scopes), keyboards.choices(scopes))


def _years(context: Context) -> tuple[int, int]:
    """Return the years of which reports may be owed, the present one first."""
    return context.year, context.year - 1


def _scopes(rules: list[YearRules], debts: Sequence[Debt], this_year: int) -> list[Scope]:
    """Return what there is to rehearse: deadlines of this year, and of the last while it is still owed."""
    owed = {(debt.year, debt.indicator) for debt in debts if debt.due is not None}
    found = [
        Scope(year.year, report.key)
        for year in rules
        for report in reported()
        if (year.year, report.key) in owed or (year.year == this_year and report.key in year.deadlines)
    ]
    return [Scope(year) for year in dict.fromkeys(one.year for one in found)] + found


async def show_calendar(update: Update, context: Context, button: Rehearse) -> None:
    """Show a page of the calendar. Raises Stale for a deadline that no button of ours has."""
    found = await _rehearsal(context, button)
    await show(context, update, _calendar(found, button.page))


def _calendar(found: Rehearsal, number: int, note: str = "") -> Screen:
    size = DAYS_A_PAGE if found.plan.scope.indicator is None else STEPS_A_PAGE
    page = page_of(found.plan.days, number, size)
    text = texts.calendar(found.plan, page.items, found.rules, note)
    return Screen(text, keyboards.calendar(found.plan, page))


async def show_day(update: Update, context: Context, button: RehearsedDay) -> None:
    """Show a page of one day's people; a day that has nobody any more leads back to the calendar."""
    found = await _rehearsal(context, button)
    shown = found.plan.on(_day(button.day))
    if shown is None:
        await show(context, update, _calendar(found, 0, texts.DAY_IS_EMPTY))
        return
    page = page_of(shown.messages, button.page, PEOPLE_A_PAGE)
    text = texts.day(shown, page.items, found.shorts, found.plan.scope)
    await show(context, update, Screen(text, keyboards.day(found.plan.scope, shown, page)))


async def show_never(update: Update, context: Context, button: NeverArriving) -> None:
    found = await _rehearsal(context, button)
    page = page_of(found.plan.never, button.page, LINES_A_PAGE)
    text = texts.never(found.plan, page.items, found.shorts)
    await show(context, update, Screen(text, keyboards.never(found.plan.scope, page)))


async def download(update: Update, context: Context, button: RehearsalSheet) -> None:
    """Send the calendar as a workbook."""
    found = await _rehearsal(context, button)
    made = partial(_workbook, found.plan, found.names)
    await sheets.send(update, context, made, texts.file_name(found.plan.scope), texts.CAPTION)


def _workbook(plan: Plan, names: Mapping[str, str]) -> sheets.Book:
    # Only who asks for one pays for the library that makes it.
    from handlers.rehearsal.workbook import workbook  # noqa: PLC0415

    return workbook(plan, names)


async def _rehearsal(context: Context, button: _Scoped) -> Rehearsal:
    """Rehearse in a thread: every day of the year, for everybody, is much to think about."""
    scope = _pressed(context, button)
    async with context.look() as uow:
        city, opds = await city_now(uow, context), await uow.opds.all()
        rules = await uow.years.rules(scope.year)
    names, shorts = {opd.code: opd.name for opd in opds}, {opd.code: opd.short_name for opd in opds}
    return Rehearsal(await asyncio.to_thread(plan, context.now, city, scope), rules, names, shorts)


def _pressed(context: Context, button: _Scoped) -> Scope:
    year, indicator = button.year, button.indicator
    if year not in _years(context) or indicator not in ("", *(one.key for one in reported())):
        raise Stale(f"a button of {indicator} in {year}")
    return Scope(year, key_of(indicator) if indicator else None)


def _day(said: int) -> date:
    try:
        return date.fromisoformat(str(said))
    except ValueError as broken:
        raise Stale(f"a button of day {said}") from broken
