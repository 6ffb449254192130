"""What every table has in common that comes from outside, whatever program wrote it."""

import unicodedata

from domain.files.foreign import Fault, UnfitFile
from domain.language.written import LOST

Rows = list[list[str]]
MOST_ROWS = 5000
MOST_COLUMNS = 50
LONGEST_CELL = 1000
"""Characters that are kept of a cell: more than anything of ours may have, so it still counts as too long."""
MOST_TEXT = 500_000
"""Characters of a whole table, each cell one more: five times as many as 300 OPD with long names. What is
done with a table is done where everybody's messages are answered."""
_HIGHEST_OF_PLANE = 0xFFFE
"""The last two of every plane of Unicode are no characters."""


def bounded(rows: Rows) -> Rows:
    """Return the table with no cell longer than LONGEST_CELL. Raises UnfitFile for more than MOST_TEXT."""
    kept, size = [[cell[:LONGEST_CELL] for cell in row] for row in rows], 0
    for row in kept:
        size += len(row) + sum(map(len, row))
    if size > MOST_TEXT:
        raise UnfitFile(Fault.TOO_BIG, f"a table of {size} characters")
    return kept


def cleaned(text: str) -> str:
    """Return the text with LOST for every character that no person types and no database keeps."""
    if text.isprintable():
        return text
    return "".join(LOST if is_lost(char) else char for char in text)


def is_lost(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cc":
        return not char.isspace()
    return category == "Cs" or (category == "Cn" and ord(char) & 0xFFFF >= _HIGHEST_OF_PLANE)
