"""More time for one OPD: choosing it from those that still owe the report, and granting it with a reason."""

from dataclasses import replace
from datetime import date

from telegram import Update

from domain.deadlines.form import EXTENDED_UNTIL, EXTENSION_FORM, offered_days
from domain.errors import NotPossible, Problem
from domain.forms.drafts import Draft
from domain.forms.search import mentions
from domain.indicators import Indicator
from domain.language.dates import day_of
from domain.years.rules import YearRules
from handlers.conversation.search import Search, Sought
from handlers.deadlines import keyboards, texts
from handlers.deadlines.buttons import Extend, FoundExtension, PickExtension, SearchExtension
from handlers.deadlines.change import change_flow, opening_place
from handlers.deadlines.desk import about, deadline_facts, extendable, may_fill, owing, subject_of
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from handlers.years import begin
from storage.ports import Stale, UnitOfWork

OPD_A_PAGE = 8
_AHEAD = (3, 7, 14)
"""Days after the OPD's present deadline, or after today, that are offered."""


async def pick_extension(update: Update, context: Context, button: PickExtension) -> None:
    """Show a page of the OPD that still owe that report. Raises as `extendable` and `deadline_facts`."""
    indicator, year = extendable(context, button.indicator), button.year
    async with context.look() as uow:
        await deadline_facts(uow, context, year)
        page = page_of(await owing(uow, indicator, year, context.now), button.page, OPD_A_PAGE)
    turned = page.keys(lambda turned: PickExtension(year, indicator.key, turned))
    keyboard = keyboards.opds(indicator, year, page.items, turned)
    await show(context, update, Screen(texts.pick_opd(indicator, year, page.total), keyboard))


async def search(update: Update, context: Context, button: SearchExtension) -> None:
    """Ask for part of an OPD's name. Raises as `extendable` and `begin`."""
    indicator = extendable(context, button.indicator)
    await begin(update, context, SEARCH.flow.form, button.year, subject_of(indicator))


async def show_found(update: Update, context: Context, button: FoundExtension) -> None:
    await SEARCH.turn(update, context, button.draft, button.page)


async def _found(uow: UnitOfWork, context: Context, sought: Sought, number: int) -> Screen:
    indicator, year = extendable(context, about(sought.draft)[0].key), sought.draft.year
    owed = await owing(uow, indicator, year, context.now)
    page = page_of([opd for opd in owed if mentions(sought.words, opd.name, opd.code)], number, OPD_A_PAGE)
    turned = page.keys(lambda turned: FoundExtension(sought.draft.id, turned))
    keyboard = keyboards.opds(indicator, year, page.items, turned)
    return Screen(texts.found_opds(indicator, year, sought.words, page.total), keyboard)


async def _leave_search(update: Update, context: Context, draft: Draft) -> None:
    await pick_extension(update, context, PickExtension(draft.year, about(draft)[0].key, 0))


async def extend(update: Update, context: Context, button: Extend) -> None:
    """Ask until when one OPD has time.

    Raises as `extendable`, `deadline_facts` and `begin`; NotPossible(NOTHING_OWED) once the OPD has
    reported; Stale where nobody has a deadline that could be extended.
    """
    indicator = extendable(context, button.indicator)
    async with context.look() as uow:
        facts = await deadline_facts(uow, context, button.year)
        await _check_owing(uow, context, indicator, button.year, button.opd)
    present = facts.rules.due(indicator.key, button.opd)
    if present is None:
        raise Stale(f"{indicator.key} has no deadline in {button.year}")
    begun = max(context.today, day_of(present))
    offered = offered_days(begun, _AHEAD, date(button.year + 1, *EXTENDED_UNTIL), facts.workdays)
    place = opening_place(button.year, present, list(offered))
    subject = subject_of(indicator, button.opd)
    await begin(update, context, EXTENSION_FORM, button.year, subject, place)


async def _check_owing(uow: UnitOfWork, context: Context, indicator: Indicator, year: int, code: str) -> None:
    """Raises NotPossible(NOTHING_OWED) unless that OPD still owes that report."""
    owed = await owing(uow, indicator, year, context.now)
    if all(opd.code != code for opd in owed):
        raise NotPossible(Problem.NOTHING_OWED)


async def _check(uow: UnitOfWork, context: Context, draft: Draft) -> None:
    indicator, code = about(draft)
    await _check_owing(uow, context, indicator, draft.year, code)


SEARCH = Search("cari-perpanjangan", texts.SEARCH_TITLE, texts.SEARCH_ASK, _found, _leave_search, may_fill)
EXTENSION_FLOW = replace(
    change_flow(EXTENSION_FORM, "Perpanjang", YearRules.due, _check),
    send_label="Perpanjang",
    becomes="diperpanjang",
    undone="Belum diperpanjang",
)
