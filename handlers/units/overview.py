"""`/opd`: the units with their validity, and one of them."""

from collections import Counter
from collections.abc import Sequence

from telegram import Update

from domain.units.changes import Validity, validity
from domain.units.opd import Opd
from handlers.city.kept import kept_opds
from handlers.city.named import opds_named
from handlers.telegram.admins import runs_the_bot
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, show
from handlers.units import keyboards, texts
from handlers.units.buttons import OpdList, ShowOpd
from storage.ports import CITY, Card, UnitOfWork, once

OPD_A_PAGE = 18
"""Two columns; with what is said above them they fill one screen."""
LIST = "opds"
"""The kind of the list's card, which can be typed to."""


async def opds_command(update: Update, context: Context) -> None:
    """`/opd`."""
    await show_list(update, context, OpdList(0))


async def show_list(update: Update, context: Context, button: OpdList) -> None:
    async with context.look() as uow:
        listed, counts = await listed_opds(uow, context)
    page = page_of(listed, button.page, OPD_A_PAGE)
    await show_as(context, update, Screen(texts.opds(page.items, counts), keyboards.opds(page)), LIST)


async def heard(update: Update, context: Context, _: Card, said: str) -> bool:
    """Show the OPD that was typed while the list is on the screen, or all that are called so, if any are."""
    if not runs_the_bot(context.person):
        return False
    async with context.look() as uow:
        found = await opds_named(uow, said)
    if len(found) == 1:
        await show_as(context, update, await opd_screen(context, found[0].code), LIST)
    elif found:
        first = [opd for _, opd in by_validity(found, context)[:OPD_A_PAGE]]
        text = texts.found(said, len(found), len(first))
        await show_as(context, update, Screen(text, keyboards.found(first)), LIST)
    return bool(found)


async def listed_opds(
    uow: UnitOfWork, context: Context
) -> tuple[Sequence[tuple[Validity, Opd]], Counter[Validity]]:
    """Return all units as `by_validity`, and how many there are of each kind; kept until one changes."""

    async def read() -> tuple[Sequence[tuple[Validity, Opd]], Counter[Validity]]:
        listed = by_validity(await kept_opds(uow), context)
        return listed, Counter(life for life, _ in listed)

    return await once(uow, CITY, ("opds by validity", context.today), read)


def by_validity(opds: Sequence[Opd], context: Context) -> list[tuple[Validity, Opd]]:
    """Return the units by what they are called: first what needs no thought, last what is over."""
    order = list(texts.GROUPS)
    lives = [(validity(opd, context.today), opd) for opd in opds]
    return sorted(lives, key=lambda one: (order.index(one[0]), one[1].short_name.casefold(), one[1].code))


async def show_opd(update: Update, context: Context, button: ShowOpd) -> None:
    await show(context, update, await opd_screen(context, button.code))


async def opd_screen(context: Context, code: str) -> Screen:
    """Return the card of one unit. Raises NotFound."""
    async with context.look() as uow:
        opd = await uow.opds.get(code)
        successor = (await uow.opds.get(opd.merged_into)).name if opd.merged_into else ""
        operators = sorted(one.name for one in await uow.people.operators([code]))
    life = validity(opd, context.today)
    return Screen(texts.opd(opd, life, successor, operators), keyboards.opd(opd, life))
