"""The keys of `/belum`."""

from telegram import InlineKeyboardMarkup

from domain.people import SubBagian
from handlers.buttons.overdue import Overdue
from handlers.keyboards.base import key, markup, pages, rows
from handlers.texts.overdue import SHORT_NAMES


def overdue(shown: SubBagian, page: int, count: int) -> InlineKeyboardMarkup:
    others = [key(SHORT_NAMES[one], Overdue(one, 0)) for one in SubBagian if one is not shown]
    return markup(
        pages(page, count, lambda turned: Overdue(shown, turned)),
        *rows(others),
        [key("Perbarui", Overdue(shown, page))],
    )
