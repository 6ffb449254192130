"""What an admin reads about a file with OPD: what it would change, and which rows cannot be used."""

from collections.abc import Sequence

from domain.opd import Opd
from domain.opd_list import COLUMNS, DECREE, LONGEST_NAME, Comparison, RowProblem, WrongCell
from handlers.texts import words

MOST_LINES = 20
"""Lines of one kind that are shown; the others are counted."""
TITLE = "OPD dari berkas"
HOW = (
    f"Kolom: {', '.join(COLUMNS)} (boleh kosong), {DECREE} (boleh tidak ada). "
    "Tanggal seperti 2026-12-31. CSV atau XLSX, lembar pertama."
)
READ = "Berkas sudah dibaca; belum ada yang diterapkan."
UNREADABLE = (
    "⚠️ Berkas itu bukan tabel yang bisa dibaca. Simpan ulang sebagai XLSX atau CSV UTF-8, lalu kirim lagi."
)
NO_ROWS = "⚠️ Tidak ada baris OPD di berkas itu. Isi di bawah baris judul, lalu kirim lagi."
_REASONS = {
    RowProblem.EMPTY: "kosong",
    RowProblem.NOT_A_CODE: "bukan kode (2–20 huruf besar, angka atau tanda hubung)",
    RowProblem.NOT_A_DATE: "bukan tanggal seperti 2026-12-31",
    RowProblem.TOO_LONG: f"terlalu panjang (nama paling banyak {LONGEST_NAME} karakter)",
    RowProblem.ENDS_BEFORE_START: "sebelum berlaku_sejak",
    RowProblem.TWICE: "kode ini ada lebih dari sekali",
    RowProblem.NO_HEADER: "kolom ini tidak ada di baris pertama",
}


def too_many(limit: int) -> str:
    return f"⚠️ Berkas itu berisi lebih dari {limit} baris. Periksa apakah ini memang daftar OPD."


def no_header(missing: Sequence[WrongCell]) -> str:
    return f"⚠️ Kolom ini tidak ada di baris pertama: {', '.join(cell.column for cell in missing)}. {HOW}"


def preview(found: Comparison, stored: dict[str, Opd], *, touches_past: int) -> tuple[str, ...]:
    """Return what applying the file would do."""
    added = [f"＋ {words.escape(opd.name)} ({opd.code})" for opd in found.added]
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
