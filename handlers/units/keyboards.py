"""The keys of `/opd`."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from domain.units.changes import Validity
from domain.units.form import CLOSE_FORM, FOUND_FORM, KEEP_FORM, RENAME_FORM, SHORT_FORM
from domain.units.import_form import IMPORT_FORM
from domain.units.opd import Opd
from handlers.telegram.home import home_key
from handlers.telegram.keys import PRIMARY, half, key, markup, pairs, short
from handlers.telegram.paging import Page
from handlers.units.buttons import ChangeOpd, MergeOpd, OpdList, PickSuccessor, ShowOpd


def opds(page: Page[tuple[Validity, Opd]]) -> InlineKeyboardMarkup:
    return markup(
        *pairs([key(half(opd.short_name), ShowOpd(opd.code)) for _, opd in page.items]),
        page.keys(OpdList),
        [
            key("Tambah OPD", ChangeOpd(FOUND_FORM.key, "")),
            key("Dari berkas", ChangeOpd(IMPORT_FORM.key, "")),
        ],
        [home_key()],
    )


def found(opds: Sequence[Opd]) -> InlineKeyboardMarkup:
    return markup(
        *pairs([key(half(opd.short_name), ShowOpd(opd.code)) for opd in opds]),
        [key("‹ Semua OPD", OpdList(0)), home_key()],
    )


def opd(shown: Opd, life: Validity) -> InlineKeyboardMarkup:
    """Return what can be done with a unit: nothing any more once it has ended."""
    change = [
        [
            key("Ubah nama", ChangeOpd(RENAME_FORM.key, shown.code)),
            key("Nama pendek", ChangeOpd(SHORT_FORM.key, shown.code)),
        ],
        [key("Tutup", ChangeOpd(CLOSE_FORM.key, shown.code)), key("Gabungkan", PickSuccessor(shown.code, 0))],
    ]
    keep = [key("Batalkan penutupan", ChangeOpd(KEEP_FORM.key, shown.code))]
    return markup(
        *(change if life is not Validity.CLOSED else []),
        keep if life is Validity.CLOSING else [],
        [key("‹ Daftar OPD", OpdList(0)), home_key()],
    )


def successors(code: str, page: Page[Opd]) -> InlineKeyboardMarkup:
    return markup(
        *([key(short(one.name), MergeOpd(code, one.code))] for one in page.items),
        page.keys(lambda turned: PickSuccessor(code, turned)),
        [key("‹ Kembali", ShowOpd(code))],
    )


def imported() -> InlineKeyboardMarkup:
    return markup([key("Daftar OPD", OpdList(0), PRIMARY), home_key()])
