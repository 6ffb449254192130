"""What an admin reads about a file with OPD: what it would change, and which rows cannot be used."""

from collections.abc import Sequence

from domain.units.import_words import HOW, some
from domain.units.list import Comparison, RowProblem, WrongCell
from domain.units.opd import Opd
from handlers.words import words

TITLE = "OPD dari berkas"
READ = "Berkas sudah dibaca; belum ada yang diterapkan."
NO_ROWS = "⚠️ Tidak ada baris OPD di berkas itu. Isi di bawah baris judul, lalu kirim lagi."


def too_many(limit: int) -> str:
    return f"⚠️ Berkas itu berisi lebih dari {limit} baris. Periksa apakah ini memang daftar OPD."


def wrong_columns(wrong: Sequence[WrongCell]) -> str:
    """Return why a file cannot be used of which columns are missing, or one is there twice."""
    columns = ", ".join(cell.column for cell in wrong)
    if wrong[0].problem is RowProblem.COLUMN_TWICE:
        return f"⚠️ Kolom {columns} ada dua kali dan isinya berbeda. Hapus salah satunya, lalu kirim lagi."
    return f"⚠️ Kolom ini tidak ada di berkas itu: {columns}. {HOW}"


def preview(found: Comparison, stored: dict[str, Opd], *, touches_past: int) -> tuple[str, ...]:
    """Return what applying the file would do."""
    added = [f"+ {words.escape(opd.name)} ({opd.code})" for opd in found.added]
    changed = [f"± {_difference(stored[opd.code], opd)}" for opd in found.changed]
    past = f"⚠️ {touches_past} di antaranya mengubah jumlah OPD pada triwulan yang sudah berlalu."
    return (
        f"{len(added)} baru · {len(changed)} berubah · {len(found.unchanged)} tetap",
        *some(added),
        *some(changed),
        past if touches_past else "",
    )


def _difference(before: Opd, after: Opd) -> str:
    told = [
        f"{name}: {words.escape(was or '–')} → {words.escape(now or '–')}"
        for name, was, now in (
            ("nama", before.name, after.name),
            ("nama pendek", before.short, after.short),
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
