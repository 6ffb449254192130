"""Short names of the OPD, for buttons and lists on a phone: two that are there at once never look alike."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from domain.errors import NotPossible, Problem
from domain.language.written import compared
from domain.units.opd import Opd

LONGEST_SHORT = 20
"""Characters. Two columns of buttons show so much at 360 points."""
# Only what everybody can read, search for and type: no signs that look like letters, nothing unseen.
_SHORT = re.compile(rf"[A-Za-z][A-Za-z0-9 .,&/()-]{{1,{LONGEST_SHORT - 1}}}")


def is_short_name(text: str) -> bool:
    """Return whether this may be the short name of an OPD."""
    return _SHORT.fullmatch(text) is not None


def check_short_name(opd: Opd, known: Iterable[Opd]) -> None:
    """Raises NotPossible when another unit is called so on a day on which both are there."""
    check_short_names([opd], known)


def check_short_names(changed: Sequence[Opd], stored: Iterable[Opd]) -> None:
    """Raises NotPossible as `check_short_name` for any of the units that are to be stored together."""
    known = {opd.code: opd for opd in (*stored, *changed)}
    if clashing(tuple(known.values())) & {opd.code for opd in changed}:
        raise NotPossible(Problem.OPD_SHORT_TAKEN)


def clashing(opds: Sequence[Opd]) -> frozenset[str]:
    """Return the codes of units one of whose names, short or code, is the short name of another or theirs."""
    return frozenset(
        code
        for place, one in enumerate(opds)
        for other in opds[place + 1 :]
        if (one.short or other.short) and _names(one) & _names(other) and _meet(one, other)
        for code in (one.code, other.code)
    )


def _names(opd: Opd) -> frozenset[str]:
    return frozenset({compared(opd.code), compared(opd.short_name)})


def _meet(one: Opd, other: Opd) -> bool:
    """Return whether there is a day on which both are in force."""
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)
