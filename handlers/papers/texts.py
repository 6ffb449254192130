"""All that is said around a document: that it is being made, that it could not be, and what it is called."""

from telegram import InlineKeyboardMarkup

from domain.documents.wanted import Wanted
from domain.indicators import by_key
from handlers.papers.buttons import asks
from handlers.papers.paper import Paper
from handlers.telegram.home import home_below
from handlers.telegram.keys import key, markup
from handlers.telegram.screen import Screen, ending, lasting
from handlers.words import words

ONLY_IN_PRIVATE = "Berkas hanya dikirim di chat pribadi dengan bot."
STILL_PREPARED = "Masih disiapkan. Berkasnya segera muncul."
JUST_SENT = "Berkas yang sama baru saja dikirim."
NOT_YOURS = "Berkas itu tidak termasuk yang dapat Bapak/Ibu unduh."
AGAIN = "Coba lagi"
_ROMAN = ("", "I", "II", "III", "IV")


def called(paper: Paper, wanted: Wanted) -> str:
    """Return what a document is called (not escaped): "Pengukuran kinerja 2026 · TW II"."""
    parts = (
        f"{paper.title} {wanted.year}",
        f"TW {_ROMAN[wanted.quarter]}" if wanted.quarter else "",
        by_key(wanted.indicator).title if wanted.indicator is not None else "",
    )
    return " · ".join(filter(None, parts))


def preparing(paper: Paper, wanted: Wanted) -> Screen:
    """Return what is said at once; this message becomes the file."""
    return lasting(f"{words.bold(called(paper, wanted))}\nSedang disiapkan… Berkasnya muncul di sini.")


def failed(paper: Paper, wanted: Wanted) -> Screen:
    """Return what stands there when it could not be made, with the way to try again."""
    return ending(
        f"{words.bold(called(paper, wanted))}\n"
        "Mohon maaf, berkas ini belum berhasil disiapkan. Silakan tekan Coba lagi.",
        [key(AGAIN, paper.again(wanted) if paper.again is not None else asks(wanted))],
    )


def no_longer(paper: Paper, wanted: Wanted) -> Screen:
    """Return what stands there when who asked may not have it any more."""
    return ending(
        f"{words.bold(called(paper, wanted))}\n"
        "Tidak jadi dikirim: hak akses Bapak/Ibu telah berubah sejak memintanya."
    )


def part_of(caption: str, part: int, parts: int) -> str:
    """Return what stands below one of several files (HTML)."""
    return caption if parts == 1 else f"{caption}\n\nBagian {part} dari {parts}"


def home_keys() -> InlineKeyboardMarkup:
    return markup([home_below()])
