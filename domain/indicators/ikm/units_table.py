"""A table of service units as people have it: typed line by line, pasted from a sheet, or a sheet itself.

Every line stands by itself: one that cannot be read is named with its reason, and stops none of the others.
Nothing is guessed where a line can mean two things; headers and averages are left out and said to be.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.files.table import cell_of, is_empty, is_error
from domain.indicators.ikm.mutu import HIGHEST, LOWEST
from domain.indicators.ikm.service_units import MOST_UNITS, ServiceUnit, name_key
from domain.indicators.ikm.unit_numbers import (
    LineError,
    LineProblem,
    Numbers,
    Turned,
    average,
    clean_name,
    decimal_in,
    is_average,
    is_number,
    numbers_in,
    people_in,
    split,
    turned_round,
)
from domain.indicators.ikm.units_head import HEAD_WORDS, Columns, columns_of
from domain.indicators.ikm.unsur import HIGHEST_UNSUR, LOWEST_UNSUR
from domain.language.written import compared, cut, seen

MOST_LINES = 400
"""Lines that are looked at: five times as many as units may be listed."""
LONGEST_LINE = 300
"""Characters of a line that are looked at."""
LONGEST_SAID = 60
"""Characters of a line that are kept to be named."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no unit; `line` counts from 1, as spreadsheets do. `said` is what stands there."""

    line: int
    said: str
    problem: LineProblem


@dataclass(frozen=True, slots=True)
class Table:
    """What a table says: its units, the lines that could not be read, and those that are none."""

    units: tuple[ServiceUnit, ...] = ()
    turned: tuple[ServiceUnit, ...] = ()
    """The same units with respondents before their IKM, where that is as likely; else none."""
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()
    columns_twice: tuple[str, str] | None = None
    """Two columns that may both be the IKM: nothing is read before one of them is gone."""


_BULLET = re.compile(r"^\s*(?:[-•*·▪►✓]|\(?\d{1,3}[.)](?!\d))\s*")
_SEPARATOR = re.compile(r"[\t;|]")
_COUNTED = re.compile(r"(\d{1,3})\s+(?=[^\W\d])")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLE = _words("rekap rekapitulasi daftar tabel laporan hasil data indeks survei")
_SUM = re.compile(
    r"(?:rata\W*(?:rata|2)|rerata|ratarata|jumlah|total|grand total|average|mean|keseluruhan|gabungan)\b.*"
    r"|nilai rata.*"
    r"|(?:nilai )?(?:ikm|skm)"
    r"(?: (?:opd|dinas|kota|kabupaten|kab|gabungan|keseluruhan|rata\S*|total|akhir|unit|pelayanan|kec\w*))*"
    r"\W*"
)


def read_lines(text: str, known: Iterable[str] = ()) -> Table:
    """Return the units of a message, one a line; `known` are names of units, which may end with a number.

    A message most of whose lines have tabs, semicolons or upright strokes is read by its columns.
    """
    lines = [line[:LONGEST_LINE] for line in seen(text).splitlines()[:MOST_LINES]]
    filled = [line for line in lines if line.strip()]
    if 2 * sum(bool(_SEPARATOR.search(line.strip())) for line in filled) > len(filled):
        return read_rows([[cell.strip() for cell in _SEPARATOR.split(line)] for line in lines])
    return _settled(_free(lines, frozenset(map(compared, known))))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it was understood: a unit, what is wrong with it, or neither (it is left out)."""

    number: int
    said: str
    unit: ServiceUnit | None = None
    problem: LineProblem | None = None
    turned: ServiceUnit | None = None
    """The unit with respondents before its IKM, where the line can be read so."""
    in_doubt: bool = False
    may_be_name: bool = False


def _settled(lines: Sequence[_Line]) -> Table:
    """Return what the lines say together; of more units than may be, the first are taken."""
    units = [line for line in lines if line.unit is not None]
    wrong = [_unread(line, line.problem) for line in lines if line.problem is not None]
    beyond = [_unread(line, LineProblem.TOO_MANY_UNITS) for line in units[MOST_UNITS:]]
    taken = units[:MOST_UNITS]
    in_doubt = any(line.in_doubt for line in taken) or _all_end_alike(taken)
    return Table(
        units=tuple(line.unit for line in taken if line.unit is not None),
        turned=tuple(line.turned or line.unit for line in taken if line.unit is not None) if in_doubt else (),
        unread=(*wrong, *beyond),
        left_out=tuple(cut(line.said, LONGEST_SAID) for line in lines if not (line.unit or line.problem)),
    )


def _all_end_alike(units: Sequence[_Line]) -> bool:
    """Return whether all names end with a number and differ without it: "Kel. Jati 15", "Kel. Dua 20"."""
    stems = [name_key(line.turned.name) for line in units if line.turned is not None and line.may_be_name]
    return len(units) > 1 and len(set(stems)) == len(units)


def _unread(line: _Line, problem: LineProblem) -> Unread:
    return Unread(line.number, cut(line.said, LONGEST_SAID), problem)


def _understood(number: int, said: str, name: str, tokens: Sequence[str], *, cells: bool = False) -> _Line:
    """Return a line of a name and the numbers behind it; in cells of their own these are no part of it."""
    other = turned_round(name, tokens)
    turned = _turned_unit(other) if other is not None else None
    try:
        unit = _unit(name, tokens)
    except LineError as wrong:
        return _Line(number, said, turned, None if turned is not None else wrong.problem)
    if other is None or turned is None or other.is_certain:
        return _Line(number, said, turned or unit)
    in_doubt = other.in_doubt or (cells and other.may_be_name)
    return _Line(number, said, unit, turned=turned, in_doubt=in_doubt, may_be_name=other.may_be_name)


def _turned_unit(turned: Turned) -> ServiceUnit | None:
    try:
        return ServiceUnit(clean_name(turned.name), turned.numbers.nilai, turned.numbers.respondents)
    except LineError:
        return None


def _unit(name: str, tokens: Sequence[str]) -> ServiceUnit:
    if any(map(is_error, (*name.split(), *tokens))):
        raise LineError(LineProblem.ERROR_CELL)
    named, numbers = numbers_in(tokens)
    called = clean_name(" ".join((name, *named)))
    return ServiceUnit(called, numbers.nilai, numbers.respondents, numbers.unsur)


def _free(lines: Sequence[str], known: frozenset[str]) -> list[_Line]:
    """Read lines without columns: a name, and the numbers behind it."""
    said = {number: " ".join(line.split()) for number, line in enumerate(lines, start=1) if line.strip()}
    counted = _counted(said.values())
    found: list[_Line] = []
    people_first = False
    for number, line in said.items():
        begun = any(one.unit is not None and one.unit.value is not None for one in found)
        if len(said) > 1 and _is_heading(line, begun=begun):
            found.append(_Line(number, line))
            people_first = people_first or _names_people_first(line)
        else:
            plain = _COUNTED.sub("", line, count=1) if counted and _COUNTED.match(line) else line
            one = _free_line(number, line, _BULLET.sub("", plain, count=1), known)
            found.append(_as_headed(one) if people_first else one)
    return found


def _names_people_first(head: str) -> bool:
    """Return whether a line that names columns has the respondents before the IKM."""
    words = re.findall(r"\w+", compared(head))
    people = [at for at, word in enumerate(words) if word in ("responden", "resp", "sampel")]
    values = [at for at, word in enumerate(words) if word in ("nilai", "ikm", "skm", "indeks")]
    return bool(people and values) and people[0] < values[0] and words[0] in ("no", "nomor", "nama", "unit")


def _as_headed(line: _Line) -> _Line:
    """Return a line below a head that has the respondents first; a number as small as a name's is doubted."""
    if line.turned is None:
        return line
    if line.may_be_name and not line.in_doubt:
        return replace(line, in_doubt=True)
    return _Line(line.number, line.said, line.turned)


def _counted(lines: Iterable[str]) -> bool:
    """Return whether lines are numbered without a dot: "1 Puskesmas Satu", "2 Puskesmas Dua"."""
    numbers = [int(match[1]) for line in lines if (match := _COUNTED.match(line))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _free_line(number: int, said: str, plain: str, known: frozenset[str]) -> _Line:
    if compared(plain) in known:
        return _Line(number, said, ServiceUnit(" ".join(plain.split())))
    name, tokens = split(plain)
    if _is_sum(name):
        return _Line(number, said)
    line = _understood(number, said, name, tokens)
    is_known = line.unit is not None and compared(line.unit.name) in known
    return _Line(number, said, line.unit, line.problem) if is_known else line


def _is_heading(said: str, *, begun: bool) -> bool:
    """Return whether a line names columns, or is a title above the first unit that has a value."""
    if said.endswith(":"):
        return not begun
    words = re.findall(r"\w+", compared(said))
    rest = [word for word in words if not re.fullmatch(r"(?:19|20)\d\d|[ivx]+|[12]", word)]
    if not rest or any(character.isdecimal() for word in rest for character in word if word[0] != "u"):
        return False
    ours = sum(word in HEAD_WORDS or re.fullmatch(r"u[1-9]", word) is not None for word in rest)
    return (ours == len(rest) and len(rest) > 1) or (not begun and rest[0] in _TITLE)


def _is_sum(name: str) -> bool:
    """Return whether a name is that of the line below a table: an average or a total."""
    return _SUM.fullmatch(" ".join(compared(name).strip(" :=-").split())) is not None


def read_rows(rows: Sequence[Sequence[str]]) -> Table:
    """Return the units of a table whose columns are found by their words, in any order and among others.

    Without such a row each row is a name and the numbers behind it. What stands above the head, the average
    below, and whatever comes after that without a value is left out.
    """
    table = [[cell_of(row, at) for at in range(len(row))] for row in rows[:MOST_LINES]]
    columns = columns_of(table)
    if columns is None:
        return _settled(_by_place(table))
    if columns.twice is not None:
        return Table(columns_twice=columns.twice)
    above = [_Line(at, said) for at, row in enumerate(table[: columns.below], 1) if (said := _said(row))]
    return _settled([*above, *_by_columns(table, columns)])


def _said(row: Sequence[str]) -> str:
    """Return what a row says; of a merged cell, which says it for all that it covers, once."""
    cells = [cell for cell in row if not is_empty(cell)]
    return " ".join(cell for at, cell in enumerate(cells) if at == 0 or cell != cells[at - 1])[:LONGEST_LINE]


def _by_place(table: Sequence[Sequence[str]]) -> list[_Line]:
    found: list[_Line] = []
    for number, row in enumerate(table, start=1):
        said = _said(row)
        cells = [cell for cell in row if not is_empty(cell)]
        if len(cells) > 1 and re.fullmatch(r"\(?\d{1,3}[.)]?", cells[0]) and not is_number(cells[1]):
            cells = cells[1:]
        begun = any(one.unit is not None and one.unit.value is not None for one in found)
        if not said:
            continue
        if any(map(_is_sum, cells)) or _is_heading(said, begun=begun) or (len(set(cells)) == 1 and not begun):
            found.append(_Line(number, said))
        else:
            found.append(_of_cells(number, said, cells))
    return found


def _of_cells(number: int, said: str, cells: Sequence[str]) -> _Line:
    """Return what a row says whose first cell is the name: a number of another one is no part of it."""
    tokens = [token for cell in cells[1:] for token in cell.split()]
    plain = _BULLET.sub("", cells[0], count=1)
    if not tokens:
        return _understood(number, said, *split(plain))
    line = _understood(number, said, plain, tokens, cells=True)
    if not _takes_number(line.unit, plain):
        return line
    if line.unit is None or line.turned is None or _takes_number(line.turned, plain):
        return _Line(number, said, problem=LineProblem.TOO_MANY_NUMBERS)
    return replace(line, unit=replace(line.unit, name=line.turned.name))


def _takes_number(unit: ServiceUnit | None, cell: str) -> bool:
    """Return whether the name of a unit goes on with a number behind the cell of its name."""
    return unit is not None and any(map(is_number, unit.name.split()[len(cell.split()) :]))


def _by_columns(table: Sequence[Sequence[str]], columns: Columns) -> list[_Line]:
    found: list[_Line] = []
    ended = False
    for number, row in enumerate(table[columns.below :], start=columns.below + 1):
        said = _said(row)
        if not said:
            ended = ended or bool(found)
        elif any(map(_is_sum, row[: columns.name + 1])):
            found.append(_Line(number, said))
            ended = True
        else:
            line = _row(number, said, row, columns)
            is_none = (ended and _says_no_value(line)) or _only_counts(row)
            found.append(_Line(number, said) if is_none else line)
    return found


def _says_no_value(line: _Line) -> bool:
    """Return whether a line below a table is that of a place and date, or of a signature."""
    if line.unit is not None:
        return line.unit.value is None
    return line.problem in (LineProblem.NO_NAME, LineProblem.NOT_A_NUMBER, LineProblem.NAME_TOO_LONG)


def _only_counts(row: Sequence[str]) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3)."""
    numbers = [cell.strip("() .") for cell in row if not is_empty(cell)]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _row(number: int, said: str, row: Sequence[str], columns: Columns) -> _Line:
    try:
        numbers = _numbers_in(row, columns)
        name = clean_name(_BULLET.sub("", cell_of(row, columns.name), count=1))
    except LineError as wrong:
        return _Line(number, said, problem=wrong.problem)
    return _Line(number, said, ServiceUnit(name, numbers.nilai, numbers.respondents, numbers.unsur))


def _numbers_in(row: Sequence[str], columns: Columns) -> Numbers:
    """Return what the columns of a row say. Raises LineError."""
    nilai_said, people_said = ("" if at is None else _cell(row, at) for at in (columns.nilai, columns.people))
    averages = [_cell(row, at) for at in columns.unsur]
    nilai, people, unsur = None, None, tuple[Decimal, ...]()
    if nilai_said:
        nilai = decimal_in(nilai_said, LOWEST_UNSUR, HIGHEST)
        if nilai is None or HIGHEST_UNSUR < nilai < LOWEST:
            is_written = is_number(nilai_said.lstrip("-"))
            raise LineError(LineProblem.OUT_OF_RANGE if is_written else LineProblem.NOT_A_NUMBER)
    elif any(averages):
        if not all(map(is_average, averages)):
            raise LineError(LineProblem.UNSUR_COUNT)
        unsur = tuple(map(average, averages))
    if people_said:
        people = people_in(re.sub(r"\s*(?:orang|responden|resp\.?)$", "", compared(people_said)))
    return Numbers(nilai, people, unsur)


def _cell(row: Sequence[str], at: int) -> str:
    """Return a cell of a number; a dash is none. Raises LineError(ERROR_CELL)."""
    cell = cell_of(row, at)
    if is_error(cell):
        raise LineError(LineProblem.ERROR_CELL)
    return "" if compared(cell).strip("-– ") == "" else cell.rstrip("%").strip()
