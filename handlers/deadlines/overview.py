"""`/tenggat`: the deadlines of a year, and one indicator's card."""

from telegram import Update

from domain.forms.drafts import Draft
from domain.indicators import Indicator
from domain.reminders.changed import about_of
from handlers.city.names import opd_names
from handlers.deadlines import keyboards, texts
from handlers.deadlines.buttons import DeadlineCard
from handlers.deadlines.desk import about, deadline_facts, owing, settable
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show
from handlers.words import words
from handlers.years import Deadlines, behind
from storage.ports import Stale


async def deadlines_command(update: Update, context: Context) -> None:
    """`/tenggat`: the deadlines of this year; `/tenggat 4` shows that of one indicator at once."""
    asked = await behind(context)
    if asked.indicator is None:
        await show(context, update, await _screen(context, asked.year, asked.note))
    else:
        await show_card(update, context, DeadlineCard(asked.year, asked.indicator.key))


async def show_deadlines(update: Update, context: Context, button: Deadlines) -> None:
    """Show the deadlines of a year, who set them when and why. Raises as `deadline_facts`."""
    await show(context, update, await _screen(context, button.year))


async def _screen(context: Context, year: int, note: str = "") -> Screen:
    async with context.look() as uow:
        facts = await deadline_facts(uow, context, year)
    return Screen(words.paragraphs(note, texts.deadlines(facts)), keyboards.deadlines(facts))


async def show_card(update: Update, context: Context, button: DeadlineCard) -> None:
    """Show one indicator's deadline. Raises NotAllowed for another Sub Bagian's, Stale for a forged one."""
    indicator = settable(context, button.indicator)
    await show(context, update, await card_screen(context, indicator, button.year))


async def card_screen(context: Context, indicator: Indicator, year: int, note: str = "") -> Screen:
    async with context.look() as uow:
        facts = await deadline_facts(uow, context, year)
        owed = await owing(uow, indicator, year, context.now)
        names = await opd_names(uow)
    shown = texts.Card(facts=facts, indicator=indicator, owing=len(owed), names=names)
    return Screen(texts.card(shown, note), keyboards.card(facts, indicator))


async def show_stored(context: Context, update: Update, setting_id: int) -> None:
    """Show the card of the indicator whose deadline that setting is about."""
    async with context.look() as uow:
        setting = await uow.years.setting(setting_id)
    said = about_of(setting.key)
    if said is None:
        raise Stale(f"{setting.key} is no deadline")
    indicator = settable(context, said.indicator)
    await show(context, update, await card_screen(context, indicator, setting.year, words.SAVED))


async def leave(update: Update, context: Context, draft: Draft) -> None:
    """Go from a conversation about a deadline back to its card."""
    await show(context, update, await card_screen(context, about(draft)[0], draft.year))
