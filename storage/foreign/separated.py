"""Tables in text files (CSV), as Excel, LibreOffice and other programs write them."""

import csv
import io
import re
from collections.abc import Iterator

from domain.files.foreign import Fault, UnfitFile
from storage.foreign.table import MOST_ROWS, Rows, cleaned, is_lost

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),  # Excel's "Unicode text"
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = ";\t,|"
_LOOKED_AT = 10
"""Lines that tell how a table is separated."""
_LINES = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(?P<separator>.)\"?[;,\t]*\s*(?:\r\n|\r|\n|$)", re.IGNORECASE)
"""The first line by which Excel is told the separator; Excel itself does not show it."""


def rows_of_text(content: bytes) -> Rows:
    """Return at most MOST_ROWS rows. Raises UnfitFile."""
    text = cleaned(_decoded(content))
    told = _SEPARATOR_LINE.match(text)
    separator = told["separator"] if told else _separator(text)
    table = io.StringIO(text[told.end() :] if told else text, newline="")
    try:
        read = csv.reader(table, delimiter=separator, strict=True)
        return [row for _, row in zip(range(MOST_ROWS), read, strict=False)]
    except csv.Error as broken:
        raise UnfitFile(Fault.NO_TABLE, str(broken)) from broken


def _decoded(content: bytes) -> str:
    """Return the text. Without a mark it is UTF-8, or else what Windows writes in Western countries."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    try:
        return content.decode(encoding or "utf-8")
    except UnicodeDecodeError as broken:
        if encoding:
            raise UnfitFile(Fault.NO_TABLE, str(broken)) from broken
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as broken:
        raise UnfitFile(Fault.NO_TABLE, str(broken)) from broken
    # Nearly any bytes can be read so; those of a picture or program hold what no text does.
    if any(map(is_lost, text)):
        raise UnfitFile(Fault.NO_TABLE, "no text in an encoding that is known")
    return text


def _separator(text: str) -> str:
    """Return what most of the first lines have: a comma in a name stands in some of them only."""
    lines = [_QUOTED.sub("", line) for line in _first_lines(text)]

    def weight(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        return sum(map(bool, counts)), sum(counts)

    return max(_SEPARATORS, key=weight) if any(any(weight(one)) for one in _SEPARATORS) else ","


def _first_lines(text: str) -> Iterator[str]:
    filled = (line for line in _LINES.split(text, maxsplit=2 * _LOOKED_AT)[: 2 * _LOOKED_AT] if line.strip())
    return (line for _, line in zip(range(_LOOKED_AT), filled, strict=False))
