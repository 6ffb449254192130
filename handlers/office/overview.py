"""`/instansi`: the card of the office, and the cards of its parts."""

from telegram import Update

from handlers.city.office import office_of
from handlers.office import keyboards, texts
from handlers.office.buttons import OfficeCard, OfficeGroup
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen, show
from storage.ports import Stale


async def office_command(update: Update, context: Context) -> None:
    """`/instansi`."""
    await show(context, update, await office_screen(context))


async def show_office(update: Update, context: Context, _: OfficeCard) -> None:
    await show(context, update, await office_screen(context))


async def office_screen(context: Context, note: str = "") -> Screen:
    """Return the card, with that note above it."""
    async with context.look() as uow:
        office = await office_of(uow)
    return Screen(texts.office(office, context.today, note), keyboards.office(context.year))


async def show_group(update: Update, context: Context, button: OfficeGroup) -> None:
    """Show some parts. Raises Stale for a group that there is not."""
    if button.group not in texts.GROUPS:
        raise Stale(f"a button of {button.group}")
    await show(context, update, await group_screen(context, button.group))


async def group_screen(context: Context, which: str, note: str = "") -> Screen:
    """Return the card of some parts, with that note above it."""
    async with context.look() as uow:
        office = await office_of(uow)
    return Screen(texts.group(office, which, note), keyboards.group(which, office))
