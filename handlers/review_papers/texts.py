"""What stands below the evidence that is sent into a reviewer's chat: whose it is, and what was decided."""

from domain.reports.events import EventKind, ReportEvent
from handlers.words import words
from handlers.words.names import report_name

FILE_NOT_YET = "⚠️ Berkas itu masih diambil dari Telegram dan diperiksa. Mohon coba lagi sebentar."
FILE_BELOW = "Berkas ini sudah dikirim, ada di bawah."
FILE_GONE = (
    "⚠️ Berkas itu tidak bisa diambil lagi dari Telegram. Kembalikan laporannya agar bukti dikirim ulang."
)
LONGEST_NAME = 250
"""Characters of an OPD's and of a file's name; a caption has 1,024."""
_MARKS = {
    EventKind.VERIFIED: f"{words.VERIFIED} diterima",
    EventKind.RETURNED: f"{words.RETURNED} dikembalikan",
    EventKind.WITHDRAWN: "↩️ ditarik operator",
}


def caption(sent: ReportEvent, opd: str, name: str, place: tuple[int, int], end: ReportEvent | None) -> str:
    """Return the caption (no HTML); `place`: which file of how many, `end`: what ended the waiting."""
    number, count = place
    whose = [words.cut(opd, LONGEST_NAME), report_name(sent), sent.ticket]
    return words.lines(
        " · ".join(part for part in (*whose, f"{number}/{count}") if part),
        words.cut(name, LONGEST_NAME),
        _MARKS.get(end.kind, "") if end is not None else "",
    )
