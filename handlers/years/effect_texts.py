"""What a new target or rule would do to a figure, said before it is confirmed."""

from domain.figures.figure import Figure
from domain.indicators import BY_KEY
from domain.language.numbers import format_percent
from domain.years.rules import YearRules
from handlers.figures.official_texts import CANNOT_BE_COMPUTED, achieved, ratio
from handlers.words import words
from handlers.words.names import title
from handlers.years.texts import target_of


def of_target(figure: Figure, before: YearRules, after: YearRules) -> str:
    """Return the target, the capaian and the way to go, before and after."""
    key = figure.indicator
    return words.lines(
        f"Target: {target_of(before, key)} → {target_of(after, key)}",
        f"Angka kini {ratio(figure)}",
        f"Sebelum: {_way(figure, before)}",
        f"Sesudah: {_way(figure, after)}",
    )


def _way(figure: Figure, rules: YearRules) -> str:
    needed = figure.counts.further_needed(rules.targets.get(figure.indicator))
    if needed is None:
        return "belum ada target"
    left = f"kurang {needed} OPD" if needed else "target tercapai"
    return f"{achieved(figure, rules).removeprefix(' · ')} · {left}"


def of_rule(before: Figure, after: Figure) -> str:
    """Return "SAKIP: 71,43 % → 60,71 %", or that the number stays."""
    name = title(BY_KEY[before.indicator])
    if before.counts == after.counts:
        return f"Pengaruhnya: {name} tetap {ratio(before)}"
    return words.lines(
        f"Pengaruhnya: {name}: {_percent(before)} → {_percent(after)}",
        f"{before.counts.met} → {after.counts.met} dari {after.counts.total} OPD memenuhi",
    )


def _percent(figure: Figure) -> str:
    official = figure.counts.official
    return CANNOT_BE_COMPUTED if official is None else format_percent(official)
