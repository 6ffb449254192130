"""`/iku`: the five percentages of a year or quarter, and the OPD behind each of them."""

from dataclasses import replace

from telegram import Chat, Update

from domain.asking import NotUnderstood, Period, ended_quarters, parse, period
from domain.dates import year_end
from domain.indicators import BY_KEY, INDICATORS, Indicator
from domain.opd import in_force_at
from handlers.buttons.iku import Iku, IkuDetail
from handlers.context import Context
from handlers.figures import Known, known, line, pressed_indicator, pressed_period
from handlers.keyboards import iku as keyboards
from handlers.paging import page_of
from handlers.press import Press
from handlers.speech import Screen, show
from handlers.texts import iku, iku_detail, iku_parts

OPD_A_PAGE = 10


async def iku_command(update: Update, context: Context) -> None:
    """`/iku`, with whatever was typed behind it; a group gets totals and no buttons."""
    try:
        asked = parse(" ".join(context.args or ()), context.year)
    except NotUnderstood as reason:
        await show(context, update, Screen(iku.not_understood(reason)))
        return
    when = period(asked.year, asked.quarter, context.now)
    if update.effective_chat is not None and update.effective_chat.type != Chat.PRIVATE:
        indicators = INDICATORS if asked.indicator is None else (BY_KEY[asked.indicator],)
        await show(context, update, await _totals(context, when, indicators))
    elif asked.indicator is None:
        await show(context, update, await _overview(context, when))
    else:
        await show(context, update, await _detail(context, when, BY_KEY[asked.indicator], 0))


async def show_iku(update: Update, context: Context, button: Iku) -> None:
    """Show all five indicators of a year (0: the present one). Raises Stale for a forged time."""
    when = pressed_period(context, button.year or context.year, button.quarter)
    await show(context, update, await _overview(context, when))


async def show_detail(update: Update, context: Context, button: IkuDetail) -> None:
    """Show one indicator with the OPD behind it. Raises Stale for a forged indicator or time."""
    when = pressed_period(context, button.year, button.quarter)
    await show(
        context, update, await _detail(context, when, pressed_indicator(button.indicator), button.page)
    )


async def _known(context: Context, when: Period) -> Known:
    async with context.aside() as uow:
        return await known(uow, when)


async def _totals(context: Context, when: Period, indicators: tuple[Indicator, ...]) -> Screen:
    """Return what may be said before everybody: no OPD by name, not even the asker's own."""
    then = await _known(context, when)
    lines = [replace(line(context, then, one), own=(), waits_for_asker=False) for one in indicators]
    return Screen(iku.overview(when, lines))


async def _overview(context: Context, when: Period) -> Screen:
    then = await _known(context, when)
    keyboard = keyboards.overview(
        when,
        quarters=ended_quarters(when.year, context.now),
        this_year=context.year,
        has_last_year=bool(in_force_at(then.opds, year_end(when.year - 1), when.year - 1)),
    )
    return Screen(iku.overview(when, [line(context, then, one) for one in INDICATORS]), keyboard)


async def _detail(context: Context, when: Period, indicator: Indicator, number: int) -> Screen:
    """Return one page of the OPD behind a percentage; operators see only their own by name."""
    shown = line(context, await _known(context, when), indicator)
    all_names = context.person.sees_everything
    page = page_of(iku_parts.listed(shown.figure.entries if all_names else shown.own), number, OPD_A_PAGE)
    text = iku_detail.detail(when, shown, page.items, own_only=not all_names)
    opds = [one.entry.opd for one in page.items]
    return Screen(text, keyboards.detail(indicator, when, page.number, page.count, opds))


PRESSES = (Press(Iku, show_iku), Press(IkuDetail, show_detail))
