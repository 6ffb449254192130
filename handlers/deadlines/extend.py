"""More time for one OPD: choosing it from those that still owe the report, and granting it with a reason."""

from dataclasses import replace
from datetime import date

from telegram import Update

from domain.deadlines.form import EXTENDED_UNTIL, EXTENSION_FORM, REASON, due_in, offered_days
from domain.errors import NotPossible, Problem
from domain.forms.drafts import Draft
from domain.forms.search import mentions
from domain.indicators import Indicator
from domain.language.dates import day_of
from domain.overdue.debts import own_due
from domain.units.opd import Opd
from domain.years.rules import YearRules, extension_key
from handlers.city.open_years import lock_open_year
from handlers.conversation.flow import Flow
from handlers.conversation.search import search_flow, wanted
from handlers.conversation.texts import Sheet
from handlers.deadlines import keyboards, texts
from handlers.deadlines.buttons import Extend, FoundExtension, PickExtension, SearchExtension
from handlers.deadlines.desk import about, deadline_facts, extendable, iso, may_fill, owing, subject_of
from handlers.deadlines.effect import effect_of
from handlers.deadlines.overview import leave
from handlers.deadlines.set import checked_due, opening_place
from handlers.deadlines.told import store_told
from handlers.deadlines.words import EXTENSION
from handlers.telegram.context import Context
from handlers.telegram.keys import pages
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from handlers.words.names import title
from handlers.years import begin
from storage.ports import Stale, UnitOfWork

OPD_A_PAGE = 8
SEARCH = "cari-perpanjangan"
_AHEAD = (3, 7, 14)
"""Days after the OPD's present deadline, or after today, that are offered."""


async def pick_extension(update: Update, context: Context, button: PickExtension) -> None:
    """Show a page of the OPD that still owe that report. Raises as `extendable` and `deadline_facts`."""
    indicator = extendable(context, button.indicator)
    await show(context, update, await _pick_screen(context, indicator, button.year, button.page))


async def _pick_screen(context: Context, indicator: Indicator, year: int, number: int) -> Screen:
    async with context.aside() as uow:
        await deadline_facts(uow, context, year)
        owed = await owing(uow, indicator, year, context.now)
    page = page_of(owed, number, OPD_A_PAGE)
    turned = pages(page.number, page.count, lambda turned: PickExtension(year, indicator.key, turned))
    keyboard = keyboards.opds(indicator, year, page.items, turned)
    return Screen(texts.pick_opd(indicator, year, len(owed)), keyboard)


async def search(update: Update, context: Context, button: SearchExtension) -> None:
    """Ask for part of an OPD's name. Raises as `extendable` and `begin`."""
    indicator = extendable(context, button.indicator)
    await begin(update, context, SEARCH_FLOW.form, button.year, subject_of(indicator))


async def show_found(update: Update, context: Context, button: FoundExtension) -> None:
    await show(context, update, await _found(context, button.draft, button.page))


async def _found(context: Context, draft_id: int, number: int) -> Screen:
    async with context.aside() as uow:
        said = await wanted(uow, draft_id, SEARCH)
        draft = await uow.drafts.get(draft_id)
        indicator, year = extendable(context, about(draft)[0].key), draft.year
        owed = await owing(uow, indicator, year, context.now)
    found = [opd for opd in owed if mentions(said, opd.name, opd.code)]
    page = page_of(found, number, OPD_A_PAGE)
    turned = pages(page.number, page.count, lambda turned: FoundExtension(draft_id, turned))
    keyboard = keyboards.opds(indicator, year, page.items, turned)
    return Screen(texts.found_opds(indicator, year, said, len(found)), keyboard)


async def _leave_search(update: Update, context: Context, draft: Draft) -> None:
    indicator = extendable(context, about(draft)[0].key)
    await show(context, update, await _pick_screen(context, indicator, draft.year, 0))


async def extend(update: Update, context: Context, button: Extend) -> None:
    """Ask until when one OPD has time.

    Raises as `extendable`, `deadline_facts` and `begin`; NotPossible(NOTHING_OWED) once the OPD has
    reported; Stale where nobody has a deadline that could be extended.
    """
    indicator = extendable(context, button.indicator)
    async with context.aside() as uow:
        facts = await deadline_facts(uow, context, button.year)
        await _owing_opd(uow, context, indicator, button.year, button.opd)
    present = facts.rules.due(indicator.key, button.opd)
    if present is None:
        raise Stale(f"{indicator.key} has no deadline in {button.year}")
    begun = max(context.today, day_of(present))
    offered = offered_days(begun, _AHEAD, date(button.year + 1, *EXTENDED_UNTIL), facts.workdays)
    place = opening_place(button.year, present, list(offered))
    subject = subject_of(indicator, button.opd)
    await begin(update, context, EXTENSION_FORM, button.year, subject, place)


async def _owing_opd(uow: UnitOfWork, context: Context, indicator: Indicator, year: int, code: str) -> Opd:
    """Return the OPD of that code. Raises NotPossible(NOTHING_OWED) unless it still owes that report."""
    owed = await owing(uow, indicator, year, context.now)
    found = next((opd for opd in owed if opd.code == code), None)
    if found is None:
        raise NotPossible(Problem.NOTHING_OWED)
    return found


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    indicator, code = about(draft)
    rules = await uow.years.rules(draft.year)
    return Sheet(
        title=f"Perpanjang {title(indicator)} {draft.year}",
        place=(await uow.opds.get(code)).name,
        present=texts.present(rules.due(indicator.key, code)),
        notes=await _effect(uow, draft, rules),
    )


async def _effect(uow: UnitOfWork, draft: Draft, rules: YearRules) -> tuple[str, ...]:
    (indicator, code), due = about(draft), due_in(draft.place.answers)
    if due is None:
        return ()
    after = replace(rules, extensions={**rules.extensions, (indicator.key, code): due})
    events = await uow.reports.events(opd=code, indicator=indicator.key, years=[draft.year])
    reviewed = own_due(after, indicator.key, code, events)
    return await effect_of(uow, draft, rules, after, due, reviewed if reviewed != due else None)


async def _store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    indicator, code = about(draft)
    answers = EXTENSION_FORM.complete(draft.place.answers)
    await lock_open_year(uow, draft.year)
    await _owing_opd(uow, context, indicator, draft.year, code)
    before = await uow.years.rules(draft.year)
    due = checked_due(context, draft, before.due(indicator.key, code))
    key = extension_key(indicator.key, code)
    return await store_told(uow, context, draft, key, iso(due), before, reason=answers[REASON])


SEARCH_FLOW = search_flow(SEARCH, texts.SEARCH_TITLE, texts.SEARCH_ASK, _found, _leave_search, may=may_fill)
EXTENSION_FLOW = Flow(
    form=EXTENSION_FORM,
    words=EXTENSION,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_store,
    leave=leave,
    leave_label="‹ Tenggat",
    send_label="Perpanjang",
    undone="Belum diperpanjang",
)
