"""What an admin reads about the OPD: the list, one of them, and what a change would mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.units.changes import Validity
from domain.units.opd import Opd
from handlers.words import words

GROUPS = {
    Validity.IN_FORCE: "Berlaku",
    Validity.CLOSING: "Akan ditutup",
    Validity.COMING: "Akan berlaku",
    Validity.CLOSED: "Sudah ditutup",
}
CHANGES_PAST = (
    "⚠️ Tanggal ini mengubah jumlah OPD pada triwulan yang sudah berlalu, jadi persentasenya ikut berubah."
)
LIST_TITLE = "Daftar OPD"
TYPE_NAME = "ketik nama untuk mencari"


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """What there is of a unit whose last day is to be set: counts."""

    drafts: int
    waiting: int
    operators: int


def opds(listed: Sequence[tuple[Validity, Opd]], counts: Mapping[Validity, int]) -> str:
    head = " · ".join(f"{count} {GROUPS[life].lower()}" for life, count in counts.items() if count)
    parts = [
        f"{words.bold(f'{GROUPS[life]}:')} {', '.join(_dated(opd, life) for _, opd in together)}"
        for life, together in groupby(listed, key=lambda one: one[0])
        if life is not Validity.IN_FORCE
    ]
    return words.paragraphs(
        words.lines(f"{words.bold(LIST_TITLE)} · {TYPE_NAME}", head or "Belum ada OPD."), *parts
    )


def found(said: str, count: int, shown: int) -> str:
    """Return how many OPD are called so, on the keys of which `shown` stand."""
    more = f" Ini {shown} yang pertama; ketik lebih lengkap." if count > shown else ""
    return words.lines(words.bold(LIST_TITLE), f"{count} OPD cocok dengan {words.quote(said)}.{more}")


def _dated(opd: Opd, life: Validity) -> str:
    """Return what a unit is called, and the day that makes it another than those in force."""
    day = opd.valid_from if life is Validity.COMING else opd.valid_to
    word = "mulai" if life is Validity.COMING else "sampai"
    return words.escape(opd.short_name) + (f" ({word} {words.short_day(day)})" if day is not None else "")


def opd(shown: Opd, life: Validity, successor: str, operators: Sequence[str]) -> str:
    until = f" sampai {words.day(shown.valid_to)}" if shown.valid_to is not None else ""
    return words.paragraphs(
        words.lines(words.bold(shown.name), f"{GROUPS[life]} · {words.escape(shown.kind)}"),
        words.lines(
            f"Nama pendek: {words.escape(shown.short)}" if shown.short else "",
            f"Kode: <code>{words.escape(shown.code)}</code>",
            f"Sejak {words.day(shown.valid_from)}{until}",
            f"Tugasnya dilanjutkan: {words.escape(successor)}" if successor else "",
            f"Dasar: {words.escape(shown.decree)}" if shown.decree else "",
        ),
        f"Operator: {words.escape(', '.join(operators)) or 'belum ada'}",
    )


def pick_successor(merged: Opd) -> str:
    return words.paragraphs(
        words.bold(f"Gabungkan {merged.name}"),
        "OPD mana yang melanjutkan tugasnya? Kode dan riwayatnya tetap.",
    )


def effect_of_end(found: Affected, successor: str) -> tuple[str, ...]:
    """Return what becomes of a unit's drafts, waiting reports and operators after its last day."""
    return (
        "Sesudah hari terakhir OPD ini tidak dihitung lagi; angka sampai hari itu tidak berubah.",
        f"• Draf terbuka: {found.drafts}. Masih bisa dikirim sampai hari terakhir, sesudahnya tidak.",
        f"• Laporan menunggu verifikasi: {found.waiting}. Tetap bisa diperiksa, dan tersimpan di riwayat.",
        f"• Operator: {found.operators}. Perannya tetap; pindahkan lewat /pengguna bila perlu.",
        f"• Laporan tidak berpindah: {words.escape(successor)} melapor sendiri." if successor else "",
    )


KEEPS_CODE = "Kode, laporan, dan riwayatnya tetap. Nama baru langsung tampil di semua daftar."
ONLY_SHORT = "Tampil di tombol dan daftar. Nama lengkap, kode, dan laporannya tetap."
NEW_OPD = "OPD ini dihitung sejak tanggal berlakunya. Undang operatornya lewat /undang."
FOUND_NOTE, RENAMED_NOTE = "OPD ditambahkan.", "Nama OPD diubah."
SHORT_NOTE = "Nama pendek disimpan."
CLOSED_NOTE, MERGED_NOTE = "Penutupan OPD dicatat.", "Penggabungan OPD dicatat."
KEPT_NOTE = "Penutupan dibatalkan; OPD tetap berlaku."
