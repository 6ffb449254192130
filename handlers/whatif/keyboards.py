"""The keys of *Bagaimana bila*: an OPD each, the shortest way, and the way back to the indicator."""

from telegram import InlineKeyboardMarkup

from domain.figures.figure import Entry
from handlers.figures import IkuDetail
from handlers.telegram.buttons import LONGEST, Button
from handlers.telegram.home import home_key
from handlers.telegram.keys import PRIMARY, half, key, markup, pairs
from handlers.telegram.paging import Page
from handlers.whatif.buttons import WhatIf, WhatIfFull
from handlers.whatif.card import Desk
from handlers.whatif.marks import Marks, packed

MET, UNMET, CHANGED = "✓", "–", "•"
SHORTEST, ANEW = "Jalan terpendek", "Ulangi dari awal"


def card(desk: Desk, marks: Marks, page: Page[Entry]) -> InlineKeyboardMarkup:
    """Return the keys of one page; what is on the other side is marked."""
    by_the_way = Marks(by_the_way=True)
    offers_way = bool(desk.way.steps) and marks != by_the_way
    return markup(
        [
            *([key(SHORTEST, _button(desk, by_the_way, 0), PRIMARY)] if offers_way else []),
            *([key(ANEW, _button(desk, Marks(), 0))] if marks != Marks() else []),
        ],
        *pairs([key(_label(desk, marks, one), _turned(desk, marks, one, page)) for one in page.items]),
        page.keys(lambda turned: _button(desk, marks, turned)),
        [key(half(f"‹ {desk.indicator.title}"), IkuDetail(desk.indicator.key, desk.year, 0, 0)), home_key()],
    )


def _label(desk: Desk, marks: Marks, entry: Entry) -> str:
    asked = desk.asked(marks)
    sign = MET if asked.met(entry) else UNMET
    changed = f"{CHANGED} " if entry.opd.code in asked.turned else ""
    return half(f"{changed}{sign} {entry.opd.short_name}")


def _turned(desk: Desk, marks: Marks, entry: Entry, page: Page[Entry]) -> Button:
    place = desk.figure.entries.index(entry)
    return _button(desk, marks.toggled(place), page.number)


def _button(desk: Desk, marks: Marks, page: int) -> Button:
    """Return the button of these marks, or the one that says that no key carries so many."""
    carried = packed(marks, len(desk.figure.entries))
    room = LONGEST - len(WhatIf(desk.indicator.key, desk.year, page, desk.basis(marks), "").pack())
    if len(carried) > room:
        return WhatIfFull()
    return WhatIf(desk.indicator.key, desk.year, page, desk.basis(marks), carried)
