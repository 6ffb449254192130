"""What a reviewer reads around the cards: the inbox, verdicts, what became of a report, the batch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.indicators import Indicator, by_key
from domain.keys import IndicatorKey
from domain.reports.events import EventKind, ReportEvent, undoable_until
from domain.review.inbox import Waiting
from domain.units.opd import Opd
from handlers.words import words
from handlers.words.labels import fitted
from handlers.words.names import outcome, report_name

NOT_YOURS = (
    "Laporan ini diperiksa Sub Bagian lain, atau peran Anda sebagai verifikatornya sudah berakhir. "
    "Ketik /verifikasi untuk melihat yang menunggu Anda."
)
"""Said to whoever presses what another Sub Bagian reviews."""
NOTHING_WAITS = f"{words.VERIFIED} Tidak ada laporan yang menunggu Anda. Terima kasih!"
NONE_UNCHANGED = (
    "Saat ini tidak ada laporan yang sama dengan jawaban yang diterima tahun lalu dan punya bukti baru. "
    "Periksa laporan lain satu per satu."
)
LIST_CHANGED = "Daftarnya berubah sejak ditampilkan, jadi belum ada yang diterima. Periksa sekali lagi:"
PICK_FIELDS = "Isian mana yang perlu diperbaiki? Pilih satu atau lebih."
UNDONE_NOTE = "Keputusan diurungkan. Laporan ini kembali menunggu Anda."
UNDONE_SINCE = "Keputusan ini sudah diurungkan; laporannya ada di bawah."
CANNOT_RETURN_CLOSED = (
    "OPD ini tidak berlaku lagi, jadi tidak ada yang bisa memperbaiki laporannya. "
    "Laporan hanya bisa diterima."
)
OF_OTHERS = " · diperiksa rekan"


def label(number: int, opd: str) -> str:
    """Return a button's label: the number of the line above, and the OPD, cut to a narrow phone's width."""
    return fitted(f"{number}. {opd}")


def inbox(
    counted: Mapping[IndicatorKey, int],
    owned: Sequence[Indicator],
    shown: Sequence[tuple[int, Waiting, str]],
    own: Collection[int],
    now: datetime,
    note: str = "",
) -> str:
    """Return one page of the inbox; each report comes with its number and the name of its OPD.

    `own` are the ids of those that the reader leaves to others.
    """
    if not counted:
        return words.paragraphs(note, words.bold("Menunggu verifikasi"), NOTHING_WAITS)
    return words.paragraphs(
        note,
        words.lines(
            words.bold("Menunggu verifikasi"),
            " · ".join(f"{one.title}: {counted.get(one.key, 0)}" for one in owned),
        ),
        "\n\n".join(
            _listed(number, waiting, opd, now, own=waiting.sent.id in own) for number, waiting, opd in shown
        ),
        "Yang paling lama ada di atas.",
    )


def _listed(number: int, waiting: Waiting, opd: str, now: datetime, *, own: bool) -> str:
    sent = waiting.sent
    kinds = {"koreksi": waiting.standing.verified is not None, "dikirim ulang": waiting.resent}
    kind = "".join(f"{one} · " for one, holds in kinds.items() if holds)
    said = words.escape(outcome(sent.indicator, sent.answers))
    return words.lines(
        f"{number}. {words.bold(opd)}",
        f"{words.WAITING} {by_key(sent.indicator).title} {sent.year} · {said}",
        f"{kind}{words.ago(sent.at, now)}{OF_OTHERS if own else ''}",
        f"alasan: {words.quote(sent.reason)}" if sent.is_correction else "",
    )


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


def pick_fields(sent: ReportEvent, opd: str) -> str:
    return words.paragraphs(
        words.lines(words.bold(return_title(sent)), words.escape(opd)),
        PICK_FIELDS,
    )


def unchanged(shown: Sequence[tuple[ReportEvent, str]], note: str = "") -> str:
    """Return the list that is accepted with one press; each report comes with the name of its OPD."""
    if not shown:
        return words.paragraphs(note, NONE_UNCHANGED)
    return words.paragraphs(
        words.bold("Tidak berubah dari tahun lalu, bukti baru"),
        note,
        "\n".join(f"• {words.escape(opd)}: {_brief(sent)}" for sent, opd in shown),
        f"Terima {len(shown)} laporan ini sekaligus? Buktinya belum tentu sudah Bapak/Ibu buka.",
    )


def left_out(count: int) -> str:
    """Return that some reports are not on the list because nobody accepts their own."""
    return f"{count} laporan OPD Anda sendiri tidak ikut; itu diperiksa rekan." if count else ""


def _brief(sent: ReportEvent) -> str:
    said = words.escape(outcome(sent.indicator, sent.answers))
    return f"{report_name(sent)}, {said}"


def batch_done(count: int, until: datetime | None, note: str = "") -> str:
    return words.paragraphs(
        note,
        f"{words.VERIFIED} <b>{count} laporan diterima</b>. Operatornya diberi tahu.",
        f"Bisa diurungkan sampai pukul {words.clock(until)}." if until is not None else "",
    )


def batch_undone(count: int) -> str:
    return f"{count} keputusan diurungkan. Laporannya kembali menunggu Anda."


def waits(count: int, since: date, this_year: int) -> str:
    """Return how many reports wait for the reader, and since when the first of them does."""
    day = words.short_day(since).removesuffix(f" {this_year}")
    when = f"sejak {day}" if count == 1 else f"tertua sejak {day}"
    return f"{words.WAITING} {words.bold(f'{count} laporan menunggu Anda')}, {when}"
