"""Tepat tugas dan fungsi: the peringkat of an institutional evaluation (PermenPANRB 20/2018)."""

from decimal import Decimal
from enum import StrEnum

from domain.errors import InvalidAnswer, Problem

LOWEST, HIGHEST = Decimal(0), Decimal(100)
VALIDITY_YEARS = 3
"""The law asks for an evaluation at least every three years."""


class Peringkat(StrEnum):
    """The ranks, best first."""

    P5 = "P-5"
    P4 = "P-4"
    P3 = "P-3"
    P2 = "P-2"
    P1 = "P-1"


_FROM = {
    Peringkat.P5: Decimal(81),
    Peringkat.P4: Decimal(61),
    Peringkat.P3: Decimal(41),
    Peringkat.P2: Decimal(21),
    Peringkat.P1: LOWEST,
}


def peringkat_of(score: Decimal) -> Peringkat:
    """Return the rank of a score 0–100; between two printed bands (80,5) it is the lower one.

    Raises InvalidAnswer(OUT_OF_RANGE).
    """
    if not LOWEST <= score <= HIGHEST:
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": str(LOWEST), "maximum": str(HIGHEST)})
    return next(rank for rank, lowest in _FROM.items() if score >= lowest)


def still_valid(result_year: int, year: int, validity_years: int = VALIDITY_YEARS) -> bool:
    """Return whether a result counts in `year`: in its own year and the validity_years − 1 after it."""
    return 0 <= year - result_year < validity_years
