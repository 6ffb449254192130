"""What stands below a file: what it is, as of when, what it says in brief, and its code."""

from collections.abc import Sequence

from domain.documents.stamp import Stamp
from handlers.words import words

LONGEST = 1024
"""Characters that Telegram takes below a file, counted without the markup."""


def caption(title: str, stamp: Stamp, lines: Sequence[str] = ()) -> str:
    """Return a caption (HTML): title, position, lines, code. `lines` are plain text, the numbers in brief."""
    head = words.lines(words.bold(title), words.escape(f"{stamp.position[0].upper()}{stamp.position[1:]}"))
    code = f"Kode periksa {words.unbroken(stamp.code)}" if stamp.code else ""
    return words.paragraphs(head, words.lines(*map(words.escape, lines)), words.escape(code))
