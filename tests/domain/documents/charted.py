"""Positions for pictures, made of nothing but how many OPD are in which part."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from domain.documents.position import Position
from domain.documents.stamp import Stamp
from domain.figures.figure import Entry, Figure, Part
from domain.indicators import INDICATORS
from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import Standing
from domain.units.opd import Opd
from domain.years.rules import YearRules

NOW = datetime(2026, 11, 22, 9, 15, tzinfo=WIB)
STAMP = Stamp(as_of=NOW, final=False)
Parts = tuple[int, int, int, int, int, int]
"""How many are met, unmet, waiting and met, waiting and unmet, returned, missing."""
EXAMPLE: Parts = (20, 2, 2, 1, 1, 2)
NOBODY: Parts = (0, 0, 0, 0, 0, 0)


def position(
    parts: Parts | Sequence[Parts] = EXAMPLE,
    target: str | None = "75",
    *,
    year: int = 2026,
    quarter: int = 0,
    as_of: datetime = NOW,
    of_quarters: Mapping[int, str] | None = None,
) -> Position:
    """Return a position with these parts (of all indicators, or of each) and targets."""
    each = [parts] * len(INDICATORS) if isinstance(parts[0], int) else parts
    targets = {one.key: Decimal(target) for one in INDICATORS} if target is not None else {}
    quarters = {
        (one.key, number): Decimal(said) for one in INDICATORS for number, said in (of_quarters or {}).items()
    }
    return Position(
        year=year,
        quarter=quarter,
        as_of=as_of,
        final=False,
        rules=YearRules(year, targets=targets, quarter_targets=quarters),
        figures=tuple(
            figure(one.key, year, as_of, counted)  # type: ignore[arg-type] # either is parts
            for one, counted in zip(INDICATORS, each, strict=True)
        ),
    )


def figure(indicator: IndicatorKey, year: int, as_of: datetime, parts: Parts) -> Figure:
    numbered = [part for part, count in zip(Part, parts, strict=True) for _ in range(count)]
    entries = tuple(
        Entry(Opd(f"O{number}", f"Dinas {number}", "Dinas", date(2020, 1, 1)), part, Standing(), None, False)
        for number, part in enumerate(numbered)
    )
    return Figure(indicator, year, as_of, entries)
