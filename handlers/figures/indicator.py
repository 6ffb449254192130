"""An indicator's card: its numbers, and the OPD behind them, who has to act first."""

from dataclasses import replace

from telegram import Update

from domain.figures.asking import Period
from domain.indicators import Indicator
from domain.units.naming import called, plain_words
from domain.units.opd import in_force_at
from handlers.city.figures import pressed_indicator, pressed_period
from handlers.city.kept import kept_opds, kept_rules
from handlers.city.official import frozen
from handlers.city.ways import AskWhatIf
from handlers.figures import card_texts, keyboards
from handlers.figures.buttons import IkuDetail, IkuFound, IkuReport, kept
from handlers.figures.listing import page_of_card, together
from handlers.figures.official import Standing, standing
from handlers.figures.report import show_report
from handlers.figures.texts import Line
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.press import pressed_button
from handlers.telegram.screen import Screen
from storage.ports import Card

CARD = "iku.indicator"
"""Its kind among what stands on somebody's screen."""


async def show_detail(update: Update, context: Context, button: IkuDetail) -> None:
    """Show one indicator with the OPD behind it. Raises Stale for a forged indicator or time."""
    await _show(update, context, button)


async def show_found(update: Update, context: Context, button: IkuFound) -> None:
    """Show those of its OPD that were looked for. Raises as `show_detail`."""
    await _show(update, context, button)


async def _show(update: Update, context: Context, button: IkuDetail | IkuFound) -> None:
    when, indicator = (
        pressed_period(context, button.year, button.quarter),
        pressed_indicator(button.indicator),
    )
    sought = button.words if isinstance(button, IkuFound) else ""
    screen = await _card(context, when, indicator, button.page, sought)
    await show_as(context, update, screen, CARD, button.pack())


async def heard(update: Update, context: Context, shown: Card, said: str) -> bool:
    """Show the OPD that were typed while an indicator's card is on the screen: one's report, or a list."""
    found = pressed_button(shown.about)
    if found is None or not isinstance(found[1], (IkuDetail, IkuFound)):
        return False
    button = found[1]
    indicator = pressed_indicator(button.indicator)
    async with context.look() as uow:
        when = frozen(
            await kept_rules(uow, button.year), pressed_period(context, button.year, button.quarter)
        )
        there = in_force_at(await kept_opds(uow), when.as_of, when.year)
    opds = called([opd for opd in there if context.person.may_see(opd.code)], plain_words(said))
    if len(opds) == 1:
        one = IkuReport(indicator.key, opds[0].code, button.year, button.quarter, 0)
        await show_report(update, context, one)
    elif opds:
        await _show(update, context, IkuFound(indicator.key, button.year, button.quarter, 0, kept(said)))
    return bool(opds)


async def _card(
    context: Context, asked: Period, indicator: Indicator, number: int, sought: str = ""
) -> Screen:
    """Return one page of an indicator's card; operators see only their own OPD by name.

    `sought`: words that the names of the OPD on it have.
    """
    person, words = context.person, kept(sought)
    stands = await standing(context, asked)
    shown = stands.line(person, indicator, names=person.sees_everything)
    text = card_texts.card(
        stands.when,
        replace(shown, together=await together(context, stands, indicator)),
        page := await page_of_card(context, stands, shown, number, words),
        own_only=not person.sees_everything,
        closed=stands.head(names=person.sees_everything),
        sought=words,
    )
    turned = IkuFound(indicator.key, asked.year, asked.quarter, 0, words) if words else None
    what_if = AskWhatIf(indicator.key, asked.year) if _may_ask(context, stands, shown) else None
    return Screen(text, keyboards.card(indicator, stands.when, page, turned, what_if))


def _may_ask(context: Context, stands: Standing, shown: Line) -> bool:
    """Return whether *Bagaimana bila* is offered: to who reads all names, of what still changes."""
    return (
        context.person.sees_everything
        and stands.when.live
        and not stands.when.quarter
        and stands.when.year in (context.year, context.year - 1)
        and bool(shown.totals.counts.total)
    )
