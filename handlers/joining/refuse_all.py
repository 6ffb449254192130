"""Refusing all that wait at once, after a list: for the day on which nonsense comes by the dozen."""

from telegram import Update

from domain.joining.asking import Standing
from handlers.city.names import opd_short_names
from handlers.joining import keyboards, texts
from handlers.joining.answer import tell_refused
from handlers.joining.buttons import AskRefuseAll, RefuseAll
from handlers.joining.waiting import waiting_in
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale


async def ask_refuse_all(update: Update, context: Context, _: AskRefuseAll) -> None:
    """Show who would be refused."""
    async with context.look() as uow:
        waiting, names = await waiting_in(uow, context), await opd_short_names(uow)
    if not waiting:
        raise Stale("nobody waits any more")
    newest = max(one.id for one in waiting)
    keyboard = keyboards.refuse_all(len(waiting), newest)
    await show(context, update, Screen(texts.ask_refuse_all(waiting, names), keyboard))


async def refuse_all(update: Update, context: Context, button: RefuseAll) -> None:
    """Refuse what was listed and still waits; whoever asked after that goes on waiting."""
    async with context.uow() as uow:
        listed = [one for one in await waiting_in(uow, context) if one.id <= button.newest]
        for one in listed:
            await uow.access_requests.settle(one.id, Standing.REFUSED, by=context.person.id, at=context.now)
        await uow.commit(name_of("access_refused", len(listed)))
    await show_refused(context, update, len(listed))
    for one in listed:
        await tell_refused(context, one)


async def show_refused(context: Context, update: Update, many: int) -> None:
    """Show how many were refused."""
    async with context.look() as uow:
        left = len(await waiting_in(uow, context))
    await show(context, update, Screen(texts.all_refused(many), keyboards.settled(left)))
