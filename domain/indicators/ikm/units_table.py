"""A table of service units as people have it: typed line by line, pasted from a sheet, or a sheet itself.

Every line stands by itself: one that cannot be read is named with its reason, and stops none of the others.
Nothing is guessed where a line can mean two things; headers and averages are left out and said to be.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer
from domain.files.table import cell_of, is_empty, is_error
from domain.indicators.ikm.mutu import HIGHEST, LOWEST
from domain.indicators.ikm.service_units import LONGEST_NAME, MOST_UNITS, ServiceUnit
from domain.indicators.ikm.units_head import HEAD_WORDS, Columns, columns_of
from domain.indicators.ikm.unsur import HIGHEST_UNSUR, LOWEST_UNSUR, UNSUR
from domain.language.numbers import parse_decimal, parse_whole
from domain.language.written import compared, cut, seen

MOST_RESPONDENTS = 10_000_000
MOST_LINES = 400
"""Lines that are looked at: five times as many as units may be listed."""
LONGEST_LINE = 300
"""Characters of a line that are looked at."""
LONGEST_SAID = 60
"""Characters of a line that are kept to be named."""
PLACES = 15
"""Decimals that a value may have: a spreadsheet computes with as many digits."""
_FEW = 3
"""Averages that may stand behind a name by chance; more of them are unsur, and some are missing."""


class LineProblem(StrEnum):
    """Why a line is no unit."""

    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_NUMBER = "not_a_number"
    RESPONDENTS = "respondents"  # no whole number from 1 up
    TOO_MANY_NUMBERS = "too_many_numbers"
    UNSUR_COUNT = "unsur_count"  # some of nine unsur, but not all
    ERROR_CELL = "error_cell"
    TOO_MANY_UNITS = "too_many_units"


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
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()
    columns_twice: tuple[str, str] | None = None
    """Two columns that may both be the IKM: nothing is read before one of them is gone."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What stands behind a unit's name."""

    nilai: Decimal | None = None
    respondents: int | None = None
    unsur: tuple[Decimal, ...] = ()


class LineError(ValueError):
    """A line or numbers that fit no unit, and why."""

    def __init__(self, problem: LineProblem) -> None:
        super().__init__(problem)
        self.problem = problem


_BULLET = re.compile(r"^\s*(?:[-•*·▪►✓]|\(?\d{1,3}[.)](?!\d))\s*")
_SEPARATOR = re.compile(r"[\t;|]")
_NUMBER = re.compile(r"\d[\d.,]*%?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_MARKED = re.compile(r"\d[\d.,]*[.,]\d+")
_COUNTED = re.compile(r"(\d{1,3})\s+(?=[^\W\d])")
_COMMA_AFTER_POINT = re.compile(r"(?<=\.\d),(?=\d)|(?<=\.\d{2}),(?=\d)|(?<=\.\d{3}),(?=\d)")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOISE = _words(
    "a b c d sangat baik kurang tidak cukup mutu orang responden resp respondent ikm skm nilai jumlah jml r n"
    " predikat kategori unsur - / : = , & dan dari"
)
"""Words that may stand among the numbers of a line and say nothing more."""
_BEFORE_NUMBERS = _words("nilai ikm skm skor nilainya = : - / ,")
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


def _settled(lines: Sequence[_Line]) -> Table:
    """Return what the lines say together; of more units than may be, the first are taken."""
    units = [line for line in lines if line.unit is not None]
    wrong = [_unread(line, line.problem) for line in lines if line.problem is not None]
    beyond = [_unread(line, LineProblem.TOO_MANY_UNITS) for line in units[MOST_UNITS:]]
    return Table(
        units=tuple(line.unit for line in units[:MOST_UNITS] if line.unit is not None),
        unread=(*wrong, *beyond),
        left_out=tuple(cut(line.said, LONGEST_SAID) for line in lines if not (line.unit or line.problem)),
    )


def _unread(line: _Line, problem: LineProblem) -> Unread:
    return Unread(line.number, cut(line.said, LONGEST_SAID), problem)


def _understood(number: int, said: str, name: str, tokens: Sequence[str]) -> _Line:
    try:
        return _Line(number, said, _unit(name, tokens))
    except LineError as wrong:
        return _Line(number, said, problem=wrong.problem)


def _unit(name: str, tokens: Sequence[str]) -> ServiceUnit:
    if any(map(is_error, (*name.split(), *tokens))):
        raise LineError(LineProblem.ERROR_CELL)
    named, numbers = _numbers(tokens)
    called = clean_name(" ".join((name, *named)))
    return ServiceUnit(called, numbers.nilai, numbers.respondents, numbers.unsur)


def clean_name(text: str) -> str:
    """Return the name of a unit on one line, without what stood between it and its value.

    Raises LineError: NO_NAME without a letter, NAME_TOO_LONG, TOO_MANY_NUMBERS where a value stands in it.
    """
    words = seen(text).split()
    while len(words) > 1 and compared(words[-1]) in _BEFORE_NUMBERS:
        words.pop()
    name = " ".join(words).strip(" :=,;-–—")
    if not any(letter.isalpha() for letter in name):
        raise LineError(LineProblem.NO_NAME)
    if len(name) > LONGEST_NAME:
        raise LineError(LineProblem.NAME_TOO_LONG)
    if _MARKED.search(name):
        raise LineError(LineProblem.TOO_MANY_NUMBERS)
    return name


def numbers_of(text: str) -> Numbers | None:
    """Return what a text of numbers alone says of a unit: "82,5 120", or nine unsur; None where it has words.

    Raises LineError for numbers that fit no unit.
    """
    name, tokens = _split(text)
    if name or not tokens:
        return None
    named, numbers = _numbers(tokens)
    if numbers == Numbers():
        raise LineError(LineProblem.OUT_OF_RANGE)
    if named:
        raise LineError(LineProblem.TOO_MANY_NUMBERS)
    return numbers


def _split(said: str) -> tuple[str, list[str]]:
    """Return the words before the last run of numbers, and that run with what stands among it."""
    spaced = re.sub(r"[()\[\];|]", " ", re.sub(r"(?<=\d)/(?=\d)", " / ", said))
    spaced = re.sub(r"(?<=[^\W\d])\s*[,:=](?=\s*\d)", " ", _COMMA_AFTER_POINT.sub(" ", spaced))
    words = spaced.split()
    first = len(words)
    for at in range(len(words) - 1, -1, -1):
        if _is_number(words[at]):
            first = at
        elif compared(words[at]) not in _NOISE:
            break
    return " ".join(words[:first]), words[first:]


def _is_number(token: str) -> bool:
    return _NUMBER.fullmatch(token) is not None


def _numbers(tokens: Sequence[str]) -> tuple[list[str], Numbers]:
    """Return the tokens that belong to the name, and what the last numbers say. Raises LineError."""
    at = [place for place, token in enumerate(tokens) if _is_number(token)]
    found = [tokens[place].rstrip("%,.") for place in at]
    used, numbers = _last_numbers(found)
    return list(tokens[: at[len(found) - used] if used else len(tokens)]) if found else [], numbers


def _last_numbers(found: Sequence[str]) -> tuple[int, Numbers]:
    """Return how many of these numbers, from the last, say something, and what. Raises LineError."""
    if not found:
        return 0, Numbers()
    for people in (1, 0):
        nine = found[len(found) - len(UNSUR) - people : len(found) - people]
        counts = not people or _may_be_people(found[-1])
        if counts and len(found) >= len(UNSUR) + people and all(map(_is_average, nine)):
            counted = _people(found[-1]) if people else None
            return len(UNSUR) + people, Numbers(respondents=counted, unsur=tuple(map(_average, nine)))
    if sum(bool(_MARKED.fullmatch(one)) and _is_average(one) for one in found) > _FEW:
        raise LineError(LineProblem.UNSUR_COUNT)
    before = _nilai(found[-2]) if len(found) > 1 else None
    if before is not None and _may_be_people(found[-1]):
        return 2, Numbers(before, _people(found[-1]))
    nilai = _nilai(found[-1])
    if nilai is not None:
        return 1, Numbers(nilai)
    if before is not None:
        raise LineError(LineProblem.RESPONDENTS)
    if len(found) == 1 and found[0].isdecimal() and int(found[0]) < LOWEST:
        return 0, Numbers()  # "Puskesmas 2": the number of its name
    raise LineError(LineProblem.OUT_OF_RANGE)


def _may_be_people(token: str) -> bool:
    return token.isdecimal() or _GROUPED.fullmatch(token) is not None


def _people(token: str) -> int:
    try:
        return parse_whole(token, minimum=1, maximum=MOST_RESPONDENTS)
    except InvalidAnswer as wrong:
        raise LineError(LineProblem.RESPONDENTS) from wrong


def _decimal(token: str, minimum: Decimal, maximum: Decimal) -> Decimal | None:
    try:
        return parse_decimal(token, minimum=minimum, maximum=maximum, places=PLACES)
    except InvalidAnswer:
        return None


def _nilai(token: str) -> Decimal | None:
    """Return the IKM that a number can be, or the mean of a survey (1–4); that needs decimals to be told."""
    nilai = _decimal(token, LOWEST, HIGHEST)
    return _average(token) if nilai is None and _MARKED.fullmatch(token) and _is_average(token) else nilai


def _is_average(token: str) -> bool:
    return _decimal(token, LOWEST_UNSUR, HIGHEST_UNSUR) is not None


def _average(token: str) -> Decimal:
    return parse_decimal(token, minimum=LOWEST_UNSUR, maximum=HIGHEST_UNSUR, places=PLACES)


def _free(lines: Sequence[str], known: frozenset[str]) -> list[_Line]:
    """Read lines without columns: a name, and the numbers behind it."""
    said = {number: " ".join(line.split()) for number, line in enumerate(lines, start=1) if line.strip()}
    counted = _counted(said.values())
    found: list[_Line] = []
    for number, line in said.items():
        begun = any(one.unit is not None and one.unit.value is not None for one in found)
        if len(said) > 1 and _is_heading(line, begun=begun):
            found.append(_Line(number, line))
        else:
            plain = _COUNTED.sub("", line, count=1) if counted and _COUNTED.match(line) else line
            found.append(_free_line(number, line, _BULLET.sub("", plain, count=1), known))
    return found


def _counted(lines: Iterable[str]) -> bool:
    """Return whether lines are numbered without a dot: "1 Puskesmas Satu", "2 Puskesmas Dua"."""
    numbers = [int(match[1]) for line in lines if (match := _COUNTED.match(line))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _free_line(number: int, said: str, plain: str, known: frozenset[str]) -> _Line:
    if compared(plain) in known:
        return _Line(number, said, ServiceUnit(" ".join(plain.split())))
    name, tokens = _split(plain)
    return _Line(number, said) if _is_sum(name) else _understood(number, said, name, tokens)


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
        if len(cells) > 1 and re.fullmatch(r"\(?\d{1,3}[.)]?", cells[0]) and not _is_number(cells[1]):
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
        return _understood(number, said, *_split(plain))
    line = _understood(number, said, plain, tokens)
    more = line.unit.name.split()[len(plain.split()) :] if line.unit is not None else []
    return _Line(number, said, problem=LineProblem.TOO_MANY_NUMBERS) if any(map(_is_number, more)) else line


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
        nilai = _decimal(nilai_said, LOWEST_UNSUR, HIGHEST)
        if nilai is None or HIGHEST_UNSUR < nilai < LOWEST:
            is_number = _is_number(nilai_said) or _is_number(nilai_said.lstrip("-"))
            raise LineError(LineProblem.OUT_OF_RANGE if is_number else LineProblem.NOT_A_NUMBER)
    elif any(averages):
        if not all(map(_is_average, averages)):
            raise LineError(LineProblem.UNSUR_COUNT)
        unsur = tuple(map(_average, averages))
    if people_said:
        people = _people(re.sub(r"\s*(?:orang|responden|resp\.?)$", "", compared(people_said)))
    return Numbers(nilai, people, unsur)


def _cell(row: Sequence[str], at: int) -> str:
    """Return a cell of a number; a dash is none. Raises LineError(ERROR_CELL)."""
    cell = cell_of(row, at)
    if is_error(cell):
        raise LineError(LineProblem.ERROR_CELL)
    return "" if compared(cell).strip("-– ") == "" else cell.rstrip("%").strip()
