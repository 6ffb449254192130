"""What the operators read of a verdict: returned with its reason, verified, or undone again."""

from domain.indicators import by_key
from domain.reports.events import ReportEvent
from handlers.words import words
from handlers.words.names import outcome, report_name


def card(event: ReportEvent, sent: ReportEvent, opd: str, fields: tuple[str, ...], asked: str = "") -> str:
    """Return the card of a returned report: why, what is to be repaired, and what was answered.

    `fields` are lines such as "Nilai: 70,00" (not escaped); `asked`: what was asked about the return.
    """
    indicator = by_key(event.indicator)
    return words.paragraphs(
        words.lines(
            words.bold(f"{words.RETURNED} {report_name(sent)} perlu diperbaiki"),
            words.escape(opd),
        ),
        words.lines(f"Alasan: {words.bold(event.reason)}", asked),
        words.lines("Jawaban yang perlu diperbaiki:", *(f"• {words.escape(field)}" for field in fields)),
        f"Jawaban lain tetap tersimpan ({words.escape(outcome(sent.indicator, sent.answers))}). "
        "Bapak/Ibu hanya ditanya yang perlu diperbaiki.",
        f"<i>{words.escape(indicator.owner.full_name)}, {words.short_moment(event.at)}</i>",
    )


def repairing(reason: str) -> str:
    """Return the line above the first question of a repair."""
    return f"{words.RETURNED} {words.escape(reason)}"


def repair_title(name: str) -> str:
    return f"Perbaikan {name}"


def reason_line(event: ReportEvent) -> str:
    return f"Dikembalikan karena: {words.escape(event.reason)}"


def verified(sent: ReportEvent, opd: str, *, met: bool) -> str:
    said = f"{outcome(sent.indicator, sent.answers)}{words.but_unmet(met=met)}"
    name = report_name(sent)
    return words.lines(
        f"{words.verified(met=met)} {words.bold(f'{name} diterima')}",
        f"{words.escape(opd)}: {words.escape(said)} · {sent.ticket}",
    )


def undone(sent: ReportEvent, opd: str) -> str:
    name = report_name(sent)
    return words.paragraphs(
        words.lines(f"{words.WAITING} {words.bold(f'{name} kembali menunggu')}", words.escape(opd)),
        "Keputusan tadi diurungkan Bagian Organisasi. Bapak/Ibu tidak perlu melakukan apa pun.",
    )
