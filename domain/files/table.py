"""What every table has in common that people fill in: names of columns, and cells that hold no value."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.language.written import LOST, compared, folded

_NO_PART_OF_A_NAME = " :*."
_ERROR = re.compile(r"#(?:n/a|[a-z0-9/_]+[!?]|getting_data|n/?v)|#{2,}|err:[0-9]+")
"""What spreadsheets show in place of a value: #N/A, #REF!, LibreOffice's Err:502, and ### in a CSV of a
column that was too narrow."""

UNCALCULATED = "\0"
"""Stands for a cell with a formula that no program has calculated yet: no cell that was read holds this."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a workbook, or all of a text file; rows are counted from 1 as spreadsheets do."""

    name: str
    """What stands on the sheet's tab; "" for a text file."""
    rows: Sequence[Sequence[str]]
    hidden: frozenset[int] = frozenset()
    """The rows that nobody sees: hidden, or left out by a filter."""


def column_name(cell: str) -> str:
    """Return a column's name as it is compared, without the colon or star that often stands behind it."""
    return compared(cell).strip(_NO_PART_OF_A_NAME)


def is_error(cell: str) -> bool:
    """Return whether a spreadsheet could not compute what was to stand here."""
    return _ERROR.fullmatch(compared(cell)) is not None


def is_broken(cell: str) -> bool:
    """Return whether a character of this cell was lost."""
    return LOST in cell


def is_empty(cell: str) -> bool:
    """Return whether nothing can be seen in a cell."""
    return not folded(cell)


def cell_of(row: Sequence[str], place: int) -> str:
    """Return the cell on one line; a row ends with its last filled cell."""
    return " ".join(row[place].split()) if place < len(row) else ""


def places_of(header: Sequence[str], columns: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return where each column stands; a column may be missing, or be there more than once."""
    return {column: tuple(place for place, name in enumerate(header) if name == column) for column in columns}


def disputed(places: Mapping[str, Sequence[int]], rows: Iterable[Sequence[str]]) -> str | None:
    """Return a column that is there more than once and does not say the same everywhere, if there is one."""
    several = {column: found for column, found in places.items() if len(found) > 1}
    for row in rows:
        for column, found in several.items():
            if len({folded(cell_of(row, place)) for place in found}) > 1:
                return column
    return None
