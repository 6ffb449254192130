"""What a new target or rule would do to a figure, said before it is confirmed."""

from collections.abc import Sequence

from domain.figures.figure import Figure
from domain.indicators import by_key
from domain.years.rules import YearRules
from domain.years.target_form import ROMAN
from handlers.figures import capaian_of, percent_of
from handlers.words import words
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


def of_quarter(figure: Figure, before: YearRules, after: YearRules, quarter: int) -> str:
    """Return the same of a quarter (1–4) that runs, with whose target it is judged against."""
    return words.lines(
        f"TW {ROMAN[quarter]} berjalan, angka kini {ratio(figure)}",
        f"Sebelum: {_judged(figure, before, quarter)}",
        f"Sesudah: {_judged(figure, after, quarter)}",
    )


def of_ended(quarters: Sequence[int]) -> str:
    """Return that these quarters are over: their figures are read with what was set by then."""
    if not quarters:
        return ""
    named = ", ".join(f"TW {ROMAN[one]}" for one in quarters)
    return f"{named} sudah berakhir: angkanya tetap dinilai dengan target yang ditetapkan sebelum akhir TW."


def _judged(figure: Figure, rules: YearRules, quarter: int) -> str:
    target, own = rules.target(figure.indicator, quarter)
    if not target:
        return "belum ada target"
    whose = f"TW {ROMAN[own]}" if own else "tahun"
    return f"{_way(figure, rules, quarter)} (target {whose} {words.plain(target)} %)"


def _way(figure: Figure, rules: YearRules, quarter: int = 0) -> str:
    target = rules.target(figure.indicator, quarter)[0]
    needed = figure.counts.further_needed(target)
    if needed is None:
        return "belum ada target"
    left = f"kurang {needed} OPD" if needed else "target tercapai"
    return f"{capaian_of(figure.counts, target)} · {left}"


def of_rule(before: Figure, after: Figure) -> str:
    """Return "SAKIP: 71,43 % → 60,71 %", or that the number stays."""
    name = by_key(before.indicator).title
    if before.counts == after.counts:
        return f"Pengaruhnya: {name} tetap {ratio(before)}"
    return words.lines(
        f"Pengaruhnya: {name}: {percent_of(before)} → {percent_of(after)}",
        f"{before.counts.met} → {after.counts.met} dari {after.counts.total} OPD memenuhi",
    )


def ratio(figure: Figure) -> str:
    """Return the official number: "71,43 % (20 dari 28)"."""
    counts = figure.counts
    behind = "" if counts.official is None else f" ({counts.met} dari {counts.total})"
    return f"{percent_of(figure)}{behind}"
