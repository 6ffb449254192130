"""The mutu of an IKM: the four qualities of a service and their bounds (PermenPANRB 14/2017)."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from domain.errors import InvalidAnswer, Problem
from domain.language.numbers import round_half_up

LOWEST, HIGHEST = Decimal("25.00"), Decimal("100.00")
_STEP = Decimal("0.01")


class Mutu(StrEnum):
    """The quality of a service, best first; both bounds belong to it, in steps of 0,01."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def kinerja(self) -> str:
        """The performance in words, as the regulation writes it."""
        return _KINERJA[self]

    @property
    def lowest(self) -> Decimal:
        """The lowest IKM of this mutu (inclusive)."""
        return _LOWEST[self]

    @property
    def highest(self) -> Decimal:
        """The highest IKM of this mutu (inclusive)."""
        better = [lowest for lowest in _LOWEST.values() if lowest > self.lowest]
        return min(better) - _STEP if better else HIGHEST


_KINERJA = {Mutu.A: "Sangat baik", Mutu.B: "Baik", Mutu.C: "Kurang baik", Mutu.D: "Tidak baik"}
_LOWEST = {Mutu.A: Decimal("88.31"), Mutu.B: Decimal("76.61"), Mutu.C: Decimal("65.00"), Mutu.D: LOWEST}
_GOOD = frozenset({Mutu.A, Mutu.B})


def mutu_of(nilai: Decimal | Fraction) -> Mutu:
    """Return the mutu of an IKM, rounded HALF_UP to two decimals first.

    Raises InvalidAnswer(OUT_OF_RANGE) outside 25,00–100,00.
    """
    rounded = round_half_up(nilai)
    if not is_ikm(rounded):
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": "25,00", "maximum": "100,00"})
    return next(mutu for mutu, lowest in _LOWEST.items() if rounded >= lowest)


def is_good(nilai: Decimal | Fraction) -> bool:
    """Return whether the IKM counts as "baik": mutu A or B. Raises InvalidAnswer(OUT_OF_RANGE)."""
    return mutu_of(nilai) in _GOOD


def is_ikm(nilai: Decimal) -> bool:
    """Return whether a rounded value lies on the scale at all: 25,00–100,00."""
    return LOWEST <= nilai <= HIGHEST
