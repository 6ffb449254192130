"""The evaluation as a workbook: its instructions, and what a sheet that was sent back would change."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.evaluation.sheet import Change, Refusal, SheetProblem
from domain.indicators import Indicator
from domain.indicators.kelembagaan import contradiction_in_short
from domain.indicators.ketatalaksanaan import ItemResult
from domain.indicators.scales import Scale
from domain.keys import Answers
from handlers.words import words
from handlers.words.names import outcome

ITEM_NAMES = {
    ItemResult.MET: "terpenuhi",
    ItemResult.UNMET: "belum",
    ItemResult.NOT_APPLICABLE: "tidak berlaku",
}
FILL_IN, LAST_RESULTS, INSTRUCTIONS = "Isian", "Hasil terakhir", "Petunjuk"
DO_NOT_CHANGE = "Baris ini dan baris judul jangan diubah."
HOW_TO_SEND = (
    "Isi berkas ini, lalu kirim kembali ke sini. Yang akan berubah diperlihatkan dulu sebelum disimpan."
)
APPLY_OR_CANCEL = "⚠️ Isian ini menunggu. Tekan Terapkan untuk menyimpannya, atau Batal."
CHOOSE_FROM_LIST = "Pilih dari daftar"


def file_name(indicator: Indicator, year: int) -> str:
    return f"Isian {indicator.short} {year}.xlsx"


def instructions(indicator: Indicator, year: int, scale: Scale) -> tuple[str, ...]:
    """Return the lines of the sheet that explains the others."""
    score = f"Skor {'bilangan bulat ' if scale.whole else ''}{scale.span} ({scale.regulation})"
    how = (
        "Tiap butir: pilih terpenuhi, belum, atau tidak berlaku (perlu alasan). Kosong: belum dinilai."
        if indicator.by_checklist
        else f"Kolom Hasil: pilih Tepat atau Perlu penyesuaian. {score} dan Catatan boleh kosong."
    )
    return (
        f"Isian evaluasi {indicator.short}, tahun {year}",
        f"1. Isi lembar “{FILL_IN}”. {how}",
        "2. Baris yang dikosongkan tidak mengubah apa-apa.",
        "3. Jangan mengubah dua baris teratas dan kolom Kode. Jangan memakai rumus.",
        f"4. Hasil sebelumnya ada di lembar “{LAST_RESULTS}”; boleh disalin ke lembar isian.",
        "5. Simpan sebagai XLSX (paling besar 1 MB), lalu kirim kembali kepada bot saat /evaluasi terbuka",
        "    atau dengan keterangan /evaluasi. Bot memperlihatkan yang berubah; Terapkan menyimpannya.",
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One OPD of the sheet: what it has this year, and what it would have."""

    name: str
    change: Change
    before: Answers | None
    after: Answers
    left_open: int = 0
    """How many compulsory items the sheet does not judge."""


_FILES = {
    SheetProblem.TOO_BIG: "lebih besar dari 1 MB. Kirim isian aslinya, tanpa gambar atau lembar lain.",
    SheetProblem.UNREADABLE: "tidak bisa dibuka sebagai XLSX. Simpan ulang sebagai XLSX, lalu kirim lagi.",
    SheetProblem.NOT_OURS: "bukan isian evaluasi. Ambil dengan tombol Unduh isian, isi, lalu kirim lagi.",
    SheetProblem.NOT_YOURS: "untuk evaluasi Sub Bagian lain, jadi tidak bisa Anda terapkan.",
    SheetProblem.OTHER_YEAR: (
        "untuk tahun {detail}, yang tidak bisa diisi sekarang. Ambil yang terbaru dengan Unduh isian."
    ),
    SheetProblem.OTHER_BASIS: (
        "dibuat untuk penilaian menurut {detail}, bukan menurut dasar tahun ini. Unduh isian yang baru."
    ),
    SheetProblem.NO_COLUMN: "tidak mempunyai kolom {detail}. Unduh lagi isiannya dan jangan ubah judulnya.",
    SheetProblem.COLUMN_TWICE: (
        "mempunyai dua kolom {detail} yang isinya berbeda. Hapus salah satunya, lalu kirim lagi."
    ),
    SheetProblem.NOTHING_FILLED: "belum diisi. Isi setidaknya satu baris, lalu kirim lagi.",
    SheetProblem.PUT_ASIDE: "tidak dibaca karena Anda membuka hal lain. Ketik /evaluasi, lalu kirim lagi.",
}
_ROWS = {
    SheetProblem.UNKNOWN_OPD: "kode {said} tidak ada di daftar OPD tahun itu",
    SheetProblem.TWICE: "OPD ini tertulis lebih dari sekali",
    SheetProblem.HAS_FORMULA: "berisi rumus; tulis nilainya saja",
    SheetProblem.ERROR_CELL: "{said} adalah kesalahan rumus Excel; tulis nilainya saja",
    SheetProblem.LOST_CHARACTER: "{said} berisi karakter yang tidak bisa disimpan; ketik ulang",
    SheetProblem.NOT_A_RESULT: "{said} bukan pilihan yang ada",
    SheetProblem.NO_RESULT: "hasilnya belum diisi",
    SheetProblem.NOT_A_SCORE: "skor {said} bukan angka 0–100 dengan paling banyak dua desimal",
    SheetProblem.NOT_A_MATURITY: "skor {said} bukan bilangan bulat 10–55",
    SheetProblem.NOTE_TOO_LONG: "catatan atau alasan lebih dari 300 karakter",
    SheetProblem.NO_REASON: "“tidak berlaku” perlu alasan",
    SheetProblem.OWN_OPD: "OPD Anda sendiri dinilai rekan",
}


def refused_file(name: str, problem: SheetProblem, detail: str) -> str:
    """Return why nothing in a file can be used, and what to do."""
    said = _FILES[problem].format(detail=words.quote(detail))
    return f"⚠️ {words.quote(name)} {said}"


def was_read(name: str) -> str:
    return f"📎 {words.quote(name)} sudah dibaca. Yang akan berubah ada di bawah."


def head(indicator: Indicator, year: int, rows: Sequence[Row], refusals: Sequence[Refusal]) -> str:
    """Return what stands above every page of the preview."""
    count = {change: sum(row.change is change for row in rows) for change in Change}
    return words.paragraphs(
        words.bold(f"Isian {indicator.short} {year}"),
        words.lines(
            f"Baru: {count[Change.ADDED]}",
            f"Berubah: {count[Change.CHANGED]}",
            f"Tetap: {count[Change.UNCHANGED]}",
            f"Ditolak: {len(refusals)}" if refusals else "",
        ),
    )


def listed(indicator: Indicator, rows: Sequence[Row], refusals: Sequence[Refusal]) -> list[str]:
    """Return the preview line by line: what is refused, then what changes; what stays is only counted."""
    return [
        *(_refusal(one) for one in refusals),
        *(_changed(indicator, row) for row in rows if row.change is Change.CHANGED),
        *(_added(indicator, row) for row in rows if row.change is Change.ADDED),
    ]


def _refusal(one: Refusal) -> str:
    why = _ROWS[one.problem].format(said=words.quote(one.said))
    opd = f" ({words.escape(one.opd)})" if one.opd else ""
    return f"✗ Baris {one.row}{opd}: {why}"


def _changed(indicator: Indicator, row: Row) -> str:
    before = outcome(indicator.key, row.before) if row.before is not None else ""
    after = outcome(indicator.key, row.after)
    told = f"{before} → {after}" if before != after else f"{after}, rincian berubah"
    return f"• {words.escape(row.name)}: {words.escape(told)}"


def _added(indicator: Indicator, row: Row) -> str:
    return f"+ {words.escape(row.name)}: {words.escape(outcome(indicator.key, row.after))}"


def taken_as_unmet(rows: Sequence[Row]) -> str:
    """Return what becomes of the compulsory items that these rows leave empty."""
    if not rows:
        return ""
    named = _named([f"{row.name} ({row.left_open})" for row in rows], "OPD lagi")
    return (
        f"⚠️ Butir wajib yang belum dinilai (sel kosong): {named}. "
        "Bila diterapkan, butir itu dianggap belum terpenuhi."
    )


def contradicting(rows: Sequence[Row]) -> str:
    """Return which results do not fit their scores: they are stored as they are written."""
    told = [f"{row.name} ({contradiction_in_short(row.after)})" for row in rows]
    if not told:
        return ""
    named = _named(told, "OPD lagi")
    return f"⚠️ Hasil dan skor tidak cocok: {named}. Periksa dulu; bila diterapkan, tersimpan begitu."


def other_scale(regulation: str) -> str:
    return (
        f"⚠️ Tahun ini sekarang dinilai menurut {regulation}; isian ini masih menurut dasar yang lama. "
        "Tekan Batal, lalu Unduh isian yang baru."
    )


def question(changes: int, refusals: int) -> str:
    """Return the sentence below the preview."""
    if not changes:
        return "Tidak ada yang akan berubah."
    if refusals:
        return (
            "Belum ada yang disimpan. Perbaiki baris yang ditolak lalu kirim lagi, "
            f"atau terapkan {changes} yang benar saja."
        )
    return f"Belum ada yang disimpan. Terapkan {changes} hasil ini?"


def apply_label(changes: int, refusals: int) -> str:
    return f"Terapkan {changes} yang benar saja" if refusals else f"Terapkan {changes} hasil"


def applied(stored: int, skipped: Sequence[str], own: Sequence[str]) -> str:
    """Return what was stored, and which OPD were left alone: somebody was faster, or they are one's own."""
    return words.lines(
        f"{words.VERIFIED} {stored} hasil tersimpan dari berkas.",
        f"⚠️ Tidak diterapkan karena berubah sementara itu: {_named(skipped)}. Periksa satu per satu."
        if skipped
        else "",
        f"⚠️ OPD Anda sendiri dinilai rekan: {_named(own)}." if own else "",
    )


def _named(names: Sequence[str], others: str = "lagi") -> str:
    more = f" dan {len(names) - MOST_NAMED} {others}" if len(names) > MOST_NAMED else ""
    return "; ".join(words.escape(name) for name in names[:MOST_NAMED]) + more


MOST_NAMED = 10
"""Names in one sentence; OPD names are long and a message is not endless."""
