"""`/cadangan`: the last backups, when they were proved, and how big they are."""

from telegram import Update

from handlers.backups import keyboards, texts, wish
from handlers.backups.buttons import Backups
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, ending, show
from handlers.words import words

SHOWN = 8


async def backups_command(update: Update, context: Context) -> None:
    """`/cadangan`."""
    await show(context, update, await overview(context))


async def show_backups(update: Update, context: Context, _: Backups) -> None:
    await show(context, update, await overview(context))


async def show_again(context: Context, update: Update, _: int) -> None:
    check_admin(context)
    await show(context, update, await overview(context))


async def overview(context: Context) -> Screen:
    if not context.services.backups.is_on:
        return ending(words.paragraphs(words.bold(texts.TITLE), texts.NO_PLACE))
    found = await context.services.backups.all()
    async with context.look() as uow:
        is_under_way, why = await wish.wanted(uow) is not None, await wish.why_not(uow)
    text = texts.overview(found, context.now, why, is_under_way=is_under_way, shown=SHOWN)
    return Screen(text, keyboards.overview(found[0] if found else None, is_under_way=is_under_way))
