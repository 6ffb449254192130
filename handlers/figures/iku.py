"""`/iku`: the five percentages of a year or quarter, an indicator, or an OPD, as it was asked for."""

from dataclasses import replace

from telegram import Chat, Update

from domain.figures.asking import Asked, NotUnderstood, parse, period
from domain.indicators import INDICATORS, by_key
from handlers.city.figures import pressed_period
from handlers.city.kept import kept_opds
from handlers.city.working_year import year_at_work
from handlers.figures import keyboards, texts
from handlers.figures.buttons import Iku, IkuDetail
from handlers.figures.indicator import show_detail
from handlers.figures.official import standing
from handlers.figures.official_texts import closing_line
from handlers.figures.opd import counted, show_asked
from handlers.figures.overview import show_overview
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show

ONLY_IN_PRIVATE = "Rincian per OPD hanya ditampilkan di chat pribadi dengan bot."


async def iku_command(update: Update, context: Context) -> None:
    """`/iku`, with whatever was typed behind it; a group gets totals and no buttons."""
    is_private = update.effective_chat is None or update.effective_chat.type == Chat.PRIVATE
    try:
        asked = await _asked(context, " ".join(context.args or ()))
    except NotUnderstood as reason:
        keyboard = keyboards.meant(reason.fitting or INDICATORS, context.year) if is_private else None
        await show(context, update, Screen(texts.not_understood(reason), keyboard))
        return
    if not is_private:
        await show(context, update, await _totals(context, asked))
    elif asked.opds:
        await show_asked(update, context, asked)
    elif asked.goal:
        screen = await _goal(context, asked)
        await show_as(context, update, screen, "iku.goal", Iku(asked.year, asked.quarter).pack())
    elif asked.indicator is None:
        await show_overview(context, update, asked.year, asked.quarter)
    else:
        await show_detail(update, context, IkuDetail(asked.indicator, asked.year, asked.quarter, 0))


async def _asked(context: Context, said: str) -> Asked:
    """Return what was asked for, of the year that is worked on unless one was named. Raises NotUnderstood."""
    async with context.look() as uow:
        # Most say nothing more, and name no OPD.
        opds = await kept_opds(uow) if said else ()
        asked = parse(said, context.year, opds)
        if not asked.says_year:
            asked = replace(asked, year=await year_at_work(uow, context))
    if len(asked.opds) <= 1:
        return asked
    there = counted(opds, asked.year, context.now)
    return replace(asked, opds=tuple(code for code in asked.opds if code in there) or asked.opds)


async def show_iku(update: Update, context: Context, button: Iku) -> None:
    """Show all five indicators of a year (0: the one that is worked on). Raises Stale for a forged time."""
    year = button.year
    if not year:
        async with context.look() as uow:
            year = await year_at_work(uow, context)
    when = pressed_period(context, year, button.quarter)
    await show_overview(context, update, when.year, when.quarter)


async def _goal(context: Context, asked: Asked) -> Screen:
    """Return the indicators of one goal of the form, each with the key to its card."""
    person, when = context.person, period(asked.year, asked.quarter, context.now)
    stands, wanted = await standing(context, when), [by_key(key) for key in asked.goal]
    lines = [stands.line(person, one, names=person.sees_everything) for one in wanted]
    text = texts.overview(stands.when, lines, closing_line(stands.official))
    return Screen(text, keyboards.meant(wanted, asked.year, asked.quarter))


async def _totals(context: Context, asked: Asked) -> Screen:
    """Return what may be said before everybody: no OPD by name, not even the asker's own."""
    if asked.opds:
        return Screen(ONLY_IN_PRIVATE)
    stands = await standing(context, period(asked.year, asked.quarter, context.now))
    wanted = asked.goal or ((asked.indicator,) if asked.indicator is not None else ())
    indicators = [one for one in INDICATORS if not wanted or one.key in wanted]
    found = [stands.line(context.person, one, names=False) for one in indicators]
    lines = [replace(line, own=(), mine=0) for line in found]
    return Screen(texts.overview(stands.when, lines, closing_line(stands.official)))
