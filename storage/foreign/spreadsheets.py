"""Tables that people send or keep as CSV or XLSX, read into rows of text."""

from domain.files.foreign import Fault, UnfitFile
from domain.files.table import Table
from storage.foreign.separated import rows_of_text
from storage.foreign.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Rows, bounded
from storage.foreign.workbook import MOST_UNPACKED, rows_of_workbook, tables_of_workbook

__all__ = [
    "LONGEST_CELL",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "MOST_TEXT",
    "MOST_UNPACKED",
    "Rows",
    "rows_of",
    "tables_of",
]


def rows_of(content: bytes, *, formula: str | None = None) -> Rows:
    """Return the rows of a CSV or of the first visible sheet of an XLSX, by its content; at most MOST_ROWS.

    Cells say what is seen in them: dates come in ISO form, numbers with 15 digits and a point, a merged cell
    says the same everywhere, and a character that no database keeps is `domain.language.written.LOST`.
    `formula` stands for every cell with a formula; None takes what the formula last came to. Raises
    UnfitFile.
    """
    return bounded(rows_of_workbook(content, formula) if _is_workbook(content) else rows_of_text(content))


def tables_of(content: bytes) -> list[Table]:
    """Return every visible sheet of an XLSX, each as `rows_of` reads it, or the one table of a CSV.

    Formulas say what they last came to; one that nothing has calculated is `UNCALCULATED`. Raises UnfitFile.
    """
    if not _is_workbook(content):
        return [Table("", bounded(rows_of_text(content)))]
    found = tables_of_workbook(content)
    size = sum(len(cell) + 1 for one in found for row in one.rows for cell in row)
    if size > MOST_TEXT:
        raise UnfitFile(Fault.TOO_BIG, f"tables of {size} characters")
    return found


def _is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")
