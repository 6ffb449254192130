"""The two scales on which tepat tugas dan fungsi is scored, and the level that a score reaches on each.

Which one holds is data of the year; a result keeps the one that it was given on. The bands are those of
PermenPANRB 20/2018 (peringkat) and of Permendagri 99/2018 (tingkat kematangan, eleven variables of 1–5).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem
from domain.language.numbers import format_decimal, format_whole, parse_decimal, parse_whole


class Basis(StrEnum):
    """The regulation that a result was scored by, as it is stored."""

    PERINGKAT = "20/2018"
    KEMATANGAN = "99/2018"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scale: 5 is the best. `lowest` belongs to it."""

    number: int
    key: str
    """As it is stored beside the score."""
    said: str
    lowest: Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """How a result is scored; `levels` from the best to the lowest, `whole` where no decimals are given."""

    basis: Basis
    regulation: str
    measure: str
    """What its score is of."""
    highest: Decimal
    levels: tuple[Level, ...]
    whole: bool
    examples: str

    @property
    def lowest(self) -> Decimal:
        return self.levels[-1].lowest

    @property
    def span(self) -> str:
        """Return what a score may be: "0–100"."""
        return f"{self.lowest}–{self.highest}"

    def level_of(self, score: Decimal) -> Level:
        """Return the level of a score; between two printed bands (80,5) it is the lower one.

        Raises InvalidAnswer(OUT_OF_RANGE).
        """
        if not self.lowest <= score <= self.highest:
            bounds = {"minimum": str(self.lowest), "maximum": str(self.highest)}
            raise InvalidAnswer(Problem.OUT_OF_RANGE, bounds)
        return next(level for level in self.levels if score >= level.lowest)

    def read(self, text: str) -> str:
        """Return a score as it is stored. Raises InvalidAnswer as `parse_decimal`, or as `parse_whole`."""
        if self.whole:
            return str(parse_whole(text, minimum=int(self.lowest), maximum=int(self.highest)))
        return str(parse_decimal(text, minimum=self.lowest, maximum=self.highest))

    def told(self, score: Decimal) -> str:
        """Return a score as the screen shows it: "75,50", "40"."""
        return format_whole(int(score)) if self.whole else format_decimal(score)

    def named(self, number: int) -> Level:
        """Return the level of that number. Raises StopIteration for one that there is not."""
        return next(level for level in self.levels if level.number == number)


def _levels(*levels: tuple[int, str, str, int]) -> tuple[Level, ...]:
    return tuple(Level(number, key, said, Decimal(lowest)) for number, key, said, lowest in levels)


PERINGKAT = Scale(
    basis=Basis.PERINGKAT,
    regulation="PermenPANRB 20/2018",
    measure="evaluasi",
    highest=Decimal(100),
    levels=_levels(
        (5, "P-5", "P-5", 81),
        (4, "P-4", "P-4", 61),
        (3, "P-3", "P-3", 41),
        (2, "P-2", "P-2", 21),
        (1, "P-1", "P-1", 0),
    ),
    whole=False,
    examples="75 atau 75,50",
)
KEMATANGAN = Scale(
    basis=Basis.KEMATANGAN,
    regulation="Permendagri 99/2018",
    measure="kematangan",
    highest=Decimal(55),
    levels=_levels(
        (5, "tingkat 5", "tingkat 5, sangat tinggi", 47),
        (4, "tingkat 4", "tingkat 4, tinggi", 38),
        (3, "tingkat 3", "tingkat 3, sedang", 29),
        (2, "tingkat 2", "tingkat 2, rendah", 20),
        (1, "tingkat 1", "tingkat 1, sangat rendah", 10),
    ),
    whole=True,
    examples="40",
)
SCALES = {scale.basis: scale for scale in (PERINGKAT, KEMATANGAN)}
