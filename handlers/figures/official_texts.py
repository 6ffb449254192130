"""A closed year in words: since when it is, and what has moved since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.closing.official import Moved, Reconciliation
from domain.figures.figure import Figure
from domain.keys import IndicatorKey
from domain.language.dates import day_of
from domain.language.numbers import format_percent
from domain.years.rules import YearRules
from handlers.words import words
from handlers.words.moved import moved as told
from storage.ports import Setting

CANNOT_BE_COMPUTED = "tidak dapat dihitung"
FEW, MANY = 3, 5
"""OPD named of one indicator: beside others, and on its own card."""
LONGEST_REASON = 100


@dataclass(frozen=True, slots=True)
class Official:
    """A year that was closed at least once. `rules` are those of now."""

    rules: YearRules
    reopened: Setting | None = None
    """The reopening, with its reason as legal basis, while the year is open again."""
    moved: Mapping[IndicatorKey, Reconciliation] = field(default_factory=dict)
    """Only the indicators that moved since."""


def closed_line(rules: YearRules) -> str:
    """Return "ditutup 15 Jan 2027" of a year that was closed, and that it was done more than once."""
    again = "ditutup lagi" if len(rules.closings) > 1 else "ditutup"
    return f"{again} {words.short_day(day_of(rules.closings[-1]))}"


def closing_lines(official: Official | None, *, names: bool) -> str:
    """Return since when the year is closed, and that it was reopened (why: only for who sees everything)."""
    if official is None:
        return ""
    closed, again = closed_line(official.rules), official.reopened
    if again is None:
        return closed
    reason = words.escape(words.cut(again.legal_basis, LONGEST_REASON)) if names else ""
    opened = f"dibuka kembali {words.short_day(day_of(again.at))}"
    return words.lines(closed, f"{opened}: {reason}" if reason else opened)


def closing_line(official: Official | None) -> str:
    """Return in one line since when the year is closed, and that it was reopened."""
    if official is None:
        return ""
    again = official.reopened
    opened = f", dibuka kembali {words.short_day(day_of(again.at))}" if again is not None else ""
    return f"{closed_line(official.rules)}{opened}"


def moved_line(official: Official | None, key: IndicatorKey, *, names: bool, most: int = FEW) -> str:
    """Return "resmi 71,43 % → kini 75,00 %: +1 Dinas X (diterima kemudian)"; without names only sums.

    Of an indicator whose number has not moved, nothing.
    """
    if official is None or key not in official.moved:
        return ""
    moved, rules = official.moved[key], official.rules
    was = "resmi semula" if rules.closed_at is not None and len(rules.closings) > 1 else "resmi"
    numbers = f"{was} {percent_of(moved.before)} → kini {percent_of(moved.after)}"
    return f"{numbers}: {_opds(moved.moved, most) if names else _sums(moved.moved)}"


def percent_of(figure: Figure) -> str:
    """Return the official percentage: "71,43 %", or that there is none."""
    official = figure.counts.official
    return CANNOT_BE_COMPUTED if official is None else format_percent(official)


def _opds(moved: Sequence[Moved], most: int) -> str:
    named = [told(one) for one in moved[:most]]
    rest = f", dan {len(moved) - most} OPD lain" if len(moved) > most else ""
    return ", ".join(named) + rest


def _sums(moved: Sequence[Moved]) -> str:
    gained, lost = (sum(one.change == change for one in moved) for change in (1, -1))
    said = [f"+{gained} OPD" if gained else "", f"−{lost} OPD" if lost else ""]
    return ", ".join(part for part in said if part) or "jumlah OPD berubah"
