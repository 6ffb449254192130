"""The keys of `/belum`."""

from telegram import InlineKeyboardMarkup

from domain.people.person import SubBagian
from handlers.overdue.buttons import Overdue
from handlers.telegram.keys import key, markup, rows
from handlers.telegram.paging import Page


def overdue(shown: SubBagian, year: int, page: Page[object], other_year: int | None) -> InlineKeyboardMarkup:
    others = [key(one.short_name, Overdue(one, year, 0)) for one in SubBagian if one is not shown]
    return markup(
        page.keys(lambda turned: Overdue(shown, year, turned)),
        *rows(others),
        [
            key("Perbarui", Overdue(shown, year, page.number)),
            *([key(f"Tahun {other_year}", Overdue(shown, other_year, 0))] if other_year else []),
        ],
    )
