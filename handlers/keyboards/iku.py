"""The keys of `/iku` and its details."""

from telegram import InlineKeyboardMarkup

from domain.indicators import INDICATORS, Indicator
from handlers.buttons.iku import Iku, IkuDetail
from handlers.keyboards.base import key, markup, pages


def overview(year: int) -> InlineKeyboardMarkup:
    keys = [key(f"{one.number} · {one.short}", IkuDetail(one.key, year, 0)) for one in INDICATORS]
    return markup(*([one] for one in keys), [key("Perbarui", Iku(year))])


def detail(indicator: Indicator, year: int, page: int, count: int) -> InlineKeyboardMarkup:
    return markup(
        pages(page, count, lambda turned: IkuDetail(indicator.key, year, turned)),
        [key("‹ Semua indikator", Iku(year))],
    )
