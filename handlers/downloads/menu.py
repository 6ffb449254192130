"""The menu *Unduh*: each kind with one line of what it is and for whom; a press lets it come below."""

from telegram import Update

from domain.documents.wanted import DocumentKind, Wanted
from domain.indicators import Indicator
from handlers.city.figures import pressed_indicator, pressed_period
from handlers.downloads import keyboards, texts
from handlers.papers.buttons import Downloads
from handlers.papers.paper import PAPERS
from handlers.telegram.cards import show_as
from handlers.telegram.context import Context
from handlers.telegram.screen import Screen

CARD = "downloads"
"""Its kind among what stands on somebody's screen."""


async def show_menu(update: Update, context: Context, button: Downloads) -> None:
    """Show what that person can have of this year, quarter and indicator. Raises Stale for a forged one."""
    pressed_period(context, button.year, button.quarter)
    indicator = pressed_indicator(button.indicator) if button.indicator else None
    offered = [
        (paper, wanted)
        for paper, wanted in _offered(button.year, button.quarter, indicator)
        if paper.may(context.person, wanted)
    ]
    screen = Screen(
        texts.menu(button.year, button.quarter, indicator, offered),
        keyboards.menu(button.year, button.quarter, indicator, offered),
    )
    await show_as(context, update, screen, CARD, button.pack())


def _offered(year: int, quarter: int, indicator: Indicator | None) -> list[texts.Offered]:
    """Return what stands in the menu, in the order of the kinds."""
    key = indicator.key if indicator is not None else None
    found = (PAPERS.get(kind.value) for kind in DocumentKind)
    return [
        (paper, paper.narrowed(Wanted(kind=paper.kind, year=year, quarter=quarter, indicator=key)))
        for paper in found
        if paper is not None and paper.offer
    ]
