"""The keys of `/belum`, and of one OPD of it."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.documents.wanted import DocumentKind, Wanted
from domain.people.person import SubBagian
from handlers.deadlines import Extend
from handlers.delivery.pins import PIN_KEY
from handlers.figures import OpdCard
from handlers.overdue.buttons import Overdue, OverdueOpd, RemindOpd
from handlers.overdue.opd_texts import Card
from handlers.overdue.scope import Scope
from handlers.overdue.texts import Line, Listed
from handlers.papers.buttons import asks
from handlers.telegram.home import home_key
from handlers.telegram.keys import PRIMARY, Keys, below, half, key, markup, pairs, rows
from handlers.telegram.paging import Page

_PAPERS = {DocumentKind.MEMO: "Nota dinas", DocumentKind.OVERDUE: "Unduh daftar"}


def overdue(
    told: Listed, page: Page[Line], other_year: int | None, papers: Sequence[Wanted] = ()
) -> InlineKeyboardMarkup:
    """Return a key for each OPD of the page, and below them the ways to paper and to other lists."""
    scope, year = told.scope.packed, told.year
    opds = [
        key(
            half(f"{one.icon} {one.opd.short_name}"),
            OverdueOpd(one.opd.code, year, scope, 0 if told.sought else page.number),
        )
        for one in page.items
    ]
    turning = [] if told.sought else page.keys(lambda turned: Overdue(scope, year, turned))
    back = [key("‹ Semua", Overdue(scope, year, 0))] if told.sought else _others(told)
    last = [key(f"Tahun {other_year}", Overdue(scope, other_year, 0))] if other_year else []
    pinning = [] if told.sought else [PIN_KEY]
    on_paper = [below(_PAPERS[one.kind], asks(one)) for one in papers]
    return markup(*pairs(opds), turning, on_paper, *pairs([*back, *last, *pinning, home_key()]))


def _others(told: Listed) -> Keys:
    """Return the ways to what this Sub Bagian evaluates, or back from it, and to the other two."""
    own, year = told.scope.sub_bagian, told.year
    whole = Scope(own)
    more = [Scope(own, one.indicator) for one in told.counted if one.indicator not in told.scope.listed]
    if told.scope.only is not None:
        others = [key(own.short_name, Overdue(whole.packed, year, 0))]
    else:
        others = [key("Belum dinilai", Overdue(one.packed, year, 0)) for one in more]
    return others + [
        key(one.short_name, Overdue(Scope(one).packed, year, 0)) for one in SubBagian if one is not own
    ]


def opd(card: Card, back: OverdueOpd) -> InlineKeyboardMarkup:
    """Return what can be done about an OPD by this reader, and the way back."""
    remind = RemindOpd(back.opd, back.year, back.scope, back.page)
    return markup(
        [key("Ingatkan sekarang", remind, PRIMARY)] if card.can_be_reminded else [],
        *rows([*_extending(card), below("Kartu OPD", OpdCard(back.opd, back.year))]),
        [key("‹ Belum lapor", Overdue(back.scope, back.year, back.page)), home_key()],
    )


def _extending(card: Card) -> Keys:
    return [
        below(f"Perpanjang {one.indicator.title}", Extend(card.year, one.indicator.key, card.opd.code))
        for one in card.extendable
    ]
