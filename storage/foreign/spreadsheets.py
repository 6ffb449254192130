"""Tables that people send or keep as CSV or XLSX, read into rows of text."""

from storage.foreign.separated import rows_of_text
from storage.foreign.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Rows, bounded
from storage.foreign.workbook import MOST_UNPACKED, rows_of_workbook

__all__ = ["LONGEST_CELL", "MOST_COLUMNS", "MOST_ROWS", "MOST_TEXT", "MOST_UNPACKED", "Rows", "rows_of"]


def rows_of(content: bytes, *, formula: str | None = None) -> Rows:
    """Return the rows of a CSV or of the first visible sheet of an XLSX, by its content; at most MOST_ROWS.

    Cells say what is seen in them: dates come in ISO form, numbers with 15 digits and a point, a merged cell
    says the same everywhere, and a character that no database keeps is `domain.language.written.LOST`.
    `formula` stands for every cell with a formula; None takes what the formula last came to. Raises
    UnfitFile.
    """
    is_workbook = content.startswith(b"PK\x03\x04")
    return bounded(rows_of_workbook(content, formula) if is_workbook else rows_of_text(content))
