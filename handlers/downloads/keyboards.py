"""The keys of the menu *Unduh*."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.indicators import Indicator
from handlers.downloads.texts import Offered
from handlers.figures import Iku, IkuDetail
from handlers.papers.buttons import asks
from handlers.telegram.home import home_key
from handlers.telegram.keys import below, half, key, markup, pairs


def menu(
    year: int, quarter: int, indicator: Indicator | None, offered: Sequence[Offered]
) -> InlineKeyboardMarkup:
    """Return a key for each kind, whose file comes below, and the way back to the numbers."""
    back = (
        key(half(f"‹ {indicator.title}"), IkuDetail(indicator.key, year, quarter, 0))
        if indicator is not None
        else key(f"‹ IKU {year}", Iku(year, quarter))
    )
    return markup(
        *pairs([below(half(paper.title), asks(wanted)) for paper, wanted in offered]), [back, home_key()]
    )
