"""A table of OPD, as it comes from a file: checked row by row, and compared with what is stored.

A file may also name the decree and the short name of each unit; where it does not, and for mergers, what is
stored stays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from domain.errors import DomainError
from domain.files.table import cell_of, column_name, disputed, is_broken, is_empty, is_error, places_of
from domain.files.table_dates import cell_day, looks_american, may_be_either
from domain.language.written import compared, folded, seen
from domain.units.opd import Opd
from domain.units.short_names import clashing, is_short_name

CODE, NAME, KIND, FROM, TO = COLUMNS = ("kode", "nama", "jenis", "berlaku_sejak", "berlaku_sampai")
DECREE, SHORT = MAY_BE_MISSING = ("dasar_hukum", "nama_pendek")
"""Columns that older files do not have."""
LONGEST_NAME = 120
LONGEST_DECREE = 100
_LONGEST = {NAME: LONGEST_NAME, DECREE: LONGEST_DECREE}
_MOST_ROWS_ABOVE = 20
"""Rows in which the names of the columns are looked for: people put a title above them."""
# Codes travel in callback data: 64 bytes for everything, and a colon separates its parts.
_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


class RowProblem(StrEnum):
    NO_HEADER = "no_header"
    COLUMN_TWICE = "column_twice"  # two columns of one name that say different things
    EMPTY = "empty"
    ERROR_CELL = "error_cell"  # #N/A and kin
    LOST_CHARACTER = "lost_character"
    NOT_A_CODE = "not_a_code"
    NOT_A_DATE = "not_a_date"
    DATE_ORDER = "date_order"  # day or month first: the column does not say
    TOO_LONG = "too_long"
    ENDS_BEFORE_START = "ends_before_start"
    TWICE = "twice"
    NOT_A_SHORT_NAME = "not_a_short_name"
    SHORT_TAKEN = "short_taken"  # another row is called so as well


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
    """The rows of a table that can be used, and what is wrong with the others.

    `american` is the same table read with the month before the day, where one of its dates can be meant in
    no other way: then a person has to say which reading is right, and neither is used before.
    """

    opds: tuple[Opd, ...]
    wrong: tuple[WrongCell, ...] = ()
    american: "Sorted | None" = None

    @property
    def rows(self) -> int:
        return len(self.opds) + len({cell.row for cell in self.wrong})


Row: TypeAlias = Mapping[str, str]


def is_code(text: str) -> bool:
    """Return whether this may be the code of an OPD."""
    return _CODE.fullmatch(text) is not None


def opds_from(rows: Iterable[Sequence[str]]) -> tuple[Opd, ...]:
    """Return the OPD of a table as `sorted_from` does, where nobody can be asked.

    Raises InvalidList naming every wrong cell, those included of which only a person knows the day.
    """
    cells = _cells([list(row) for row in rows])
    found = _read(cells)
    unclear = [
        WrongCell(number, column, RowProblem.DATE_ORDER, row[column])
        for number, row in cells.items()
        for column in (FROM, TO)
        if found.american is not None and (looks_american([row[column]]) or may_be_either(row[column]))
    ]
    if unclear or found.wrong:
        raise InvalidList(unclear or found.wrong)
    return found.opds


def sorted_from(rows: Iterable[Sequence[str]]) -> Sorted:
    """Return the OPD of a table in which a row names COLUMNS, in any order and among others.

    What stands above that row, empty rows and rows that name the columns again are passed over. Dates are
    read as spreadsheets write them (see `domain.files.table_dates`). Of rows with the same code none is used.
    Raises InvalidList when a column is missing, or is there twice with different things in it.
    """
    return _read(_cells([list(row) for row in rows]))


def _read(cells: Mapping[int, Row]) -> Sorted:
    found = _sorted(cells, month_first=False)
    dates = [row[column] for row in cells.values() for column in (FROM, TO)]
    return replace(found, american=_sorted(cells, month_first=True)) if looks_american(dates) else found


def _cells(table: Sequence[Sequence[str]]) -> dict[int, Row]:
    """Return the rows with something in our columns, by their number in the table. Raises InvalidList."""
    at, header = _header(table)
    places = {
        column: found for column, found in places_of(header, (*COLUMNS, *MAY_BE_MISSING)).items() if found
    }
    missing = [WrongCell(at + 1, column, RowProblem.NO_HEADER) for column in COLUMNS if column not in places]
    below = [(number, row) for number, row in enumerate(table[at + 1 :], at + 2) if _names(row) != header]
    twice = disputed(places, (row for _, row in below))
    if missing or twice is not None:
        raise InvalidList(missing or [WrongCell(at + 1, str(twice), RowProblem.COLUMN_TWICE)])
    cells = {
        number: {column: cell_of(row, found[0]) for column, found in places.items()} for number, row in below
    }
    return {number: row for number, row in cells.items() if not all(map(is_empty, row.values()))}


def _header(table: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Return the row (from 0) that names our columns: the first that names all of them, or else most."""
    named = [_names(row) for row in table[:_MOST_ROWS_ABOVE]] or [[]]
    best = max(range(len(named)), key=lambda at: (len(set(COLUMNS) & set(named[at])), -at))
    return best, named[best]


def _names(row: Sequence[str]) -> list[str]:
    """Return how the columns are called in a row: people write berlaku_sejak as "Berlaku Sejak:"."""
    return [re.sub(r"[ -]+", "_", column_name(cell)) for cell in row]


def _sorted(cells: Mapping[int, Row], *, month_first: bool) -> Sorted:
    wrong = [
        cell for number, row in cells.items() for cell in _wrong_in(number, row, month_first=month_first)
    ]
    wrong += _repeated({number: _code(row) for number, row in cells.items()})
    opds = dict(_opds(cells, month_first=month_first))
    wrong += _called_alike({number: opd for number, opd in opds.items() if opd.short})
    refused = {cell.row for cell in wrong}
    return Sorted(
        tuple(opd for number, opd in opds.items() if number not in refused),
        tuple(sorted(wrong, key=lambda cell: (cell.row, cell.problem is not RowProblem.EMPTY))),
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
    """Files know nothing of mergers, not all know decrees and short names; the unseen makes no other name."""
    if stored is None:
        return opd
    return replace(
        opd,
        name=stored.name if seen(opd.name) == seen(stored.name) else opd.name,
        decree=opd.decree or stored.decree,
        short=opd.short or stored.short,
        merged_into=stored.merged_into if opd.valid_to else "",
    )


def _code(row: Row) -> str:
    return folded(row[CODE]).removeprefix("'")


def _wrong_in(number: int, row: Row, *, month_first: bool) -> list[WrongCell]:
    wrong = [
        WrongCell(number, column, problem, said)
        for column, said in row.items()
        if (problem := _problem(column, said, month_first=month_first)) is not None
    ]
    first, last = (cell_day(row[column], month_first=month_first) for column in (FROM, TO))
    if first and last and last < first:
        wrong.append(WrongCell(number, TO, RowProblem.ENDS_BEFORE_START, row[TO]))
    return wrong


def _problem(column: str, said: str, *, month_first: bool) -> RowProblem | None:
    if is_empty(said):
        return None if column in (TO, *MAY_BE_MISSING) else RowProblem.EMPTY
    if is_error(said):
        return RowProblem.ERROR_CELL
    if is_broken(said):
        return RowProblem.LOST_CHARACTER
    if column in (CODE, SHORT):
        fits, problem = _FORMS[column]
        return None if fits(said) else problem
    if column in (FROM, TO):
        return RowProblem.NOT_A_DATE if cell_day(said, month_first=month_first) is None else None
    return RowProblem.TOO_LONG if len(said) > _LONGEST.get(column, len(said)) else None


_FORMS: Mapping[str, tuple[Callable[[str], bool], RowProblem]] = {
    CODE: (lambda said: is_code(_code({CODE: said})), RowProblem.NOT_A_CODE),
    SHORT: (lambda said: is_short_name(folded(said)), RowProblem.NOT_A_SHORT_NAME),
}


def _repeated(codes: Mapping[int, str]) -> list[WrongCell]:
    counted = Counter(codes.values())
    return [
        WrongCell(number, CODE, RowProblem.TWICE, code)
        for number, code in codes.items()
        if code and counted[code] > 1
    ]


def _called_alike(opds: Mapping[int, Opd]) -> list[WrongCell]:
    alike = clashing(tuple(opds.values()))
    return [
        WrongCell(number, SHORT, RowProblem.SHORT_TAKEN, opd.short)
        for number, opd in opds.items()
        if opd.code in alike
    ]


def _opds(cells: Mapping[int, Row], *, month_first: bool) -> Iterator[tuple[int, Opd]]:
    """Yield the unit of every row that says its first day, whatever else is wrong with it."""
    for number, row in cells.items():
        first, last = (cell_day(row[column], month_first=month_first) for column in (FROM, TO))
        if first is not None:
            opd = Opd(_code(row), row[NAME], compared(row[KIND]), first, last, row.get(DECREE, ""))
            yield number, replace(opd, short=folded(row.get(SHORT, "")))
