"""What the rekap of the Inspektorat says of an OPD, held beside its report: it never counts by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.indicators.sakip import HIGHEST, LOWEST, Predikat, predikat_of, says
from domain.keys import Answers
from domain.language.numbers import round_half_up


class RowProblem(StrEnum):
    """What is wrong with a row of a rekap; all but CONTRADICTION keep it from being held beside a report."""

    CONTRADICTION = "contradiction"
    """The kategori is not that of the nilai: both stand as they are written, and people are told."""
    NO_NAME = "no_name"
    UNKNOWN_NAME = "unknown_name"  # nobody has said yet which OPD it is, or whether it is one
    NOT_AN_OPD = "not_an_opd"  # somebody has said so
    NOTHING_SAID = "nothing_said"  # neither nilai nor kategori
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    ZERO = "zero"  # most probably not evaluated
    FRACTION = "fraction"  # between 0 and 1: most probably of 1, not of 100
    UNKNOWN_KATEGORI = "unknown_kategori"
    NO_VALUE = "no_value"  # a formula that nothing has calculated yet
    ERROR_CELL = "error_cell"  # #N/A and kin
    LOST_CHARACTER = "lost_character"
    TWICE = "twice"  # the same OPD is there again with something else
    REPEATED = "repeated"  # the same OPD is there again with the same, and that row counts

    @property
    def refuses(self) -> bool:
        return self is not RowProblem.CONTRADICTION


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapRow:
    """One row as it was understood; `row` counts as spreadsheets do, `name` is as it is written."""

    row: int
    name: str
    opd: str = ""
    """The code; "" where it is not known, or no OPD."""
    nilai: Decimal | None = None
    """As it is written, 0–100, with all its decimals."""
    kategori: str = ""
    """The letters of a predikat; "" where the row has none."""
    problem: RowProblem | None = None
    said: str = ""
    """What the cell says that is wrong."""

    def __post_init__(self) -> None:
        """Raises ValueError for what no row can say."""
        if self.nilai is not None and not (self.nilai.is_finite() and LOWEST <= self.nilai <= HIGHEST):
            raise ValueError(f"no nilai: {self.nilai}")
        if self.kategori:
            Predikat(self.kategori)

    @property
    def counts(self) -> bool:
        """Whether it says something of an OPD that can be held beside a report."""
        fits = self.problem is None or not self.problem.refuses
        return fits and bool(self.opd) and (self.nilai is not None or bool(self.kategori))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is held beside the report of an OPD."""

    opd: str
    nilai: Decimal | None
    """Two decimals, rounded HALF_UP; None where the sheet has only the kategori."""
    kategori: str
    """The letters of a predikat: as written, or else the one of the nilai."""
    sheet: int
    """The id of the newest sheet that names the OPD."""
    row: int
    at: datetime
    """When that sheet was kept."""

    @property
    def predikat(self) -> Predikat:
        return Predikat(self.kategori)

    @property
    def contradicts_itself(self) -> bool:
        return self.nilai is not None and contradict(self.nilai, self.predikat)

    @property
    def fact(self) -> str:
        """Return it as forms know it: "75.50|BB", or "|BB" without a nilai."""
        return f"{'' if self.nilai is None else self.nilai}|{self.kategori}"

    def says_as(self, other: "Comparison") -> bool:
        """Return whether two say the same of an OPD, wherever they stand."""
        return (self.nilai, self.kategori) == (other.nilai, other.kategori)


def contradict(nilai: Decimal, kategori: Predikat) -> bool:
    """Return whether a nilai 0–100 is another predikat's, both exactly and at two decimals.

    Sheets hold calculated values with many decimals: 60.004 is B by its formula and CC as it is printed.
    """
    return kategori not in {predikat_of(nilai), predikat_of(round_half_up(nilai))}


def as_held(row: RekapRow) -> tuple[Decimal | None, str]:
    """Return the nilai with two decimals, and the kategori: where none is written, that of the nilai."""
    nilai = None if row.nilai is None else round_half_up(row.nilai)
    return nilai, row.kategori if nilai is None else row.kategori or predikat_of(nilai).value


def comparison_of(row: RekapRow, sheet: int, at: datetime) -> Comparison | None:
    """Return what a row says of its OPD; None for one that is not held beside any report."""
    if not row.counts:
        return None
    nilai, kategori = as_held(row)
    return Comparison(opd=row.opd, nilai=nilai, kategori=kategori, sheet=sheet, row=row.row, at=at)


def agrees(answers: Answers, comparison: Comparison) -> bool:
    """Return whether a report says the same: the predikat, and the nilai at two decimals where both stand.

    A sheet without a nilai is compared by the predikat alone. A sheet whose nilai and kategori contradict
    each other agrees only with a report that says both as they are written.
    """
    return says(answers, comparison.nilai, comparison.kategori)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a newer sheet says otherwise of an OPD; `before` is None where there was nothing yet."""

    before: Comparison | None
    after: Comparison


def changes(before: Mapping[str, Comparison], after: Mapping[str, Comparison]) -> tuple[Changed, ...]:
    """Return what is new or different, in the order of `after`; what it does not name stays as it was."""
    return tuple(
        Changed(before.get(opd), new)
        for opd, new in after.items()
        if opd not in before or not new.says_as(before[opd])
    )
