"""Which instant stands for a year that was closed."""

from dataclasses import replace

from domain.closing.official import official_as_of
from domain.figures.asking import Period
from domain.years.rules import YearRules


def frozen(rules: YearRules, when: Period) -> Period:
    """Return what to show: of a year that was closed the instant of its closing; a quarter stays itself."""
    if when.quarter or not rules.closings:
        return when
    return replace(when, as_of=official_as_of(rules, when.as_of), live=False)
