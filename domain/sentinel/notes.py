"""The sheet "Catatan mutu data": everything that the sentinel sees of a year, a row a case."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from domain.indicators import by_key
from domain.sentinel.cases import Case
from domain.sentinel.checks import cases_of
from domain.sentinel.watched import Watched

MOST_NAMED = 20
Row: TypeAlias = tuple[str, str, str]
"""What was seen, in whose reports, and the note."""


def notes_of(watched: Watched) -> tuple[Row, ...]:
    """Return the rows of the sheet; none where there is nothing to tell."""
    names = {opd.code: opd.name for opd in watched.opds}
    return tuple((case.kind.named, where(case, names), case.note) for case in cases_of(watched))


def where(case: Case, names: Mapping[str, str]) -> str:
    """Return whose reports a case is about: "SAKIP: Dinas Kesehatan, Dinas Sosial; IKM: Dinas Sosial"."""
    of_each = dict[str, list[str]]()
    for one in case.mentions:
        of_each.setdefault(by_key(one.indicator).title, []).append(names.get(one.opd, one.opd))
    return "; ".join(f"{title}: {_some(told)}" for title, told in of_each.items())


def _some(told: Sequence[str]) -> str:
    """Return the first names, and how many there are beside them: a cell of a workbook is not endless."""
    left = len(told) - MOST_NAMED
    return ", ".join(told[:MOST_NAMED]) + (f" dan {left} lainnya" if left > 0 else "")
