"""Taking an extension back, with a reason: everybody's deadline holds for that OPD again."""

from dataclasses import replace

from telegram import Update

from domain.deadlines.form import PRESENT, REASON, REVOCATION_FORM
from domain.errors import NotPossible, Problem
from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.years.rules import YearRules, extension_key
from handlers.city.open_years import lock_open_year
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.deadlines import keyboards, texts
from handlers.deadlines.buttons import Extensions, RevokeExtension
from handlers.deadlines.desk import about, deadline_facts, extendable, iso, may_fill, subject_of
from handlers.deadlines.effect import effect_of
from handlers.deadlines.overview import leave
from handlers.deadlines.told import store_told
from handlers.deadlines.words import REVOCATION
from handlers.telegram.context import Context
from handlers.telegram.keys import DANGER, pages
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from handlers.words.names import title
from handlers.years import begin
from storage.ports import Stale, UnitOfWork

OPD_A_PAGE = 8


async def show_extensions(update: Update, context: Context, button: Extensions) -> None:
    """Show a page of the OPD that have longer. Raises as `extendable` and `deadline_facts`."""
    indicator = extendable(context, button.indicator)
    async with context.aside() as uow:
        facts = await deadline_facts(uow, context, button.year)
        longer = [await uow.opds.get(code) for code in facts.rules.longer(indicator.key)]
    page = page_of(longer, button.page, OPD_A_PAGE)
    turned = pages(page.number, page.count, lambda turned: Extensions(button.year, indicator.key, turned))
    text = texts.pick_extension(indicator, button.year, page.items)
    await show(
        context, update, Screen(text, keyboards.extensions(indicator, button.year, page.items, turned))
    )


async def revoke(update: Update, context: Context, button: RevokeExtension) -> None:
    """Ask for the reason.

    Raises as `extendable`, `deadline_facts` and `begin`, Stale for an OPD without an extension.
    """
    indicator = extendable(context, button.indicator)
    async with context.aside() as uow:
        facts = await deadline_facts(uow, context, button.year)
    held = facts.rules.extensions.get((indicator.key, button.opd))
    if held is None:
        raise Stale(f"{button.opd} has no extension")
    subject = subject_of(indicator, button.opd)
    place = Place({PRESENT: iso(held)})
    await begin(update, context, REVOCATION_FORM, button.year, subject, place)


async def _sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
    indicator, code = about(draft)
    rules = await uow.years.rules(draft.year)
    held = rules.extensions.get((indicator.key, code))
    return Sheet(
        title=f"Cabut perpanjangan {title(indicator)} {draft.year}",
        place=(await uow.opds.get(code)).name,
        present=texts.present(held) if held is not None else "",
        notes=await _effect(uow, draft, rules),
    )


async def _effect(uow: UnitOfWork, draft: Draft, rules: YearRules) -> tuple[str, ...]:
    indicator, code = about(draft)
    if REASON not in draft.place.answers:
        return ()
    left = {key: due for key, due in rules.extensions.items() if key != (indicator.key, code)}
    after = replace(rules, extensions=left)
    return await effect_of(uow, draft, rules, after, after.due(indicator.key, code))


async def _store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
    indicator, code = about(draft)
    reason = REVOCATION_FORM.complete(draft.place.answers)[REASON]
    await lock_open_year(uow, draft.year)
    before = await uow.years.rules(draft.year)
    if iso(before.extensions.get((indicator.key, code))) != draft.place.answers[PRESENT]:
        raise NotPossible(Problem.DEADLINE_CHANGED)
    key = extension_key(indicator.key, code)
    return await store_told(uow, context, draft, key, "", before, reason=reason)


REVOCATION_FLOW = Flow(
    form=REVOCATION_FORM,
    words=REVOCATION,
    may_fill=may_fill,
    sheet=_sheet,
    finish=_store,
    leave=leave,
    leave_label="‹ Tenggat",
    send_label="Cabut",
    send_style=DANGER,
    undone="Belum dicabut",
)
