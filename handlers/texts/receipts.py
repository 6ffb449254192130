"""What an operator reads once a report is sent."""

from domain.indicators import BY_KEY, Indicator
from domain.reports import ReportEvent
from handlers.texts import words
from handlers.texts.indicators import outcome, title

WITHDRAWN_NOTE = "Laporan ditarik kembali dan menjadi draf. Ubah yang perlu, lalu kirim lagi."


def ask_withdraw(sent: ReportEvent, opd_name: str) -> str:
    return words.paragraphs(
        words.bold(f"Tarik kembali laporan {sent.ticket}?"),
        f"{words.escape(title(BY_KEY[sent.indicator]))} {sent.year} · {words.escape(opd_name)}",
        "Laporan menjadi draf lagi, dan baru diperiksa setelah dikirim ulang.",
    )


def kept(sent: ReportEvent) -> str:
    return f"Baik. Laporan {sent.ticket} tetap terkirim dan menunggu diperiksa."


def meaning(indicator: Indicator, *, met: bool) -> str:
    """Return what the answers mean for the indicator, before they are sent."""
    verdict = words.verdict(met=met)
    return f"Artinya: {verdict} “{words.escape(indicator.short)}”."


def receipt(indicator: Indicator, sent: ReportEvent, opd_name: str, files: int) -> str:
    said = outcome(indicator.key, sent.answers)
    owner = words.escape(indicator.owner.full_name)
    return words.paragraphs(
        f"{words.WAITING} {words.bold('Laporan terkirim')}",
        words.lines(
            f"{words.escape(title(indicator))} {sent.year} · {words.escape(opd_name)}",
            f"{words.bold(said)} · {f'{files} berkas' if files else 'tanpa berkas'}",
        ),
        words.lines(f"Tiket: <code>{sent.ticket}</code>", words.moment(sent.at)),
        f"Selanjutnya {owner} memeriksanya. Selama menunggu, laporan masih bisa ditarik kembali.",
    )
