"""What a document says, line by line, kept to be compared with what holds later."""

from dataclasses import dataclass

from domain.documents.position import Counted, Numbers
from domain.figures.figure import Counts
from domain.indicators import by_key
from domain.language.numbers import format_percent, format_shortest

CANNOT_BE_COMPUTED = "tidak dapat dihitung"
"""What stands where there is no OPD to count, so no percentage either."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a document says: `about` is the same in every document that says something of it."""

    about: str
    """What it is about, as it is found again: an indicator's key, an OPD's code."""
    value: str
    """What is said, in a form that is equal when nothing has changed: "20/28 target 75"."""
    words: str
    """The same as people read it: "SAKIP baik 71,43 % (20 dari 28), target 75 %"."""


def figures_said(position: Numbers[Counted]) -> tuple[Said, ...]:
    """Return what a document with figures says of each indicator, in the order of the form.

    Every document says it in these words, so that any of them can be compared with what holds later.
    """
    return tuple(figure_said(position, one) for one in position.figures)


def figure_said(position: Numbers[Counted], of: Counted) -> Said:
    """Return what a document says of one indicator: its verified count, and the target of the position."""
    counts, target = of.counts, position.target(of.indicator)
    against = f"target {format_shortest(target)}" if target else "belum ada target"
    return Said(
        about=of.indicator,
        value=f"{counts.met}/{counts.total} {against}",
        words=f"{by_key(of.indicator).short} {result(counts)}, {against}{' %' if target else ''}",
    )


def result(counts: Counts) -> str:
    """Return the verified result as every document writes it: "71,43 % (20 dari 28)"."""
    if counts.official is None:
        return CANNOT_BE_COMPUTED
    return f"{format_percent(counts.official)} ({counts.met} dari {counts.total})"
