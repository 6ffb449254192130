"""Asking *Bagaimana bila*: OPD are put on the other side, and the numbers follow. Nothing is stored."""

from telegram import Update

from domain.errors import NotAllowed
from handlers.city.ways import AskWhatIf
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.paging import page_of
from handlers.telegram.screen import Screen, answer
from handlers.whatif import keyboards, texts
from handlers.whatif.buttons import WhatIf, WhatIfFull
from handlers.whatif.card import Desk, desk_of
from handlers.whatif.marks import Marks, unpacked

OPD_A_PAGE = 8
CARD = "whatif.card"
"""Its kind among what stands on somebody's screen."""


async def ask(update: Update, context: Context, button: AskWhatIf) -> None:
    """Show the card with nothing changed. Raises NotAllowed, and as `desk_of`."""
    desk = await _desk(context, button.indicator, button.year)
    await show_as(context, update, _screen(desk, Marks(), 0), CARD, button.pack())


async def turn(update: Update, context: Context, button: WhatIf) -> None:
    """Show the card with the marks of the button; where they mean nothing any more, it begins anew.

    Raises NotAllowed, and as `desk_of`.
    """
    desk = await _desk(context, button.indicator, button.year)
    marks, note = _marks(desk, button), ""
    if marks is None:
        marks, note = Marks(), texts.BEGUN_ANEW
    about = AskWhatIf(button.indicator, button.year).pack()
    await show_as(context, update, _screen(desk, marks, button.page, note), CARD, about)


async def full(update: Update, context: Context, _: WhatIfFull) -> None:
    """Say that a key carries no more marks. Raises NotAllowed."""
    if not context.person.sees_everything:
        raise NotAllowed
    await answer(context, update, texts.FULL)


async def _desk(context: Context, indicator: str, year: int) -> Desk:
    """Return the desk, for whoever may read the names of all OPD."""
    if not context.person.sees_everything:
        raise NotAllowed
    return await desk_of(context, indicator, year)


def _marks(desk: Desk, button: WhatIf) -> Marks | None:
    """Return the marks of a button, None where they are relative to what was and is no more."""
    try:
        marks = unpacked(button.marks, len(desk.figure.entries))
    except ValueError:
        return None
    return marks if desk.basis(marks) == button.basis else None


def _screen(desk: Desk, marks: Marks, page: int, note: str = "") -> Screen:
    listed = page_of(desk.listed, page, OPD_A_PAGE)
    text = texts.card(
        desk,
        desk.asked(marks),
        by_the_way=marks.by_the_way,
        only_the_way=marks == Marks(by_the_way=True),
        note=note,
    )
    return Screen(text, keyboards.card(desk, marks, listed))
