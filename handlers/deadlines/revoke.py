"""Taking an extension back, with a reason: everybody's deadline holds for that OPD again."""

from dataclasses import replace
from datetime import datetime

from telegram import Update

from domain.deadlines.form import PRESENT, REVOCATION_FORM
from domain.forms.form import Place
from domain.keys import IndicatorKey
from domain.years.rules import YearRules
from handlers.deadlines import keyboards, texts
from handlers.deadlines.buttons import Extensions, RevokeExtension
from handlers.deadlines.change import change_flow
from handlers.deadlines.desk import deadline_facts, extendable, iso, subject_of
from handlers.telegram.context import Context
from handlers.telegram.keys import DANGER
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from handlers.years import begin
from storage.ports import Stale

OPD_A_PAGE = 8


async def show_extensions(update: Update, context: Context, button: Extensions) -> None:
    """Show a page of the OPD that have longer. Raises as `extendable` and `deadline_facts`."""
    indicator = extendable(context, button.indicator)
    async with context.look() as uow:
        facts = await deadline_facts(uow, context, button.year)
        longer = [await uow.opds.get(code) for code in facts.rules.longer(indicator.key)]
    page = page_of(longer, button.page, OPD_A_PAGE)
    text = texts.pick_extension(indicator, button.year, page.items)
    await show(context, update, Screen(text, keyboards.extensions(indicator, button.year, page)))


async def revoke(update: Update, context: Context, button: RevokeExtension) -> None:
    """Ask for the reason.

    Raises as `extendable`, `deadline_facts` and `begin`, Stale for an OPD without an extension.
    """
    indicator = extendable(context, button.indicator)
    async with context.look() as uow:
        facts = await deadline_facts(uow, context, button.year)
    held = _held(facts.rules, indicator.key, button.opd)
    if held is None:
        raise Stale(f"{button.opd} has no extension")
    subject = subject_of(indicator, button.opd)
    place = Place({PRESENT: iso(held)})
    await begin(update, context, REVOCATION_FORM, button.year, subject, place)


def _held(rules: YearRules, indicator: IndicatorKey, opd: str) -> datetime | None:
    return rules.extensions.get((indicator, opd))


REVOCATION_FLOW = replace(
    change_flow(REVOCATION_FORM, "Cabut perpanjangan", _held),
    send_label="Cabut",
    becomes="dicabut",
    send_style=DANGER,
    undone="Belum dicabut",
)
