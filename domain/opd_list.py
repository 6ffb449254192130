"""A table of OPD, as it comes from a file: checked row by row, and compared with what is stored.

A file may also name the decree of each unit; where it does not, and for mergers, what is stored stays.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.errors import DomainError
from domain.opd import Opd

CODE, NAME, KIND, FROM, TO = COLUMNS = ("kode", "nama", "jenis", "berlaku_sejak", "berlaku_sampai")
DECREE = "dasar_hukum"
"""A column that may be missing."""
LONGEST_NAME = 120
LONGEST_DECREE = 100
# Codes travel in callback data: 64 bytes for everything, and a colon separates its parts.
_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


class RowProblem(StrEnum):
    NO_HEADER = "no_header"
    EMPTY = "empty"
    NOT_A_CODE = "not_a_code"
    NOT_A_DATE = "not_a_date"
    TOO_LONG = "too_long"
    ENDS_BEFORE_START = "ends_before_start"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class WrongCell:
    """What is wrong in one cell. `row` counts as spreadsheets do: the header is row 1."""

    row: int
    column: str
    problem: RowProblem
    value: str = ""


class InvalidList(DomainError):
    def __init__(self, wrong: Sequence[WrongCell]) -> None:
        super().__init__(f"{len(wrong)} cells are wrong")
        self.wrong = tuple(wrong)


@dataclass(frozen=True, slots=True)
class Comparison:
    added: tuple[Opd, ...]
    changed: tuple[Opd, ...]
    unchanged: tuple[Opd, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a table that can be used, and what is wrong with the others."""

    opds: tuple[Opd, ...]
    wrong: tuple[WrongCell, ...] = ()


def is_code(text: str) -> bool:
    """Return whether this may be the code of an OPD."""
    return _CODE.fullmatch(text) is not None


def opds_from(rows: Iterable[Sequence[str]]) -> tuple[Opd, ...]:
    """Return the OPD of a table as `sorted_from` does. Raises InvalidList naming every wrong cell."""
    found = sorted_from(rows)
    if found.wrong:
        raise InvalidList(found.wrong)
    return found.opds


def sorted_from(rows: Iterable[Sequence[str]]) -> Sorted:
    """Return the OPD of a table whose first row names COLUMNS, in any order and among others.

    Empty rows are passed over; dates are ISO (2026-12-31). Of rows with the same code none is used. Raises
    InvalidList when a column is missing.
    """
    table = [[cell.strip() for cell in row] for row in rows]
    header = [cell.lower() for cell in table[0]] if table else []
    missing = [WrongCell(1, column, RowProblem.NO_HEADER) for column in COLUMNS if column not in header]
    if missing:
        raise InvalidList(missing)
    columns = [column for column in (*COLUMNS, DECREE) if column in header]
    cells = {
        number: {column: _cell(row, header.index(column)) for column in columns}
        for number, row in enumerate(table[1:], start=2)
        if any(row)
    }
    wrong = [cell for number, row in cells.items() for cell in _wrong_in(number, row)]
    wrong += _repeated({number: row[CODE] for number, row in cells.items()})
    refused = {cell.row for cell in wrong}
    return Sorted(
        tuple(_opd(row) for number, row in cells.items() if number not in refused),
        tuple(sorted(wrong, key=lambda cell: cell.row)),
    )


def compare(stored: Iterable[Opd], listed: Iterable[Opd]) -> Comparison:
    """Return which of the listed OPD are new, differ from what is stored, or say nothing new."""
    known = {opd.code: opd for opd in stored}
    listed = [_completed(opd, known.get(opd.code)) for opd in listed]
    return Comparison(
        added=tuple(opd for opd in listed if opd.code not in known),
        changed=tuple(opd for opd in listed if opd.code in known and known[opd.code] != opd),
        unchanged=tuple(opd for opd in listed if known.get(opd.code) == opd),
    )


def _completed(opd: Opd, stored: Opd | None) -> Opd:
    """A file knows nothing of mergers, and not always of decrees."""
    if stored is None:
        return opd
    decree = opd.decree or stored.decree
    return replace(opd, decree=decree, merged_into=stored.merged_into if opd.valid_to else "")


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _wrong_in(number: int, row: Mapping[str, str]) -> list[WrongCell]:
    wrong = [
        WrongCell(number, column, RowProblem.EMPTY) for column in (CODE, NAME, KIND, FROM) if not row[column]
    ]
    if row[CODE] and not is_code(row[CODE]):
        wrong.append(WrongCell(number, CODE, RowProblem.NOT_A_CODE, row[CODE]))
    wrong += [
        WrongCell(number, column, RowProblem.TOO_LONG, row[column])
        for column, limit in ((NAME, LONGEST_NAME), (DECREE, LONGEST_DECREE))
        if len(row.get(column, "")) > limit
    ]
    wrong += [
        WrongCell(number, column, RowProblem.NOT_A_DATE, row[column])
        for column in (FROM, TO)
        if row[column] and _day(row[column]) is None
    ]
    first, last = _day(row[FROM]), _day(row[TO])
    if first and last and last < first:
        wrong.append(WrongCell(number, TO, RowProblem.ENDS_BEFORE_START, row[TO]))
    return wrong


def _repeated(codes: Mapping[int, str]) -> list[WrongCell]:
    counted = Counter(codes.values())
    return [
        WrongCell(number, CODE, RowProblem.TWICE, code)
        for number, code in codes.items()
        if code and counted[code] > 1
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _opd(row: Mapping[str, str]) -> Opd:
    return Opd(
        row[CODE],
        " ".join(row[NAME].split()),
        row[KIND].lower(),
        date.fromisoformat(row[FROM]),
        _day(row[TO]),
        row.get(DECREE, ""),
    )
