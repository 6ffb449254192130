"""The five numbers in five lines."""

from collections.abc import Iterable
from decimal import Decimal

from domain.figures.figure import Counts
from domain.indicators import Indicator
from domain.language.numbers import format_percent
from handlers.words import words


def numbers(year: int, figures: Iterable[tuple[Indicator, Counts, Decimal | None]]) -> str:
    """Return a line for each indicator; each comes with its counts and target. Who reached it has a tick."""
    return words.lines(words.bold(f"IKU {year}"), *(_line(*one) for one in figures))


def _line(indicator: Indicator, counts: Counts, target: Decimal | None) -> str:
    name = f"{indicator.number} · {words.escape(indicator.short)}"
    if counts.official is None:
        return f"{name} – tidak dapat dihitung"
    reached = " ✓" if counts.further_needed(target) == 0 else ""
    return f"{name} {words.bold(format_percent(counts.official))} ({counts.met}/{counts.total}){reached}"
