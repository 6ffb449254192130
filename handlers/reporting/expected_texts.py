"""What an operator reads of a report that is not out yet."""

from datetime import date

from domain.indicators import by_key
from domain.language.dates import MONTHS
from domain.reports.events import ReportEvent
from domain.reports.expected import expected_month
from handlers.words import words
from handlers.words.expected import state_of, when
from handlers.words.names import report_name

COUNTS_AS_MISSING = "Sampai laporannya dikirim, OPD ini tetap dihitung belum lapor."
SOONER = "Bila lebih cepat, langsung laporkan lewat /lapor."


def before_sending() -> str:
    """Return what the answers mean, below the summary."""
    return words.lines(
        "Ini bukan laporan: hanya catatan bahwa laporannya menyusul.",
        COUNTS_AS_MISSING,
    )


def receipt(said: ReportEvent, opd_name: str, again: str) -> str:
    return words.paragraphs(
        f"{words.MISSING} {words.bold(f'Dicatat: {label_of(said)}')}",
        words.lines(
            f"{words.escape(report_name(said))} · {words.escape(opd_name)}",
            _expected(said),
            words.moment(said.at),
        ),
        words.lines(again, COUNTS_AS_MISSING, SOONER),
    )


def label_of(said: ReportEvent) -> str:
    """Return "LHE belum terbit", as its key says."""
    not_out = by_key(said.indicator).not_out
    return not_out.label if not_out is not None else state_of(by_key(said.indicator))


def _expected(said: ReportEvent) -> str:
    month = expected_month(said)
    return f"Perkiraan: {words.bold(f'{MONTHS[month.number - 1]} {month.year}')}" if month is not None else ""


def asked_again(day: date | None, *, has_deadline: bool) -> str:
    """Return when the bot reminds of it next."""
    if day is not None:
        return f"Kami ingatkan lagi {words.weekday(day)}."
    if has_deadline:
        return "Semua pengingat laporan ini sudah lewat."
    return "Belum ada tenggatnya, jadi belum ada pengingat."


def card(said: ReportEvent, opd_name: str, sender: str, today: date, again: str) -> str:
    expected = when(said, today)
    return words.paragraphs(
        words.lines(words.bold(report_name(said)), words.escape(opd_name)),
        words.lines(
            f"{words.MISSING} {words.bold(label_of(said))}",
            expected[:1].upper() + expected[1:],
            f"dicatat {words.escape(sender)}, {words.moment(said.at)}",
        ),
        words.lines(again, COUNTS_AS_MISSING),
    )


def taken_back(done: ReportEvent, opd_name: str) -> str:
    return words.paragraphs(
        words.bold("Catatan dihapus"),
        words.lines(
            f"{words.escape(report_name(done))} · {words.escape(opd_name)} kembali belum dilaporkan.",
            "Pengingatnya kembali mengikuti tenggat.",
        ),
    )
