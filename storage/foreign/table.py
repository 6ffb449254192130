"""What every table has in common that comes from outside, whatever program wrote it."""

import unicodedata

from domain.written import LOST

Rows = list[list[str]]
MOST_ROWS = 5000
MOST_COLUMNS = 50
_HIGHEST_OF_PLANE = 0xFFFE
"""The last two of every plane of Unicode are no characters."""


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
