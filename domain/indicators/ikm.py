"""IKM: the satisfaction index, its mutu, and how it follows from the nine unsur (PermenPANRB 14/2017)."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from domain.errors import InvalidAnswer, Problem
from domain.language.numbers import round_half_up

LOWEST, HIGHEST = Decimal("25.00"), Decimal("100.00")
LOWEST_UNSUR, HIGHEST_UNSUR = Decimal("1.00"), Decimal("4.00")
UNSUR = (
    "Persyaratan",
    "Sistem, mekanisme dan prosedur",
    "Waktu penyelesaian",
    "Biaya/tarif",
    "Produk spesifikasi jenis pelayanan",
    "Kompetensi pelaksana",
    "Perilaku pelaksana",
    "Penanganan pengaduan, saran dan masukan",
    "Sarana dan prasarana",
)
OFFICE_WEIGHT = Decimal("0.11")
"""The rounded ninth that some offices weigh each unsur by."""

_CONVERSION = 25  # an average of 1–4 becomes 25–100
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
    if not LOWEST <= rounded <= HIGHEST:
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": "25,00", "maximum": "100,00"})
    return _band(rounded)


def is_good(nilai: Decimal | Fraction) -> bool:
    """Return whether the IKM counts as "baik": mutu A or B. Raises InvalidAnswer(OUT_OF_RANGE)."""
    return mutu_of(nilai) in _GOOD


def ikm_of(unsur: Sequence[Decimal]) -> Decimal:
    """Return the IKM of the nine averages: their mean, in exact ninths, × 25, two decimals HALF_UP."""
    return round_half_up(sum(map(Fraction, unsur), Fraction(0)) / len(UNSUR) * _CONVERSION)


def ikm_weighted(unsur: Sequence[Decimal], weight: Decimal = OFFICE_WEIGHT) -> Decimal:
    """Return the IKM as offices compute it that weigh each unsur by `weight`, two decimals HALF_UP.

    With the default weight it lies between 24,75 and 99,00.
    """
    return round_half_up(sum(map(Fraction, unsur), Fraction(0)) * Fraction(weight) * _CONVERSION)


def readings_differ(unsur: Sequence[Decimal]) -> bool:
    """Return whether exact ninths and the weight 0,11 give different mutu: the operator has to say which."""
    return _band(ikm_of(unsur)) is not _band(ikm_weighted(unsur))


def minimum_sample(population: int) -> int:
    """Return the respondents that Krejcie and Morgan ask for, to the nearest person.

    S = 3,841·N·0,25 / (0,0025·(N−1) + 3,841·0,25). Raises ValueError below one person.
    """
    if population < 1:
        raise ValueError("a population has at least one person")
    spread = Fraction("3.841") * Fraction("0.25")
    sample = spread * population / (Fraction("0.0025") * (population - 1) + spread)
    return int(round_half_up(sample, 0))


def _band(rounded: Decimal) -> Mutu:
    """Return the mutu of a rounded value; the weight 0,11 can give a little less than 25,00, D as well."""
    return next((mutu for mutu, lowest in _LOWEST.items() if rounded >= lowest), Mutu.D)
