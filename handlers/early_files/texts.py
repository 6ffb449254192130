"""What is said of files that came before anybody asked."""

from datetime import datetime

from domain.forms.drafts import Draft
from domain.language.written import cut
from handlers.words import words
from handlers.words.files import in_short

TITLE = "Berkas yang dikirim"
UNDONE = "Laporannya belum dipilih"
KEPT = "berkas disimpan sepuluh menit"
WHICH = "Untuk laporan yang mana?"
DROPPED = "Berkas tadi sudah dilepas karena lewat sepuluh menit. Silakan kirim lagi."
NOT_OPEN = "⚠️ Laporan itu sudah terkirim, atau sedang diisi rekan Bapak/Ibu."
NOTHING_OPEN = "Saat ini tidak ada laporan OPD Bapak/Ibu yang menunggu berkas."
NOBODY_ASKED = "Saat ini tidak ada berkas yang diminta dari Bapak/Ibu."
LET_GO = "Lepas berkas"
MOST_NAMED = 5


def which(draft: Draft, until: datetime, note: str) -> str:
    """Return the question that such files bring, with the files, and until when they are kept."""
    files = [
        f"📎 {words.escape(cut(file.name, 40))}{_fault(file.problem)}" for file in draft.files[:MOST_NAMED]
    ]
    more = [f"… dan {len(draft.files) - MOST_NAMED} berkas lagi"] if len(draft.files) > MOST_NAMED else []
    return words.paragraphs(
        note,
        words.lines(words.bold(WHICH), f"<i>Berkas disimpan sampai {words.clock(until)}.</i>"),
        words.lines(*files, *more),
    )


def _fault(problem: str) -> str:
    return f" ✗ {in_short(problem) or 'tidak bisa dipakai'}" if problem else ""


def press(title: str) -> str:
    """Return what is said to a report's name with a slip in it, or to one that several OPD have."""
    return f"Untuk {words.bold(title)}? Tekan tombolnya di bawah ini."


def moved(count: int) -> str:
    return f"📎 {count} berkas sudah disertakan." if count else ""
