"""The results as a table, with ratios to aiogram's bare echo."""

from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.peers.measure import FAST, SLOW, Result

_COLUMNS = {
    "slow": f"ms CPU, {SLOW}/s",
    "fast": f"ms CPU, {FAST}/s",
    "burst": "ms CPU, at once",
    "rate": "answers/s",
    "slow median": f"{SLOW}/s median",
    "slow 99 %": f"{SLOW}/s 99 %",
    "fast median": f"{FAST}/s median",
    "fast 99 %": f"{FAST}/s 99 %",
    "calls": "calls",
    "start": "first answer s",
    "memory": "MB",
}
_LESS_IS_BETTER = ("burst", "slow", "fast")


def table(results: Mapping[str, Sequence[Result]], measure: str) -> str:
    """Return Markdown: a row for each bot, medians of its rounds, and how it stands to `measure`."""
    names = ["", *_COLUMNS.values(), "sending a report"]
    lines = [_row(names), _row(["---"] + ["---:"] * (len(names) - 1))]
    middle = {name: _medians(rounds) for name, rounds in results.items() if rounds}
    for name, values in middle.items():
        cells = [_number(values.get(column)) for column in (*_COLUMNS, "sending")]
        lines.append(_row([name, *cells]))
        if name != measure and measure in middle:
            of = middle[measure]
            ratios = [
                f"{_ratio(column, values, of):.2f} ×" if column in (*_LESS_IS_BETTER, "rate") else ""
                for column in _COLUMNS
            ]
            lines.append(_row([f"… × {measure}", *ratios, ""]))
    return "\n".join(lines)


def _ratio(column: str, values: Mapping[str, float], of: Mapping[str, float]) -> float:
    """Return how good it is beside that: above 1 is better."""
    return of[column] / values[column] if column in _LESS_IS_BETTER else values[column] / of[column]


def _medians(rounds: Sequence[Result]) -> dict[str, float]:
    names = dict.fromkeys(name for one in rounds for name in one.values)
    return {name: median(one.values[name] for one in rounds if name in one.values) for name in names}


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if value >= 100 else f"{value:.2f}"  # noqa: PLR2004 - three digits
