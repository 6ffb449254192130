"""What an operator reads of a question about a return."""

from domain.reports.events import ReportEvent
from handlers.city.asking import Exchange, told
from handlers.words import words
from handlers.words.names import report_name

MOOT = "Laporan ini tidak lagi menunggu perbaikan, jadi tidak ada yang perlu ditanyakan."
NOBODY = "Belum ada pemeriksa yang bisa ditanya. Hubungi Bagian Organisasi."
ANSWERED = f"💬 {words.bold('Pemeriksa sudah menjawab')}"


def title(sent: ReportEvent) -> str:
    return f"Tanya pemeriksa {report_name(sent)}"


def reason(decision: ReportEvent) -> str:
    return f"Dikembalikan karena: {words.escape(decision.reason)}"


def asked(exchange: Exchange, *, own: bool) -> str:
    """Return what became of the wish to ask."""
    if exchange.answer is not None:
        return f"💬 {words.bold('Sudah ditanyakan dan dijawab')}"
    if own:
        return f"❓ {words.bold('Pertanyaan terkirim')}. Jawabannya datang di sini."
    asker = exchange.question.name if exchange.question is not None else ""
    return f"❓ {words.bold(f'{asker} sudah lebih dulu bertanya')}. Jawabannya juga datang kepada Bapak/Ibu."


def about(decision: ReportEvent, sent: ReportEvent, opd: str, exchange: Exchange) -> str:
    return words.paragraphs(
        words.lines(f"{report_name(sent)} · {words.escape(opd)}", reason(decision)), told(exchange)
    )
