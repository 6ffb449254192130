"""The keys of `/audit`."""

from telegram import InlineKeyboardMarkup

from handlers.buttons.audit import SearchTrail, Trail
from handlers.keyboards.base import key, markup


def trail(search: int, shown_before: int, older: int) -> InlineKeyboardMarkup:
    """Return the keys below entries; older ones come before the id `older`, 0 where there are none."""
    return markup(
        [
            *([key("‹ Terbaru", Trail(0, search))] if shown_before else []),
            *([key("Lebih lama ›", Trail(older, search))] if older else []),
        ],
        [key("Cari", SearchTrail()), *([key("Semua catatan", Trail(0, 0))] if search else [])],
    )
