"""The keys below a picture; it stays to be read, so what they open comes below it."""

from collections.abc import Iterable

from telegram import InlineKeyboardMarkup

from domain.documents.wanted import Wanted
from domain.indicators import by_key
from domain.keys import IndicatorKey
from handlers.charts.buttons import StopMine, Weekly
from handlers.charts.texts import called
from handlers.figures import Iku, IkuDetail
from handlers.telegram.home import home_below, home_key
from handlers.telegram.keys import below, half, key, markup, packed

EVERY_MONDAY = "Kirim tiap Senin 07.30"
NO_MORE = "Berhenti kirim tiap Senin"


def picture(wanted: Wanted, *, subscribed: bool) -> InlineKeyboardMarkup:
    """Return the keys below a picture: every week or no more, back to its numbers, home."""
    label = NO_MORE if subscribed else EVERY_MONDAY
    switch = Weekly(wanted.indicator or "", int(not subscribed), wanted.year, wanted.quarter)
    if wanted.indicator is None:
        back = below(f"Buka IKU {wanted.year}", Iku(wanted.year, wanted.quarter))
    else:
        there = IkuDetail(wanted.indicator, wanted.year, wanted.quarter, 0)
        back = below(half(f"Buka {by_key(wanted.indicator).title}"), there)
    return markup([key(label, switch)], [back, home_below()])


def mine(pictures: Iterable[IndicatorKey | None]) -> InlineKeyboardMarkup:
    """Return a key to end each of them."""
    stops = [key(half(f"✕ {called(one)}"), StopMine(one or "")) for one in pictures]
    return markup(*packed(stops), [home_key()])
