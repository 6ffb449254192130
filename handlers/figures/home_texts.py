"""The five numbers in five lines."""

from collections.abc import Iterable
from decimal import Decimal

from domain.figures.figure import Figure
from domain.indicators import Indicator
from domain.language.numbers import format_percent
from handlers.words import words


def numbers(year: int, figures: Iterable[tuple[Indicator, Figure, Decimal | None]]) -> str:
    """Return a line for each indicator; each comes with its figure and target."""
    return words.lines(words.bold(f"IKU {year}"), *(_line(*one) for one in figures))


def _line(indicator: Indicator, figure: Figure, target: Decimal | None) -> str:
    official, needed = figure.counts.official, figure.counts.further_needed(target)
    name = f"{indicator.number} · {words.escape(indicator.short)}"
    if official is None:
        return f"{name} – tidak dapat dihitung"
    way = "" if needed is None else f" · butuh {needed} OPD lagi" if needed else " ✓"
    return f"{name} {words.bold(format_percent(official))}{way}"
