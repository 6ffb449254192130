"""A table of OPD, as it comes from a file: checked row by row, and compared with what is stored."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import DomainError
from domain.opd import Opd

CODE, NAME, KIND, FROM, TO = COLUMNS = ("kode", "nama", "jenis", "berlaku_sejak", "berlaku_sampai")
LONGEST_NAME = 120
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


def opds_from(rows: Iterable[Sequence[str]]) -> tuple[Opd, ...]:
    """Return the OPD of a table whose first row names COLUMNS, in any order and among others.

    Empty rows are passed over; dates are ISO (2026-12-31). Raises InvalidList naming every wrong cell.
    """
    table = [[cell.strip() for cell in row] for row in rows]
    header = [cell.lower() for cell in table[0]] if table else []
    missing = [WrongCell(1, column, RowProblem.NO_HEADER) for column in COLUMNS if column not in header]
    if missing:
        raise InvalidList(missing)
    cells = {
        number: {column: _cell(row, header.index(column)) for column in COLUMNS}
        for number, row in enumerate(table[1:], start=2)
        if any(row)
    }
    wrong = [cell for number, row in cells.items() for cell in _wrong_in(number, row)]
    wrong += _repeated({number: row[CODE] for number, row in cells.items()})
    if wrong:
        raise InvalidList(sorted(wrong, key=lambda cell: cell.row))
    return tuple(_opd(row) for row in cells.values())


def compare(stored: Iterable[Opd], listed: Iterable[Opd]) -> Comparison:
    """Return which of the listed OPD are new, differ from what is stored, or say nothing new."""
    known = {opd.code: opd for opd in stored}
    listed = tuple(listed)
    return Comparison(
        added=tuple(opd for opd in listed if opd.code not in known),
        changed=tuple(opd for opd in listed if opd.code in known and known[opd.code] != opd),
        unchanged=tuple(opd for opd in listed if known.get(opd.code) == opd),
    )


def _cell(row: Sequence[str], index: int) -> str:
    return row[index] if index < len(row) else ""


def _wrong_in(number: int, row: Mapping[str, str]) -> list[WrongCell]:
    wrong = [
        WrongCell(number, column, RowProblem.EMPTY) for column in (CODE, NAME, KIND, FROM) if not row[column]
    ]
    if row[CODE] and not _CODE.fullmatch(row[CODE]):
        wrong.append(WrongCell(number, CODE, RowProblem.NOT_A_CODE, row[CODE]))
    if len(row[NAME]) > LONGEST_NAME:
        wrong.append(WrongCell(number, NAME, RowProblem.TOO_LONG, row[NAME]))
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
    )
