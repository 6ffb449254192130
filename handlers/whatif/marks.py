"""What was changed on a card, as its keys carry it: which OPD are on the other side, by their places.

The places are those of the figure's own order. The marks are relative to a basis: the figure as it is, or the
shortest way to its target, so that this way, however long it is, costs no mark at all. They are one number
written with 64 digits: a bit for each OPD, or the places one after the other, whichever is shorter. In the 31
digits that the longest button has room for, the first holds any choice among 186 OPD, the second 20 of 500.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BASE = len(_DIGITS)
_AS_IT_IS, _BY_THE_WAY = "s", "j"
"""The basis is the figure as it is, or the shortest way; a capital letter: places follow, and not bits."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What differs from the basis: the places of these OPD, counted from 0."""

    places: frozenset[int] = frozenset()
    by_the_way: bool = False
    """Whether the basis is the shortest way to the target."""

    def toggled(self, place: int) -> "Marks":
        return Marks(self.places ^ {place}, self.by_the_way)


def packed(marks: Marks, count: int) -> str:
    """Return marks as a key carries them, among so many OPD."""
    bits = _written(sum(1 << place for place in marks.places))
    listed = _written(_listed(marks.places, count))
    basis = _BY_THE_WAY if marks.by_the_way else _AS_IT_IS
    return f"{basis}{bits}" if len(bits) <= len(listed) else f"{basis.upper()}{listed}"


def unpacked(text: str, count: int) -> Marks:
    """Return the marks that a key carries. Raises ValueError for what `packed` does not return."""
    basis, said = text[:1], _read(text[1:])
    places = _places_of_bits(said) if basis.islower() else _places_listed(said, count)
    marks = Marks(frozenset(places), basis.lower() == _BY_THE_WAY)
    if any(place >= count for place in marks.places) or packed(marks, count) != text:
        raise ValueError(f"no marks among {count}: {text}")
    return marks


def _listed(places: Iterable[int], count: int) -> int:
    number = 0
    for place in sorted(places):
        number = number * (count + 1) + place + 1
    return number


def _places_listed(number: int, count: int) -> Iterable[int]:
    while number:
        number, digit = divmod(number, count + 1)
        yield digit - 1


def _places_of_bits(number: int) -> Iterable[int]:
    return (place for place in range(number.bit_length()) if number >> place & 1)


def _written(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def _read(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * _BASE + _DIGITS.index(digit)
    return number
