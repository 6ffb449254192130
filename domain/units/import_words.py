"""What is said of a file with OPD, as plain text."""

from collections.abc import Sequence

from domain.files.table_dates import looks_american
from domain.language.written import LOST
from domain.units.list import COLUMNS, LONGEST_NAME, MAY_BE_MISSING, RowProblem, Sorted, WrongCell
from domain.units.short_names import LONGEST_SHORT

MOST_LINES = 20
"""Lines of one kind that are shown; the others are counted."""
LONGEST_VALUE = 40
"""Characters of a cell that are shown."""
HOW = (
    f"Kolom: {', '.join(COLUMNS)} (boleh kosong), {' dan '.join(MAY_BE_MISSING)} (boleh tidak ada). "
    "Tanggal seperti 31/12/2026 atau 2026-12-31. CSV atau XLSX, lembar pertama yang terlihat."
)
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
    RowProblem.NOT_A_SHORT_NAME: f"bukan nama pendek (2–{LONGEST_SHORT} huruf atau angka, seperti Dinkes)",
    RowProblem.SHORT_TAKEN: "nama pendek ini sama dengan nama pendek atau kode di baris lain",
    RowProblem.NO_HEADER: "kolom ini tidak ada",
    RowProblem.COLUMN_TWICE: "kolom ini ada dua kali dan isinya berbeda",
}


def order_hint(found: Sorted) -> str:
    """Return what makes the order of day and month unclear, as plain text."""
    american = next((cell for cell in found.wrong if looks_american([cell.value])), None)
    told = (
        f"Baris {american.row}: {american.value} hanya cocok sebagai bulan/hari/tahun. " if american else ""
    )
    return f"{told}Tanggal seperti 1/2/2026 bisa berarti 1 Februari atau 2 Januari, jadi perlu dipilih."


def refused(wrong: Sequence[WrongCell]) -> str:
    """Return why rows cannot be used, as plain text."""
    rows = len({cell.row for cell in wrong})
    return "\n".join((f"{rows} baris ditolak:", *some([_wrong(cell) for cell in wrong])))


def some(lines: list[str]) -> list[str]:
    """Return the first of these lines, and how many there are beside them."""
    rest = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"… dan {rest} lainnya"] if rest > 0 else [])]


def _wrong(cell: WrongCell) -> str:
    value = f" “{cell.value[:LONGEST_VALUE]}”" if cell.value else ""
    return f"• baris {cell.row}, {cell.column}{value}: {_REASONS[cell.problem]}"


def rows_read(good: int, refused_rows: int) -> str:
    return f"{good} baris" + (f", {refused_rows} ditolak" if refused_rows else "")
