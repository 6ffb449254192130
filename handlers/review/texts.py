"""What a reviewer reads around the cards: the inbox, verdicts, what became of a report, the batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.indicators import Indicator, by_key
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import EventKind, ReportEvent, undoable_until
from domain.review.inbox import Waiting
from domain.units.opd import Opd
from handlers.words import words
from handlers.words.names import outcome, report_name

NOT_YOURS = (
    "Laporan ini diperiksa Sub Bagian lain, atau peran Anda sebagai verifikatornya sudah berakhir. "
    "Ketik /verifikasi untuk melihat yang menunggu Anda."
)
"""Said to whoever presses what another Sub Bagian reviews."""
NOTHING_WAITS = f"{words.VERIFIED} Tidak ada laporan yang menunggu Anda. Terima kasih!"
PICK_FIELDS = "Isian mana yang perlu diperbaiki? Pilih satu atau lebih."
FIELDS_FIRST = "Mohon pilih dulu isiannya, lalu tekan Lanjut. Alasannya diketik sesudah itu."
UNDONE_NOTE = "Keputusan diurungkan. Laporan ini kembali menunggu Anda."
UNDONE_SINCE = "Keputusan ini sudah diurungkan; laporannya ada di bawah."
CANNOT_RETURN_CLOSED = (
    "OPD ini tidak berlaku lagi, jadi tidak ada yang bisa memperbaiki laporannya. "
    "Laporan hanya bisa diterima."
)
HOW_TO_OPEN = "Yang paling lama di atas. Tekan nomornya, atau ketik nama OPD."
OPEN_BELOW = "Laporan ini sudah terbuka, ada di bawah."


@dataclass(frozen=True, slots=True)
class Line:
    """One waiting report as the inbox names it, with the short name of its OPD."""

    number: int
    waiting: Waiting
    opd: str
    own: bool
    """Whether the reader leaves the verdict to somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What an inbox shows; `counted` is what the reader may decide about, `own` how many more there are."""

    counted: Mapping[IndicatorKey, int]
    owned: Sequence[Indicator]
    own: int
    shown: Sequence[Line]


def inbox(shown: Inbox, now: datetime, note: str = "") -> str:
    """Return one page of the inbox: each report once, its number is its key."""
    waiting = sum(shown.counted.values())
    if not shown.shown:
        return words.paragraphs(note, NOTHING_WAITS)
    several = len(shown.owned) > 1
    return words.paragraphs(
        note,
        words.lines(
            words.bold(f"{words.WAITING} {waiting} laporan menunggu Anda") if waiting else NOTHING_WAITS,
            " · ".join(f"{one.title}: {shown.counted.get(one.key, 0)}" for one in shown.owned)
            if several
            else "",
            f"{shown.own} laporan OPD Bapak/Ibu sendiri diperiksa rekan." if shown.own else "",
        ),
        "\n".join(_listed(line, now) for line in shown.shown),
        HOW_TO_OPEN,
    )


def _listed(line: Line, now: datetime) -> str:
    sent = line.waiting.sent
    title = by_key(sent.indicator).title
    year = "" if sent.year == now.astimezone(WIB).year else f" {sent.year}"
    said = words.escape(outcome(sent.indicator, sent.answers))
    kinds = {
        f"{words.RETURNED} dikirim ulang": line.waiting.resent,
        f"koreksi: {words.quote(sent.reason)}": sent.is_correction,
        "diperiksa rekan": line.own,
    }
    beside = " · ".join(one for one, holds in kinds.items() if holds)
    return words.lines(
        f"{line.number}. {words.bold(line.opd)} · {title}{year} · {said} · {_since(sent.at, now)}",
        f"    {beside}" if beside else "",
    )


def _since(sent_at: datetime, now: datetime) -> str:
    """Return for how long it has waited; a line of the list says nothing else that is past."""
    return words.ago(sent_at, now).removesuffix(" lalu")


def found(wanted: str, count: int, shown: int) -> str:
    """Return what stands above the list of what a search found, or of everything if it found nothing."""
    if not count:
        return f"Tidak ada {words.quote(wanted)} di antara yang menunggu. Ini semuanya:"
    left = f"; {words.more(count - shown, 'laporan')}, ketiklah lebih lengkap" if count > shown else ""
    return f"{count} laporan cocok dengan {words.quote(wanted)}{left}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict as it is shown; `fields` are the names of what was returned."""

    event: ReportEvent
    sent: ReportEvent
    opd: str
    by: str
    fields: tuple[str, ...]
    operators: int
    """How many people report for this OPD now."""
    undoable: bool
    met: bool
    """Whether the answer meets the rule of its year."""


def decided(shown: Decision, note: str = "") -> str:
    event, sent = shown.event, shown.sent
    accepted = event.kind is EventKind.VERIFIED
    verdict = f"{words.VERIFIED} Diterima" if accepted else f"{words.RETURNED} Dikembalikan"
    return words.paragraphs(
        words.escape(note),
        words.lines(
            f"<b>{verdict}</b> oleh {words.escape(shown.by)}, {words.short_moment(event.at)}",
            f"{report_name(sent)} · {words.escape(shown.opd)}",
            f"{words.escape(outcome(sent.indicator, sent.answers))}{words.but_unmet(met=shown.met)}",
        ),
        ""
        if accepted
        else words.lines(
            f"Yang diperbaiki: {words.escape(', '.join(shown.fields))}",
            f"Alasan: {words.escape(event.reason)}",
        ),
        words.lines(
            "Operatornya diberi tahu."
            if shown.operators
            else "OPD ini belum punya operator yang bisa diberi tahu. Mintalah admin mengundang operator.",
            f"Bisa diurungkan sampai pukul {words.clock(undoable_until(event))}." if shown.undoable else "",
        ),
    )


def first_come(by: str) -> str:
    return f"{by} sudah lebih dulu memutuskan laporan ini."


def passed_over(sent: ReportEvent, opd: str, at: datetime) -> str:
    """Return the line that is left of the card of a report that was not decided."""
    return words.lines(
        f"{report_name(sent)} · {words.escape(opd)}",
        f"Dilewati pukul {words.clock(at)}, belum diputuskan saat itu.",
    )


def _whose(sent: ReportEvent, opd: str) -> str:
    return words.lines(words.bold(report_name(sent)), words.escape(opd))


def withdrawn(sent: ReportEvent, opd: str, by: str, at: datetime) -> str:
    return words.paragraphs(
        _whose(sent, opd),
        f"Laporan ini ditarik kembali oleh {words.escape(by)}, {words.short_moment(at)}. "
        "Tidak ada yang perlu diputuskan; setelah dikirim lagi, laporan masuk daftar Anda.",
    )


def closed(sent: ReportEvent, opd: Opd) -> str:
    since = f" sejak {words.short_day(opd.valid_to)}" if opd.valid_to is not None else ""
    return words.paragraphs(
        _whose(sent, opd.name),
        f"OPD ini tidak berlaku lagi{since}, jadi laporannya tidak masuk angka mana pun. "
        "Tidak ada yang perlu diputuskan.",
    )


def year_closed(sent: ReportEvent, opd: str) -> str:
    return words.paragraphs(
        _whose(sent, opd),
        f"Tahun {sent.year} sudah ditutup, jadi laporan ini tidak bisa diputuskan. "
        "Bila memang perlu, mintalah admin membuka kembali tahun itu.",
    )


def superseded(sent: ReportEvent, opd: str) -> str:
    return words.paragraphs(
        _whose(sent, opd),
        "Laporan ini sudah diganti yang lebih baru. Yang terbaru ada di daftar Anda.",
    )


def return_title(sent: ReportEvent) -> str:
    return f"Kembalikan {report_name(sent)}"


def fields_to_return(names: Sequence[str]) -> str:
    return f"Yang diperbaiki: {words.escape(', '.join(names))}"


def pick_fields(sent: ReportEvent, opd: str, note: str = "") -> str:
    return words.paragraphs(
        note,
        words.lines(words.bold(return_title(sent)), words.escape(opd)),
        PICK_FIELDS,
    )


def waits(count: int, since: date, this_year: int) -> str:
    """Return how many reports wait for the reader, and since when the first of them does."""
    day = words.short_day(since).removesuffix(f" {this_year}")
    when = f"sejak {day}" if count == 1 else f"tertua sejak {day}"
    return words.lines(f"{words.WAITING} {words.bold(f'{count} laporan menunggu Anda')}", when)
