"""A document that was asked for in plain words: made for who may have it, or the menu *Unduh*."""

from dataclasses import replace

from telegram import Update

from domain.documents.wanted import DocumentKind, Wanted
from domain.figures.asking import Asked, NotUnderstood, parse
from domain.plain_words.wish import Command, Handed
from handlers.city.working_year import year_at_work
from handlers.downloads import show_menu
from handlers.home import above_home_keys
from handlers.papers.asking import ask_for
from handlers.papers.buttons import Downloads
from handlers.papers.paper import paper_of
from handlers.papers.texts import NOT_YOURS
from handlers.plain_words.asking import run
from handlers.telegram.context import Context
from handlers.telegram.screen import show


async def hand_over(update: Update, context: Context, wish: Handed) -> None:
    """Let somebody have what they named; `/iku` says what is wrong with a time that there is not."""
    asked = await _asked(context, wish)
    if asked is None or asked.goal:
        await run(update, context, Command("iku", wish.args))
    elif wish.kind is None:
        await show_menu(update, context, Downloads(asked.year, asked.quarter, asked.indicator or ""))
    else:
        await _hand(update, context, wish.kind, asked)


async def _asked(context: Context, wish: Handed) -> Asked | None:
    try:
        asked = parse(" ".join(wish.args), context.year)
    except NotUnderstood:
        return None
    if asked.says_year:
        return asked
    async with context.look() as uow:
        return replace(asked, year=await year_at_work(uow, context))


async def _hand(update: Update, context: Context, kind: DocumentKind, asked: Asked) -> None:
    paper = paper_of(kind)
    wanted = paper.narrowed(
        Wanted(kind=kind, year=asked.year, quarter=asked.quarter, indicator=asked.indicator)
    )
    if paper.may(context.person, wanted):
        await ask_for(update, context, wanted)
    else:
        await show(context, update, await above_home_keys(context, NOT_YOURS))
