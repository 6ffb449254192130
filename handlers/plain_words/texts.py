"""What is said to plain words."""

from collections.abc import Mapping
from datetime import datetime

from domain.indicators import find
from domain.language.dates import WIB
from domain.language.written import cut
from domain.plain_words.wish import Command, Polite
from handlers.words import words

DID_YOU_MEAN = "Maksud Bapak/Ibu:"
LONGEST_QUOTED = 40
NOT_UNDERSTOOD = "Maaf, saya belum paham maksud Bapak/Ibu. Silakan pilih:"
_POLITE = {
    Polite.THANKS: "Sama-sama, Bapak/Ibu.",
    Polite.PEACE: "Waalaikumsalam, Bapak/Ibu.",
    Polite.AGREED: "Baik, Bapak/Ibu.",
}
_TIMES_OF_DAY = ((4, "malam"), (11, "pagi"), (15, "siang"), (18, "sore"), (24, "malam"))
_NAMES = {
    "iku": "Angka IKU",
    "lapor": "Laporan saya",
    "belum": "Yang belum lapor",
    "verifikasi": "Verifikasi",
    "evaluasi": "Evaluasi",
    "status": "Status laporan",
    "riwayat": "Riwayat laporan",
    "menu": "Beranda",
    "bantuan": "Bantuan",
    "batal": "Batalkan yang sedang diisi",
    "tenggat": "Tenggat",
    "undang": "Undang orang",
    "umumkan": "Tulis pengumuman",
}
_BEFORE = {
    "iku": "Angka",
    "lapor": "Lapor",
    "belum": "Belum lapor",
    "verifikasi": "Verifikasi",
    "evaluasi": "Evaluasi",
}


def polite(word: Polite, now: datetime) -> str:
    """Return the kind line; a greeting is that of the hour."""
    hour = now.astimezone(WIB).hour
    return (
        _POLITE.get(word)
        or f"Selamat {next(name for until, name in _TIMES_OF_DAY if hour < until)}, Bapak/Ibu."
    )


def label(wish: Command, opds: Mapping[str, str]) -> str:
    """Return the words of a key for a command; `opds` are short names by code."""
    said = [_said(word, opds) for word in wish.args]
    if not said:
        return _NAMES.get(wish.name, f"/{wish.name}")
    if wish.args[-1] in opds:
        return " · ".join(said)
    return " ".join((_BEFORE.get(wish.name, f"/{wish.name}"), *said))


def _said(word: str, opds: Mapping[str, str]) -> str:
    indicator = find(word)
    if indicator is not None:
        return indicator.title
    return opds.get(word) or (f"triwulan {word[2:]}" if word.startswith("tw") else word)


def nothing_like(said: str) -> str:
    """Return that nothing on the screen is called so, and nothing else is understood by it."""
    return f"Tidak ada yang cocok dengan “{words.escape(cut(said, LONGEST_QUOTED))}” di sini."


def of_ticket(ticket: str) -> str:
    return f"Tiket {ticket}"


def no_ticket(ticket: str) -> str:
    return f"Tiket {words.escape(ticket)} tidak ada, atau bukan laporan OPD Bapak/Ibu."
