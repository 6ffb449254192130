"""The keys of those who ask to be let in, and of those who answer."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.units.opd import Opd
from handlers.joining.buttons import AskRefuseAll, Join, RefuseAll, SettleRequest, WaitingRequests
from handlers.telegram.home import RunCommand, home_below, home_key
from handlers.telegram.keys import DANGER, PRIMARY, SUCCESS, Keys, below, half, key, markup, pairs, short
from handlers.telegram.paging import Page
from storage.ports import AccessRequest

ASK, LIST, OPD, WHERE, NAME, SEND, DROP = "minta", "daftar", "opd", "mana", "nama", "kirim", "batal"
"""The steps of a stranger."""
_BACK = key("‹ Kembali", Join(WHERE, ""))
_DROP = key("Batal", Join(DROP, ""))


def stranger() -> InlineKeyboardMarkup:
    return markup([key("Minta akses", Join(ASK, ""), PRIMARY)])


def opds(page: Page[Opd]) -> InlineKeyboardMarkup:
    """Return the OPD in two columns, under what people call them."""
    keys = [key(half(opd.short_name), Join(OPD, opd.code)) for opd in page.items]
    return markup(*pairs(keys), page.keys(lambda number: Join(LIST, str(number))), [_DROP])


def found(listed: Sequence[Opd]) -> InlineKeyboardMarkup:
    """Return what was found, under its full name."""
    return markup(
        *([key(short(opd.name), Join(OPD, opd.code))] for opd in listed),
        [key("Daftar OPD", Join(LIST, "0")), _DROP],
    )


def name() -> InlineKeyboardMarkup:
    return markup([_BACK, _DROP])


def summary() -> InlineKeyboardMarkup:
    return markup(
        [key("Kirim", Join(SEND, ""), SUCCESS)],
        [key("Ubah nama", Join(NAME, "")), key("Ubah OPD", Join(WHERE, ""))],
        [_DROP],
    )


def settle(request: AccessRequest) -> Keys:
    return [
        key("Terima", SettleRequest(request.id, 1), SUCCESS),
        key("Tolak", SettleRequest(request.id, 0), DANGER),
    ]


def asked(request: AccessRequest) -> InlineKeyboardMarkup:
    return markup(settle(request))


def waiting(page: Page[AccessRequest]) -> InlineKeyboardMarkup:
    return markup(
        *(settle(one) for one in page.items),
        page.keys(WaitingRequests),
        [key(f"Tolak semua ({page.total})", AskRefuseAll())] if page.total > 1 else [],
        [home_key()],
    )


def refuse_all(many: int, newest: int) -> InlineKeyboardMarkup:
    return markup(
        [key(f"Ya, tolak {many}", RefuseAll(newest), DANGER)], [key("‹ Kembali", WaitingRequests(0))]
    )


def settled(left: int) -> InlineKeyboardMarkup:
    return markup([key(f"Permintaan akses ({left})", WaitingRequests(0))] if left else [], [home_key()])


def accepted() -> InlineKeyboardMarkup:
    return markup([below("Lapor sekarang", RunCommand("lapor"), PRIMARY)], [home_below()])


def at_home() -> InlineKeyboardMarkup:
    return markup([home_key()])
