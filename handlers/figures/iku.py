"""`/iku`: the five percentages of a year or quarter, and the OPD behind each of them."""

from dataclasses import replace

from telegram import Chat, Update

from domain.figures.asking import NotUnderstood, Period, ended_quarters, parse, period
from domain.indicators import INDICATORS, Indicator, by_key
from domain.language.dates import year_end
from domain.units.opd import in_force_at
from handlers.city.figures import pressed_indicator, pressed_period
from handlers.delivery.living import LivingCard, Worded, show_living
from handlers.figures import detail_texts as iku_detail
from handlers.figures import keyboards
from handlers.figures import part_texts as iku_parts
from handlers.figures import texts as iku
from handlers.figures.buttons import Iku, IkuDetail
from handlers.figures.official import Standing, standing_of
from handlers.figures.official_texts import MANY
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, ending, show

OPD_A_PAGE = 10


async def iku_command(update: Update, context: Context) -> None:
    """`/iku`, with whatever was typed behind it; a group gets totals and no buttons."""
    in_group = update.effective_chat is not None and update.effective_chat.type != Chat.PRIVATE
    try:
        asked = parse(" ".join(context.args or ()), context.year)
    except NotUnderstood as reason:
        why = iku.not_understood(reason)
        await show(context, update, Screen(why) if in_group else ending(why))
        return
    when = period(asked.year, asked.quarter, context.now)
    if in_group:
        indicators = tuple(INDICATORS) if asked.indicator is None else (by_key(asked.indicator),)
        await show(context, update, await _totals(context, when, indicators))
    elif asked.indicator is None:
        await _show_overview(context, update, when)
    else:
        await show(context, update, await _detail(context, when, by_key(asked.indicator), 0))


async def show_iku(update: Update, context: Context, button: Iku) -> None:
    """Show all five indicators of a year (0: the present one). Raises Stale for a forged time."""
    when = pressed_period(context, button.year or context.year, button.quarter)
    await _show_overview(context, update, when)


async def _show_overview(context: Context, update: Update, when: Period) -> None:
    """Show all five; what was so at the end of a quarter stays so, all else goes on changing by itself."""
    if when.quarter:
        screen = (await _overview(context, when))("")
        await show_as(context, update, screen, "iku.quarter", Iku(when.year, when.quarter).pack())
    else:
        await show_living(context, update, LIVING_IKU, str(when.year))


async def _living_overview(context: Context, year: str) -> Worded:
    return await _overview(context, period(int(year), 0, context.now))


LIVING_IKU = LivingCard("iku", _living_overview)


async def show_detail(update: Update, context: Context, button: IkuDetail) -> None:
    """Show one indicator with the OPD behind it. Raises Stale for a forged indicator or time."""
    when = pressed_period(context, button.year, button.quarter)
    await show(
        context, update, await _detail(context, when, pressed_indicator(button.indicator), button.page)
    )


async def _standing(context: Context, asked: Period) -> Standing:
    async def read() -> Standing:
        async with context.aside() as uow:
            return await standing_of(uow, asked, context.now)

    return await context.once((Standing, asked.year, asked.quarter), read)


async def _totals(context: Context, asked: Period, indicators: tuple[Indicator, ...]) -> Screen:
    """Return what may be said before everybody: no OPD by name, not even the asker's own."""
    stands = await _standing(context, asked)
    lines = [
        replace(stands.line(context, one, names=False), own=(), waits_for_asker=False) for one in indicators
    ]
    return Screen(iku.overview(stands.when, lines, stands.head(names=False)))


async def _overview(context: Context, asked: Period) -> Worded:
    stands, names = await _standing(context, asked), context.person.sees_everything
    keyboard = keyboards.overview(
        stands.when,
        quarters=ended_quarters(asked.year, context.now),
        this_year=context.year,
        has_last_year=bool(in_force_at(stands.then.opds, year_end(asked.year - 1), asked.year - 1)),
    )
    lines = [stands.line(context, one, names=names) for one in INDICATORS]
    head = stands.head(names=names)
    return lambda updated: Screen(iku.overview(stands.when, lines, head, updated), keyboard)


async def _detail(context: Context, asked: Period, indicator: Indicator, number: int) -> Screen:
    """Return one page of the OPD behind a percentage; operators see only their own by name."""
    stands, all_names = await _standing(context, asked), context.person.sees_everything
    shown = stands.line(context, indicator, names=all_names, most=MANY)
    page = page_of(iku_parts.listed(shown.figure.entries if all_names else shown.own), number, OPD_A_PAGE)
    text = iku_detail.detail(
        stands.when, shown, page.items, own_only=not all_names, closed=stands.head(names=all_names)
    )
    return Screen(text, keyboards.detail(indicator, stands.when, page))
