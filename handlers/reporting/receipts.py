"""What an operator reads once a report is sent."""

from collections.abc import Sequence

from domain.indicators import Indicator
from domain.reports.events import ReportEvent
from handlers.words import words
from handlers.words.names import correction_reason, outcome, report_name

NUMBER_STANDS = "Angka resmi tetap sampai koreksi ini diverifikasi."
NOTHING_CORRECTED = (
    "⚠️ Koreksi ini sama dengan laporan yang sudah terverifikasi, jadi belum dikirim. "
    "Tekan Ubah pada jawaban yang keliru, atau Batal."
)
WITHDRAWN_NOTE = "Laporan ditarik kembali dan menjadi draf. Ubah yang perlu, lalu kirim lagi."


def ask_withdraw(sent: ReportEvent, opd_name: str) -> str:
    return words.paragraphs(
        words.bold(f"Tarik kembali laporan {sent.ticket}?"),
        f"{words.escape(report_name(sent))} · {words.escape(opd_name)}",
        "Laporan menjadi draf lagi, dan baru diperiksa setelah dikirim ulang.",
    )


def kept(sent: ReportEvent) -> str:
    return f"Baik. Laporan {sent.ticket} tetap terkirim dan menunggu diperiksa."


def receipt(indicator: Indicator, sent: ReportEvent, opd_name: str, files: int) -> str:
    said = outcome(indicator.key, sent.answers)
    owner = words.escape(indicator.owner.full_name)
    return words.paragraphs(
        f"{words.WAITING} {words.bold('Koreksi terkirim' if sent.is_correction else 'Laporan terkirim')}",
        words.lines(
            f"{words.escape(report_name(sent))} · {words.escape(opd_name)}",
            f"{words.bold(said)} · {f'{files} berkas' if files else 'tanpa berkas'}",
            correction_reason(sent),
        ),
        words.lines(f"Tiket: <code>{sent.ticket}</code>", words.moment(sent.at)),
        words.lines(
            f"Selanjutnya {owner} memeriksanya. Selama menunggu, laporan masih bisa ditarik kembali.",
            NUMBER_STANDS if sent.is_correction else "",
        ),
    )


def changed(told: Sequence[str]) -> str:
    """Return, below the summary of a correction, what it changes; `told` are lines as "Nilai: 70 → 75"."""
    if not told:
        return "⚠️ Belum ada yang berbeda dari jawaban yang terverifikasi."
    return words.lines("Dibanding yang terverifikasi:", *told)
