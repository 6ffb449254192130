"""A rekap as offices make them: found among what stands around it, and read row by row.

A title stands above it, its heads are merged over two rows, an average and signatures stand below; it may be
one sheet of several, or hold the results of two years side by side. What is read is what is written: nothing
is guessed, and one bad row stops no other.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from domain.errors import DomainError, InvalidAnswer, Problem
from domain.evaluation.sheet import MARK
from domain.files.table import UNCALCULATED, Table, cell_of, is_broken, is_empty, is_error
from domain.indicators.sakip import HIGHEST, LOWEST, Predikat, parse_predikat, with_nilai
from domain.language.numbers import parse_decimal, round_half_up
from domain.language.written import compared, folded
from domain.rekap.comparison import RekapRow, RowProblem, contradict

MOST_ROWS = 300
"""Rows with a name. A city has a few dozen OPD; what is longer is another table."""
MOST_READINGS = 6
"""Ways to read one file among which a person is asked to choose."""
_MOST_ROWS_ABOVE = 30
"""Rows in which the heads are looked for."""
_MOST_HEAD_ROWS = 3
_MOST_DECIMALS = 20
_CLOSE = Decimal("0.01")
"""By how much the average of a sheet may differ from that of its rows: both were rounded."""

_NAME_WORDS = frozenset(
    {
        "nama", "perangkat", "daerah", "opd", "skpd", "unit", "kerja", "instansi", "satuan", "satker",
        "organisasi", "pd", "lembaga", "dinas", "badan", "kecamatan", "kantor", "bagian", "dan", "atau",
        "pemerintah", "kota",
    }
)  # fmt: skip
_NAME_MARKS = frozenset(
    {"perangkat", "opd", "skpd", "unit", "instansi", "satuan", "satker", "organisasi", "pd", "lembaga"}
)
_KATEGORI_MARKS = frozenset({"kategori", "predikat", "kriteria", "kualifikasi", "grade", "kategorisasi"})
_NILAI_MARKS = frozenset({"nilai", "skor", "akip", "sakip", "lhe"})
_TOTAL_MARKS = frozenset({"total", "jumlah", "akhir"})
_STRONG_MARKS = frozenset({"akip", "sakip", "lhe", "akuntabilitas", "hasil"}) | _TOTAL_MARKS
_OTHER_COLUMNS = frozenset(
    {
        "perencanaan", "pengukuran", "pelaporan", "internal", "bobot", "pemenuhan", "kualitas",
        "pemanfaatan", "keberadaan", "implementasi", "maksimal", "maksimum", "target", "capaian", "komponen",
        "lalu", "sebelumnya", "selisih", "kenaikan", "penurunan", "peningkatan", "rank", "ranking",
        "peringkat", "naik", "turun",
    }
)  # fmt: skip
"""Of the parts of a nilai, of another year, or about it: never the nilai itself."""
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_COUNTED = re.compile(r"\(?[0-9]{1,2}\)?\.?(?:\s*=.*)?")
"""A cell of the row below the heads that counts the columns: "(3)", "7 = 3+4"."""
_AVERAGE = re.compile(r"(?:nilai )?(?:rata|rerata|average|mean)\b|(?:nilai )?rata2")
_SUMMARY = re.compile(
    r"(?:nilai )?(?:rata|rerata|average|mean|jumlah|total|tertinggi|terendah|median|maks|min(?:imum|imal)?\b"
    r"|modus|standar|simpangan|deviasi)|(?:keterangan|catatan|kategori|predikat|sumber)\b"
)
_UNREAD = frozenset(
    {
        RowProblem.NOT_A_NUMBER, RowProblem.OUT_OF_RANGE, RowProblem.NO_VALUE, RowProblem.ERROR_CELL,
        RowProblem.LOST_CHARACTER,
    }
)  # fmt: skip
_NOTHING = frozenset(
    {"-", "--", "---", "n/a", "na", "belum", "belum dievaluasi", "belum ada", "tidak ada", "nihil"}
)
"""What is written where there is no value."""


class SheetProblem(StrEnum):
    """Why nothing in a file can be used."""

    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_READINGS = "too_many_readings"
    EVALUATION = "evaluation"  # a workbook of ours, in which an evaluation is filled in


class InvalidRekap(DomainError):
    def __init__(self, problem: SheetProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a file; the rows know no OPD yet."""

    sheet: str
    """What stands on its tab; "" for a text file."""
    columns: tuple[str, str, str]
    """What stands above the name, the nilai and the kategori; "" for a column that there is not."""
    rows: tuple[RekapRow, ...]
    codes: Mapping[int, str]
    """What stands in a column of codes, by row."""
    mean: tuple[Decimal, Decimal] | None = None
    """The average as the sheet has it and as its rows come to, where they differ."""
    hidden: int = 0
    """How many of the rows nobody sees in the sheet."""
    years: tuple[int, ...] = ()
    """The years that are named in and above the heads."""

    @property
    def said(self) -> tuple[tuple[object, ...], ...]:
        """What it says, wherever that stands in the file."""
        return tuple((one.name, one.nilai, one.kategori, one.problem, one.said) for one in self.rows)


def readings(tables: Sequence[Table]) -> tuple[Reading, ...]:
    """Return every way to read these tables as a rekap: one, or those among which somebody has to choose.

    Raises InvalidRekap: NO_HEADER where no sheet names a column of OPD and one of nilai or kategori, NO_ROWS
    where nothing that can be used stands below, TOO_MANY_ROWS, TOO_MANY_READINGS, EVALUATION.
    """
    if any(_is_evaluation(one) for one in tables):
        raise InvalidRekap(SheetProblem.EVALUATION)
    heads = [(table, head) for table in tables if (head := _head(table.rows)) is not None]
    if not heads:
        raise InvalidRekap(SheetProblem.NO_HEADER)
    found = [one for table, head in heads for one in _readings(table, head) if any(map(_is_usable, one.rows))]
    several = {one.said: one for one in reversed(found)}
    kept = tuple(reversed(several.values()))
    if not kept:
        raise InvalidRekap(SheetProblem.NO_ROWS)
    if len(kept) > MOST_READINGS:
        raise InvalidRekap(SheetProblem.TOO_MANY_READINGS)
    if any(len(one.rows) > MOST_ROWS for one in kept):
        raise InvalidRekap(SheetProblem.TOO_MANY_ROWS)
    return kept


def _is_evaluation(table: Table) -> bool:
    return bool(table.rows) and compared(cell_of(table.rows[0], 0)) == MARK


def _is_usable(row: RekapRow) -> bool:
    return bool(row.name) and (row.problem is None or not row.problem.refuses)


@dataclass(frozen=True, slots=True)
class _Column:
    """One column's heads, the lowest last, each thing once; and what stands below them."""

    place: int
    heads: tuple[str, ...]
    below: Sequence[Sequence[str]]

    @property
    def cells(self) -> Iterator[str]:
        return (cell_of(row, self.place) for row in self.below)

    @property
    def words(self) -> frozenset[str]:
        return frozenset(_words(self.heads[-1])) if self.heads else frozenset()

    @property
    def parents(self) -> frozenset[str]:
        return frozenset(word for head in self.heads[:-1] for word in _words(head))

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(int(year) for head in self.heads for year in _YEAR.findall(head))

    @property
    def has_numbers(self) -> bool:
        return any(_number_in(cell) is not None for cell in self.cells)

    @property
    def has_grades(self) -> bool:
        return any(_grade_in(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Where the heads are, and which columns may be what; there is a name, and a nilai or a kategori."""

    top: int
    end: int
    """The first of their rows, and the row below them, counted from 0."""
    names: tuple[_Column, ...]
    nilai: tuple[_Column, ...]
    kategori: tuple[_Column, ...]
    code: _Column | None

    @property
    def roles(self) -> int:
        return sum(map(bool, (self.names, self.nilai, self.kategori)))

    @property
    def is_one(self) -> bool:
        """Whether it names an OPD, and says something else of it."""
        said = {one.heads[-1] for one in (*self.nilai, *self.kategori)}
        return bool(said) and any(one.heads[-1] not in said for one in self.names)


def _head(rows: Sequence[Sequence[str]]) -> _Head | None:
    """Return the heads that name most of what is looked for, the uppermost of several."""
    width = max(map(len, rows), default=0)
    found = [
        (head.roles, -head.end, -height, head)
        for top in range(min(len(rows), _MOST_ROWS_ABOVE))
        for height in range(1, _MOST_HEAD_ROWS + 1)
        if (head := _heads_at(rows, top, top + height, width)).is_one
    ]
    return _extended(rows, max(found, key=lambda one: one[:3])[3], width) if found else None


def _extended(rows: Sequence[Sequence[str]], head: _Head, width: int) -> _Head:
    """Return the heads with the rows below that are still of them: a wide "Nilai" stands above its parts."""
    for end in range(head.end + 1, min(head.top + _MOST_HEAD_ROWS, len(rows)) + 1):
        below = rows[end - 1]
        named = cell_of(below, head.names[0].place)
        said = [cell for cell in map(folded, below) if cell]
        is_head = not named or named in head.names[0].heads
        longer = _heads_at(rows, head.top, end, width)
        if not (is_head and said and longer.is_one) or any(_number_in(one) is not None for one in said):
            break
        head = longer
    return head


def _heads_at(rows: Sequence[Sequence[str]], top: int, end: int, width: int) -> _Head:
    columns, below = list[_Column](), rows[end : end + MOST_ROWS]
    for place in range(width):
        heads = dict.fromkeys(cell for row in rows[top:end] if (cell := cell_of(row, place)))
        if heads:
            columns.append(_Column(place, tuple(heads), below))
    nilai = [one for one in columns if _is_nilai(one)]
    kategori = [one for one in columns if _is_kategori(one) and (one.has_grades or not one.has_numbers)]
    # "Nilai" is often merged over a number and its letters.
    letters = [one for one in nilai if one.has_grades and not one.has_numbers]
    return _Head(
        top=top,
        end=end,
        names=tuple(one for one in columns if _is_name(one.words)),
        nilai=tuple(one for one in nilai if one.has_numbers),
        kategori=tuple(kategori or letters),
        code=next((one for one in columns if "kode" in one.words), None),
    )


def _words(text: str) -> list[str]:
    return re.sub(r"[\W_]+", " ", compared(text)).split()


def _is_name(words: frozenset[str]) -> bool:
    return words <= _NAME_WORDS and bool(words & (_NAME_MARKS | {"nama"}))


def _is_kategori(column: _Column) -> bool:
    if not column.words & _KATEGORI_MARKS or column.words & _OTHER_COLUMNS:
        return False
    # "Nilai/Kategori" stands above "75,50 (BB)".
    return not column.words & _NILAI_MARKS or _words(column.heads[-1])[0] in _KATEGORI_MARKS


def _is_nilai(column: _Column) -> bool:
    words = column.words
    if words & _OTHER_COLUMNS or _is_kategori(column):
        return False
    is_result = {"hasil", "evaluasi"} <= words
    of_a_year = bool(words) and all(word.isdecimal() or word in ("tahun", "th", "ta") for word in words)
    is_part = bool(words & _TOTAL_MARKS) and len(words - _TOTAL_MARKS - {"nilai", "skor"}) == 0
    below_nilai = bool(column.parents & _NILAI_MARKS) or {"hasil", "evaluasi"} <= column.parents
    return bool(words & _NILAI_MARKS) or is_result or is_part or (of_a_year and below_nilai)


def _readings(table: Table, head: _Head) -> Iterator[Reading]:
    """Yield a reading for each column that may be the nilai, each with the kategori beside it."""
    name = max(head.names, key=lambda one: (_wordy(one.cells), bool(one.words & _NAME_MARKS), -one.place))
    above = {int(year) for row in table.rows[: head.end] for cell in row for year in _YEAR.findall(cell)}
    best: Sequence[_Column | None] = _best(head.nilai) or (None,)
    for nilai in best:
        kategori = _beside(nilai, head.kategori)
        found = _Found(name, nilai, kategori, head.code)
        yield _Rows(table, head.end, found).reading(tuple(sorted(above)))


def _wordy(cells: Iterable[str]) -> int:
    return sum(any(char.isalpha() for char in cell) and not _grade_in(cell) for cell in cells)


def _best(columns: Sequence[_Column]) -> list[_Column]:
    """Return the column whose head says most plainly that it is the nilai; of several years, each one's."""
    best = dict[tuple[int, ...], _Column]()
    ranked = sorted(columns, key=lambda one: (-_strength(one), one.place))
    for one in ranked:
        best.setdefault(one.years, one)
    if len(best) > 1:
        return sorted(best.values(), key=lambda one: one.place)
    return [one for one in ranked if _strength(one) == _strength(ranked[0])]


def _strength(column: _Column) -> int:
    return len(column.words & _STRONG_MARKS)


def _beside(nilai: _Column | None, columns: Sequence[_Column]) -> _Column | None:
    """Return the kategori of a nilai: of the same year, and the next one, rather to the right."""
    if nilai is None:
        return columns[0] if columns else None
    of_its_year = [one for one in columns if one.years == nilai.years] or list(columns)

    here = nilai.place
    return min(of_its_year, key=lambda one: (one.place < here, abs(one.place - here)), default=None)


@dataclass(frozen=True, slots=True)
class _Found:
    """The columns of one reading."""

    name: _Column
    nilai: _Column | None
    kategori: _Column | None
    code: _Column | None

    @property
    def labels(self) -> tuple[str, str, str]:
        return _label(self.name), _label(self.nilai), _label(self.kategori)

    def repeats(self, row: Sequence[str]) -> bool:
        """Return whether a row is the heads once more, as they stand on every printed page."""
        return all(
            cell_of(row, one.place) in one.heads
            for one in (self.name, self.nilai, self.kategori)
            if one is not None
        )


def _label(column: _Column | None) -> str:
    return column.heads[-1] if column is not None else ""


class _Rows:
    """The rows below the heads, one after the other: what they say depends on what has come before."""

    def __init__(self, table: Table, start: int, found: _Found) -> None:
        self._table, self._start, self._found = table, start, found
        self._rows = list[RekapRow]()
        self._codes = dict[int, str]()
        self._averages = list[Decimal]()
        self._is_over = False

    def reading(self, years: tuple[int, ...]) -> Reading:
        for number, row in enumerate(self._table.rows[self._start :], self._start + 1):
            self._take(number, row)
        return Reading(
            sheet=self._table.name,
            columns=self._found.labels,
            rows=tuple(self._rows),
            codes=self._codes,
            mean=self._mean(),
            hidden=sum(one.row in self._table.hidden for one in self._rows),
            years=years,
        )

    def _take(self, number: int, row: Sequence[str]) -> None:
        found = self._found
        name, nilai, kategori = (
            cell_of(row, one.place) if one is not None else ""
            for one in (found.name, found.nilai, found.kategori)
        )
        if is_empty(name) and is_empty(nilai) and is_empty(kategori):
            self._is_over = self._is_over or bool(self._rows)
            return
        if _COUNTED.fullmatch(folded(name)) or found.repeats(row):
            return
        if summary := self._summary(row):
            self._is_over = True
            if _AVERAGE.match(summary) and (mean := _number_in(nilai)) is not None:
                self._averages.append(mean)
            return
        read = _read(RekapRow(row=number, name=name), nilai, kategori)
        if self._belongs(read):
            self._rows.append(read)
            self._is_over = False
            if found.code is not None and (code := cell_of(row, found.code.place)):
                self._codes[number] = code

    def _summary(self, row: Sequence[str]) -> str:
        """Return the words by which a row says that it is about the others, "" for any other row."""
        upto = self._found.name.place + 1
        beside = (compared(cell_of(row, place)) for place in range(upto))
        return next((said for said in beside if _SUMMARY.match(said)), "")

    def _belongs(self, read: RekapRow) -> bool:
        """Return whether a row is one of the table: below it stand signatures, and tables of other things."""
        if not read.name:
            # An average without a word, or a signature below the nilai.
            is_stray = read.problem is not RowProblem.NO_NAME or read.nilai is None
            return not (is_stray or self._is_over or self._is_average(read.nilai))
        if _grade_in(read.name):
            return False
        says = read.nilai is not None or bool(read.kategori)
        return says or not self._is_over

    def _is_average(self, nilai: Decimal | None) -> bool:
        return nilai is not None and bool(self._rows) and _fits(nilai, self._computed())

    def _computed(self) -> Decimal:
        numbers = [one.nilai for one in self._rows if one.nilai is not None]
        return round_half_up(Fraction(sum(numbers)) / len(numbers)) if numbers else Decimal(0)

    def _mean(self) -> tuple[Decimal, Decimal] | None:
        """Return what the sheet says of the average and what its rows come to, where they differ."""
        computed = self._computed()
        # A row that cannot be read is told by itself, and is reason enough.
        is_partial = any(one.problem in _UNREAD for one in self._rows)
        if is_partial or not self._averages or any(_fits(one, computed) for one in self._averages):
            return None
        return round_half_up(self._averages[-1]), computed


def _fits(one: Decimal, other: Decimal) -> bool:
    return abs(round_half_up(one) - round_half_up(other)) <= _CLOSE


def _read(row: RekapRow, nilai: str, kategori: str) -> RekapRow:
    """Return what a row says of its nilai and kategori, or what is wrong with it."""
    for cell in (row.name, nilai, kategori):
        if is_error(cell):
            return replace(row, problem=RowProblem.ERROR_CELL, said=cell)
        if is_broken(cell):
            return replace(row, problem=RowProblem.LOST_CHARACTER, said=cell)
    if row.name == UNCALCULATED:
        row = replace(row, name="")
    if nilai == UNCALCULATED:
        return replace(row, problem=RowProblem.NO_VALUE)
    try:
        read = _valued(row, nilai, "" if kategori == UNCALCULATED else kategori)
    except _WrongCellError as wrong:
        return replace(row, problem=wrong.problem, said=wrong.said)
    return read if row.name else replace(read, problem=RowProblem.NO_NAME)


class _WrongCellError(Exception):
    def __init__(self, problem: RowProblem, said: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.said = said


def _valued(row: RekapRow, nilai: str, kategori: str) -> RekapRow:
    """Raises _WrongCellError."""
    number, letters = _nilai(nilai)
    told, grade = _kategori(kategori)
    number, grade = (number if number is not None else told), grade or letters
    if number is None and not grade:
        return replace(row, problem=RowProblem.NOTHING_SAID)
    read = replace(row, nilai=number, kategori=grade)
    return read if number is None else replace(read, problem=_doubt(number, grade))


def _doubt(nilai: Decimal, kategori: str) -> RowProblem | None:
    """Return what is doubtful about a nilai: 0 is D, yet hardly anybody is evaluated to it."""
    if kategori:
        return RowProblem.CONTRADICTION if contradict(nilai, Predikat(kategori)) else None
    if nilai == 0:
        return RowProblem.ZERO
    return RowProblem.FRACTION if nilai < 1 else None


def _nilai(cell: str) -> tuple[Decimal | None, str]:
    """Return the number of a cell, and the letters beside it: "75,50 (BB)". Raises _WrongCellError."""
    if _says_nothing(cell):
        return None, ""
    try:
        return _number(cell), ""
    except InvalidAnswer as wrong:
        if wrong.problem is Problem.OUT_OF_RANGE:
            raise _WrongCellError(RowProblem.OUT_OF_RANGE, cell) from wrong
    both = _both(cell)
    if both is None:
        raise _WrongCellError(RowProblem.NOT_A_NUMBER, cell)
    return both


def _kategori(cell: str) -> tuple[Decimal | None, str]:
    """Return the number beside the letters of a cell, and the letters. Raises _WrongCellError."""
    if _says_nothing(cell):
        return None, ""
    both = _both(cell)
    if both is None or not both[1]:
        raise _WrongCellError(RowProblem.UNKNOWN_KATEGORI, cell)
    return both


def _both(cell: str) -> tuple[Decimal | None, str] | None:
    """Return what a cell of letters says, perhaps with a number beside them; None for any other."""
    said = with_nilai(cell)
    try:
        if said is None:
            return None, parse_predikat(cell).value
        return _number(said[1]), parse_predikat(said[0]).value
    except InvalidAnswer:
        return None


def _number(cell: str) -> Decimal:
    """Raises InvalidAnswer."""
    return parse_decimal(cell, minimum=LOWEST, maximum=HIGHEST, places=_MOST_DECIMALS)


def _number_in(cell: str) -> Decimal | None:
    return _tried(cell, _nilai)[0]


def _grade_in(cell: str) -> str:
    return _tried(cell, _kategori)[1]


def _tried(cell: str, read: Callable[[str], tuple[Decimal | None, str]]) -> tuple[Decimal | None, str]:
    try:
        return read(cell)
    except _WrongCellError:
        return None, ""


def _says_nothing(cell: str) -> bool:
    return is_empty(cell) or compared(cell) in _NOTHING
