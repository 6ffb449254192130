"""What an admin reads about a file with OPD: what it would change, and which rows cannot be used."""

from collections.abc import Sequence

from domain.files.table_dates import looks_american
from domain.language.written import LOST
from domain.units.list import COLUMNS, DECREE, LONGEST_NAME, Comparison, RowProblem, Sorted, WrongCell
from domain.units.opd import Opd
from handlers.words import words

MOST_LINES = 20
"""Lines of one kind that are shown; the others are counted."""
TITLE = "OPD dari berkas"
HOW = (
    f"Kolom: {', '.join(COLUMNS)} (boleh kosong), {DECREE} (boleh tidak ada). "
    "Tanggal seperti 31/12/2026 atau 2026-12-31. CSV atau XLSX, lembar pertama yang terlihat."
)
READ = "Berkas sudah dibaca; belum ada yang diterapkan."
NO_ROWS = "⚠️ Tidak ada baris OPD di berkas itu. Isi di bawah baris judul, lalu kirim lagi."
_REASONS = {
    RowProblem.EMPTY: "kosong",
    RowProblem.ERROR_CELL: "kesalahan rumus Excel, bukan isian; perbaiki rumusnya atau tulis nilainya",
    RowProblem.LOST_CHARACTER: f"berisi karakter yang tidak bisa disimpan ({LOST}); ketik ulang",
    RowProblem.NOT_A_CODE: "bukan kode (2–20 huruf besar, angka atau tanda hubung)",
    RowProblem.NOT_A_DATE: "bukan tanggal seperti 31/12/2026",
    RowProblem.DATE_ORDER: "bisa berarti dua tanggal",
    RowProblem.TOO_LONG: f"terlalu panjang (nama paling banyak {LONGEST_NAME} karakter)",
    RowProblem.ENDS_BEFORE_START: "sebelum berlaku_sejak",
    RowProblem.TWICE: "kode ini ada lebih dari sekali",
    RowProblem.NO_HEADER: "kolom ini tidak ada",
    RowProblem.COLUMN_TWICE: "kolom ini ada dua kali dan isinya berbeda",
}
DAY_FIRST, MONTH_FIRST = "Hari dahulu, lalu bulan", "Bulan dahulu, lalu hari"


def too_many(limit: int) -> str:
    return f"⚠️ Berkas itu berisi lebih dari {limit} baris. Periksa apakah ini memang daftar OPD."


def wrong_columns(wrong: Sequence[WrongCell]) -> str:
    """Return why a file cannot be used of which columns are missing, or one is there twice."""
    columns = ", ".join(cell.column for cell in wrong)
    if wrong[0].problem is RowProblem.COLUMN_TWICE:
        return f"⚠️ Kolom {columns} ada dua kali dan isinya berbeda. Hapus salah satunya, lalu kirim lagi."
    return f"⚠️ Kolom ini tidak ada di berkas itu: {columns}. {HOW}"


def order_hint(found: Sorted) -> str:
    """Return what makes the order of day and month unclear, as plain text."""
    american = next((cell for cell in found.wrong if looks_american([cell.value])), None)
    told = (
        f"Baris {american.row}: {american.value} hanya cocok sebagai bulan/hari/tahun. " if american else ""
    )
    return f"{told}Tanggal seperti 1/2/2026 bisa berarti 1 Februari atau 2 Januari, jadi perlu dipilih."


def preview(found: Comparison, stored: dict[str, Opd], *, touches_past: int) -> tuple[str, ...]:
    """Return what applying the file would do."""
    added = [f"+ {words.escape(opd.name)} ({opd.code})" for opd in found.added]
    changed = [f"± {_difference(stored[opd.code], opd)}" for opd in found.changed]
    past = f"⚠️ {touches_past} di antaranya mengubah jumlah OPD pada triwulan yang sudah berlalu."
    return (
        f"{len(added)} baru · {len(changed)} berubah · {len(found.unchanged)} tetap",
        *_some(added),
        *_some(changed),
        past if touches_past else "",
    )


def refused(wrong: Sequence[WrongCell]) -> str:
    """Return why rows cannot be used, as plain text."""
    rows = len({cell.row for cell in wrong})
    return words.lines(f"{rows} baris ditolak:", *_some([_wrong(cell) for cell in wrong]))


def _some(lines: list[str]) -> list[str]:
    rest = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"… dan {rest} lainnya"] if rest > 0 else [])]


def _wrong(cell: WrongCell) -> str:
    value = f" “{cell.value[: words.LONGEST_QUOTE]}”" if cell.value else ""
    return f"• baris {cell.row}, {cell.column}{value}: {_REASONS[cell.problem]}"


def _difference(before: Opd, after: Opd) -> str:
    told = [
        f"{name}: {words.escape(was or '–')} → {words.escape(now or '–')}"
        for name, was, now in (
            ("nama", before.name, after.name),
            ("jenis", before.kind, after.kind),
            ("sejak", words.short_day(before.valid_from), words.short_day(after.valid_from)),
            ("sampai", _day(before), _day(after)),
            ("dasar", before.decree, after.decree),
        )
        if was != now
    ]
    return f"{after.code}: {'; '.join(told)}"


def _day(opd: Opd) -> str:
    return words.short_day(opd.valid_to) if opd.valid_to is not None else ""


def applied(rows: int) -> str:
    return f"Daftar OPD sekarang sama dengan {rows} baris di berkas."


def rows_read(good: int, refused_rows: int) -> str:
    return f"{good} baris" + (f", {refused_rows} ditolak" if refused_rows else "")
