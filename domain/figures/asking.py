"""What `/iku` was asked for: a year, a quarter, an indicator, an OPD, in any order and spelling.

Asking is free text, so it is read kindly: what is not understood is named, and never guessed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.errors import DomainError
from domain.indicators import INDICATORS, Indicator
from domain.keys import IndicatorKey
from domain.language.dates import FIRST_YEAR, LAST_YEAR, QUARTERS, quarter_end
from domain.units.naming import called, plain_words
from domain.units.opd import Opd

LONGEST = 100
"""Characters that are looked at; no name of an indicator is longer."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(r"\b(?:tw|triwulan|kuartal|q) ?(?:ke )?([0-9]+|[ivx]+)\b")
_YEAR = re.compile(r"\b([0-9]{4})\b")
_YEARS_AWAY = {"lalu": -1, "kemarin": -1, "sebelumnya": -1, "ini": 0}
_YEAR_AWAY = re.compile(rf"\btahun ({'|'.join(_YEARS_AWAY)})\b")
_NUMBER = re.compile(r"[0-9]{1,2}[a-z]?")
_FILLERS = frozenset(
    {"iku", "evaluasi", "laporan", "tahun", "indikator", "sasaran", "nomor", "no", "untuk", "per", "pada"}
)


class Unclear(StrEnum):
    """Why a request is not understood."""

    WORDS = "words"  # no indicator or OPD is called so
    NUMBER = "number"  # no indicator has that number
    SEVERAL = "several"  # more than one indicator is called so
    YEAR = "year"  # a year that cannot be asked for
    QUARTER = "quarter"  # a year has four
    TWICE = "twice"  # two different years or quarters


class NotUnderstood(DomainError):
    """The request cannot be answered; `said` is what it is about, `fitting` the indicators called so."""

    def __init__(self, why: Unclear, said: str, fitting: tuple[Indicator, ...] = ()) -> None:
        super().__init__(why, said)
        self.why = why
        self.said = said
        self.fitting = fitting


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted. `quarter` 0: the year without a quarter; `indicator` None: all five, or a goal."""

    year: int
    quarter: int = 0
    indicator: IndicatorKey | None = None
    says_year: bool = field(default=False, compare=False)
    """Whether the year was said; otherwise it is the present one."""
    opds: tuple[str, ...] = ()
    """The codes of the OPD that the words for one fit, by name; none where no OPD was asked for."""
    words: str = ""
    """Those words."""
    goal: tuple[IndicatorKey, ...] = ()
    """The indicators of a goal of the form that has several, asked for by its number: "3"."""


def parse(text: str, this_year: int, opds: Iterable[Opd] = ()) -> Asked:
    """Return what was asked for: "tw2 2025 sakip", "Triwulan II", "tahun lalu", "3a", or nothing at all.

    An indicator goes by its number, its key or part of its name, one of `opds` by its code, its short name or
    part of its name. What could be an indicator is one. Raises NotUnderstood.
    """
    plain = " ".join(plain_words(text[:LONGEST])) if text else ""
    if not plain:
        return Asked(this_year)
    rest, quarters = _taken(plain, _QUARTER, _quarter)
    rest, away = _taken(rest, _YEAR_AWAY, lambda said: this_year + _YEARS_AWAY[said])
    rest, years = _taken(rest, _YEAR, _year)
    words = [word for word in rest.split() if word not in _FILLERS]
    keys, named = _meant(words, tuple(opds)) if words else ((), _NOBODY)
    return Asked(
        year=_one(years | away, plain, this_year),
        quarter=_one(quarters, plain, 0),
        indicator=keys[0] if len(keys) == 1 else None,
        says_year=bool(years | away),
        opds=tuple(opd.code for opd in named.opds),
        words=" ".join(named.words),
        goal=keys if len(keys) > 1 else (),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """Words and the OPD that go by them."""

    words: Sequence[str] = ()
    opds: tuple[Opd, ...] = ()


_NOBODY = _Named()


def _meant(words: list[str], opds: Sequence[Opd]) -> tuple[tuple[IndicatorKey, ...], _Named]:
    """Return what words are about: an indicator or a goal, OPD, or OPD beside either."""
    if one := _one_thing(words):
        return one, _NOBODY
    fitting, whole = _indicators(words), called(opds, words)
    if len(whole) == 1 or (whole and not fitting):
        return (), _Named(words, whole)
    both = [
        (found, _Named(rest, there))
        for said, rest in _parted(words)
        if (found := _one_thing(said)) and (there := called(opds, rest))
    ]
    if not both:
        raise NotUnderstood(_why(words, fitting), " ".join(words), fitting)
    # The words for the indicator that leave the fewest OPD are the ones that were meant.
    return min(both, key=lambda one: len(one[1].opds))


def _one_thing(words: Sequence[str]) -> tuple[IndicatorKey, ...]:
    """Return the one indicator that goes by these words, or those of the goal that has this number."""
    found = _indicators(words)
    return tuple(one.key for one in found) if len(found) == 1 or _is_goal("".join(words)) else ()


def _is_goal(said: str) -> bool:
    """Return whether that is the number of a goal with several indicators: "3" of 3a and 3b."""
    return said.isdecimal() and any(one.number[:-1] == said for one in INDICATORS)


def _why(words: Sequence[str], fitting: Sequence[Indicator]) -> Unclear:
    if fitting:
        return Unclear.SEVERAL
    return Unclear.NUMBER if is_number(" ".join(words)) else Unclear.WORDS


def is_number(said: str) -> bool:
    """Return whether a text looks like the number of an indicator: "5", "3 c", "nomor 7"."""
    words = [word for word in plain_words(said[:LONGEST]) if word not in _FILLERS]
    return _NUMBER.fullmatch("".join(words)) is not None


def _parted(words: list[str]) -> Iterable[tuple[list[str], list[str]]]:
    """Return every way to take some words that follow each other out of the rest."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if rest := words[:start] + words[end:]:
                yield words[start:end], rest


def _taken(text: str, pattern: re.Pattern[str], read: Callable[[str], int]) -> tuple[str, set[int]]:
    """Return the text without what the pattern finds, and what that reads."""
    return pattern.sub(" ", text), {read(found) for found in pattern.findall(text)}


def _quarter(said: str) -> int:
    number = int(said) if said.isdecimal() else _ROMAN.get(said, 0)
    if not 1 <= number <= QUARTERS:
        raise NotUnderstood(Unclear.QUARTER, said)
    return number


def _year(said: str) -> int:
    if not FIRST_YEAR <= int(said) <= LAST_YEAR:
        raise NotUnderstood(Unclear.YEAR, said)
    return int(said)


def _one(found: set[int], said: str, otherwise: int) -> int:
    if len(found) > 1:
        raise NotUnderstood(Unclear.TWICE, said)
    return found.pop() if found else otherwise


def _indicators(words: Sequence[str]) -> tuple[Indicator, ...]:
    """Return the indicators that go by these words: by number or key one, else all that they are part of."""
    said = "".join(words)
    exact = tuple(one for one in INDICATORS if said in (one.number, one.key))
    if _is_goal(said):
        exact = tuple(one for one in INDICATORS if one.number[:-1] == said)
    return exact or tuple(one for one in INDICATORS if all(word in _names(one) for word in words))


def _names(indicator: Indicator) -> str:
    """A digit is no part of a name: "6" must not find anything by chance."""
    return f"{indicator.short} {indicator.name} {indicator.also_called}".lower()


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a quarter (1–4) of it, and the instant that is looked at."""

    year: int
    quarter: int
    as_of: datetime
    live: bool
    """Whether that instant is now; a figure of the past cannot be acted upon."""

    @property
    def unfinished(self) -> bool:
        """Whether a quarter was asked for that has not ended, so that the figures of now stand for it."""
        return bool(self.quarter) and self.live


def period(year: int, quarter: int, now: datetime) -> Period:
    """Return what is looked at: a quarter as of its last instant, or as of now while it has not ended.

    Without a quarter it is now: of a past year too, whose OPD are those of its 31 December
    (see `domain.units.opd.in_force_at`). Raises ValueError for a quarter that no year has.
    """
    as_of = min(quarter_end(year, quarter), now) if quarter else now
    return Period(year, quarter, as_of, live=as_of == now)


def ended_quarters(year: int, now: datetime) -> tuple[int, ...]:
    """Return the quarters of that year that are over."""
    return tuple(one for one in range(1, QUARTERS + 1) if quarter_end(year, one) < now)
