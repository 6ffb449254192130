"""The keys of `/instansi`."""

from telegram import InlineKeyboardMarkup

from domain.documents.wanted import DocumentKind
from domain.office.form import END_FORM, PART_FORMS, SIGNATORY_FORM
from domain.office.office import Office, Part, Signatory
from handlers.office.buttons import (
    AskStrike,
    ChangeLogo,
    ChangePart,
    ChangeSignatory,
    OfficeCard,
    OfficeGroup,
    RemoveLogo,
    ShowSignatory,
    Signatories,
    Strike,
)
from handlers.office.texts import BASES, FORM, GROUPS, KOP, LOGO, MEMO
from handlers.papers.buttons import AskPaper
from handlers.telegram.home import home_key
from handlers.telegram.keys import DANGER, PRIMARY, below, half, key, markup, pairs
from handlers.telegram.paging import Page

_BACK = "‹ Instansi"


def office(year: int) -> InlineKeyboardMarkup:
    """Return the parts, and the form of that year as everybody gets it: it comes below."""
    return markup(
        [key("Kop surat", OfficeGroup(KOP)), key("Logo", OfficeGroup(LOGO))],
        [key("Penanda tangan", Signatories(0)), key("Isi formulir IKU", OfficeGroup(FORM))],
        [key("Dasar hukum", OfficeGroup(BASES)), key("Nota dinas", OfficeGroup(MEMO))],
        [below("Lihat formulir", AskPaper(DocumentKind.FORM.value, year)), home_key()],
    )


def group(which: str, shown: Office) -> InlineKeyboardMarkup:
    back = [key(_BACK, OfficeCard()), home_key()]
    if which == LOGO:
        change = key("Ganti logo" if shown.logo else "Kirim logo", ChangeLogo(), PRIMARY)
        return markup([change, *([key("Hapus logo", RemoveLogo(), DANGER)] if shown.logo else [])], back)
    return markup(
        *pairs([key(half(_label(part)), ChangePart(part.value)) for part in GROUPS[which][1]]), back
    )


def _label(part: Part) -> str:
    return PART_FORMS[part].short_name


def signatories(page: Page[Signatory]) -> InlineKeyboardMarkup:
    return markup(
        *pairs([key(half(one.name), ShowSignatory(one.id)) for one in page.items]),
        page.keys(Signatories),
        [key("Tambah penanda tangan", ChangeSignatory(SIGNATORY_FORM.key, 0), PRIMARY)],
        [key(_BACK, OfficeCard()), home_key()],
    )


def signatory(shown: Signatory) -> InlineKeyboardMarkup:
    return markup(
        [
            key("Ubah", ChangeSignatory(SIGNATORY_FORM.key, shown.id)),
            key("Akhiri", ChangeSignatory(END_FORM.key, shown.id)),
            key("Hapus", AskStrike(shown.id), DANGER),
        ],
        [key("‹ Penanda tangan", Signatories(0)), home_key()],
    )


def ask_strike(shown: Signatory) -> InlineKeyboardMarkup:
    return markup(
        [key("Ya, hapus", Strike(shown.id), DANGER), key("Jangan", ShowSignatory(shown.id))],
    )
