"""The readings of nine unsur: offices weigh each by 1/9, by 0,111 or by 0,11, and publish what that gives.

No two of them ever give the same value (nine averages of 1–4 differ by 0,025 at least), so whoever reports
nine unsur says which one was published. Source: domain.md, "How reports really arrive", IKM.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from domain.indicators.ikm.mutu import is_ikm
from domain.indicators.ikm.unsur import ikm_weighted

NINTHS, THOUSANDTHS, WEIGHTED = "sembilan", "bobot3", "bobot"
"""As they are stored; an answer without one means NINTHS, as all did before there was a choice."""
_WEIGHTS = {NINTHS: Fraction(1, 9), THOUSANDTHS: Fraction("0.111"), WEIGHTED: Fraction("0.11")}
WEIGHTS_SAID = {NINTHS: "1/9", THOUSANDTHS: "0,111", WEIGHTED: "0,11"}


def ikm_by(reading: str, unsur: Sequence[Decimal]) -> Decimal:
    """Return the IKM of nine averages in that reading, two decimals HALF_UP."""
    return ikm_weighted(unsur, _WEIGHTS.get(reading, _WEIGHTS[NINTHS]))


def readings_of(unsur: Sequence[Decimal]) -> dict[str, Decimal]:
    """Return the IKM of nine averages by reading, the exact one first.

    A rounded weight may bring the lowest averages below 25,00: that is no IKM, and left out.
    """
    found = {reading: ikm_by(reading, unsur) for reading in _WEIGHTS}
    return {reading: nilai for reading, nilai in found.items() if is_ikm(nilai)}
