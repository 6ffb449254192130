"""The keys of `/audit`."""

from telegram import InlineKeyboardMarkup

from handlers.audit import parked_texts as texts
from handlers.audit.buttons import Parked, SearchTrail, Trail, TryAgain
from handlers.telegram.home import home_key
from handlers.telegram.keys import key, markup, rows
from handlers.telegram.paging import Page
from storage.ports import Trouble


def trail(search: int, shown_before: int, older: int, parked: int = 0) -> InlineKeyboardMarkup:
    """Return the keys below entries; older ones come before the id `older`, 0 where there are none.

    `parked` is how much is set aside.
    """
    return markup(
        [
            *([key("‹ Terbaru", Trail(0, search))] if shown_before else []),
            *([key("Lebih lama ›", Trail(older, search))] if older else []),
        ],
        [key("Cari", SearchTrail()), *([key("Semua catatan", Trail(0, 0))] if search else [])],
        [*([key(f"Yang tertahan ({parked})", Parked(0))] if parked else []), home_key()],
    )


def parked(page: Page[Trouble]) -> InlineKeyboardMarkup:
    """Return a key for each item of a page, the pages, and the way back."""
    again = [
        key(texts.key_label(number, one), TryAgain(one.id))
        for number, one in enumerate(page.items, page.first)
    ]
    return markup(*rows(again), page.keys(Parked), [key("‹ Jejak audit", Trail(0, 0)), home_key()])
