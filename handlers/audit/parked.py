"""`/audit`, *Yang tertahan*: what failed and was set aside, with *Coba lagi* for each."""

from telegram import Update

from handlers.audit import keyboards
from handlers.audit import parked_texts as texts
from handlers.audit.buttons import Parked, TryAgain
from handlers.city.names import people_names
from handlers.delivery import lane as delivery
from handlers.telegram.admins import check_admin
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show

A_PAGE = 4
MOST = 400
"""Lines that are looked at; who has more has one cause."""


async def show_parked(update: Update, context: Context, button: Parked) -> None:
    await show_page(context, update, button.page)


async def show_page(context: Context, update: Update, number: int) -> None:
    check_admin(context)
    async with context.look() as uow:
        troubles = await uow.troubles.open(MOST)
        people = await people_names(uow)
    page = page_of(troubles, number, A_PAGE)
    await show(context, update, Screen(texts.parked(page, people), keyboards.parked(page)))


async def try_again(update: Update, context: Context, button: TryAgain) -> None:
    """Settle the line, so that the item is due at once; pressed twice it changes nothing. Raises NotFound."""
    async with context.uow() as uow:
        trouble = await uow.troubles.get(button.trouble)
        was_open = trouble.settled_at is None
        await uow.troubles.settle(trouble.lane, trouble.item, context.now)
        if was_open and trouble.lane == delivery.LANE:
            await delivery.tried_again(uow, trouble.item)
        await uow.commit(name_of("parked", 0))
    await show_page(context, update, 0)
