"""What is said of several reports that are accepted together: before, and afterwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.indicators.indicator import JUMP
from domain.reports.events import ReportEvent
from domain.review.batches import Batch, Doubt
from handlers.words import words
from handlers.words.names import outcome, report_name

LIST_CHANGED = "Daftarnya berubah sejak ditampilkan, jadi belum ada yang diterima. Periksa sekali lagi:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of one reason to accept several at once."""

    label: str
    title: str
    none: str
    caution: str


SAID: Mapping[Batch, Said] = {
    Batch.UNCHANGED: Said(
        label="Terima semua yang tidak berubah",
        title="Tidak berubah dari tahun lalu, bukti baru",
        none="Saat ini tidak ada laporan yang sama dengan jawaban yang diterima tahun lalu dan punya bukti "
        "baru. Periksa laporan lain satu per satu.",
        caution="Buktinya belum tentu sudah Bapak/Ibu buka.",
    ),
    Batch.CLEAR: Said(
        label="Terima semua tanpa ⚠️",
        title="Tanpa peringatan ⚠️, bukti sudah dibuka",
        none="Saat ini tidak ada laporan tanpa peringatan ⚠️ yang buktinya sudah dibuka. "
        "Periksa laporan lain satu per satu.",
        caution="Semua buktinya sudah dibuka Bapak/Ibu atau rekan, dan nilainya tidak melonjak.",
    ),
    Batch.REKAP: Said(
        label="Terima semua yang sesuai rekap",
        title="Sesuai rekap Inspektorat",
        none="Saat ini tidak ada laporan yang sama dengan rekap Inspektorat dan bisa diterima bersama. "
        "Periksa laporan lain satu per satu.",
        caution="Predikat dan nilainya sama dengan rekap; buktinya belum tentu sudah dibuka.",
    ),
}
_DOUBTS: Mapping[Doubt, str] = {
    Doubt.OWN: "laporan OPD Bapak/Ibu sendiri (diperiksa rekan)",
    Doubt.CORRECTION: "koreksi",
    Doubt.RESENT: "dikirim ulang",
    Doubt.AS_WRITTEN: "nilainya beda di dokumen",
    Doubt.DIFFERS: "berbeda dari rekap",
    Doubt.OUTDATED: "dokumennya lewat masa berlaku",
    Doubt.NO_EVIDENCE: "tanpa bukti",
    Doubt.UNUSABLE: "berkasnya tidak bisa dipakai",
    Doubt.SHARED: "berkasnya sama dengan OPD lain",
    Doubt.NOT_JUDGED: "berkasnya masih diperiksa",
    Doubt.MARKED: "berkasnya perlu hati-hati",
    Doubt.NEVER_OPENED: "bukti belum dibuka",
    Doubt.PARTLY_OPENED: "bukti belum dibuka semua",
    Doubt.JUMP: "nilainya melonjak",
    Doubt.OTHER_SIDE: "berubah memenuhi atau tidak",
    Doubt.NOT_IN_REKAP: "tidak ada di rekap",
}


_NOTICED: Mapping[Doubt, str] = {
    Doubt.JUMP: f"nilainya melonjak lebih dari {JUMP} poin",
    Doubt.OTHER_SIDE: "berubah baik atau tidak",
}


def offered(
    why: Batch,
    shown: Sequence[tuple[ReportEvent, str]],
    left: Mapping[Doubt, int],
    noticed: Mapping[int, Sequence[Doubt]],
    note: str = "",
) -> str:
    """Return the list that is accepted with one press; each report comes with the name of its OPD."""
    said = SAID[why]
    if not shown:
        return words.paragraphs(note, said.none, _left_out(left))
    return words.paragraphs(
        words.bold(said.title),
        note,
        "\n".join(
            f"• {words.escape(opd)}: {_brief(sent)}{' ⚠️' if noticed.get(sent.id) else ''}"
            for sent, opd in shown
        ),
        words.lines(_among([noticed.get(sent.id, ()) for sent, _ in shown]), _left_out(left)),
        f"Terima {len(shown)} laporan ini sekaligus? {said.caution}",
    )


def _among(noticed: Sequence[Sequence[Doubt]]) -> str:
    counts = Counter(doubt for one in noticed for doubt in one)
    told = [f"{counts[doubt]} {said}" for doubt, said in _NOTICED.items() if counts[doubt]]
    return f"⚠️ Termasuk: {', '.join(told)} sejak terakhir diterima." if told else ""


def _left_out(left: Mapping[Doubt, int]) -> str:
    told = [f"{left[doubt]} {_DOUBTS[doubt]}" for doubt in Doubt if left.get(doubt)]
    return f"Tidak ikut: {', '.join(told)}." if told else ""


def _brief(sent: ReportEvent) -> str:
    said = words.escape(outcome(sent.indicator, sent.answers))
    return f"{report_name(sent)}, {said}"


def done(count: int, until: datetime | None, note: str = "") -> str:
    return words.paragraphs(
        note,
        f"{words.VERIFIED} <b>{count} laporan diterima</b>. Operatornya diberi tahu.",
        f"Bisa diurungkan sampai pukul {words.clock(until)}." if until is not None else "",
    )


def undone(count: int) -> str:
    return f"{count} keputusan diurungkan. Laporannya kembali menunggu Anda."
