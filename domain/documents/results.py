"""What a verified answer says in a table: the nilai, the grade, the document it is from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from domain.errors import DomainError
from domain.indicators import Indicator
from domain.keys import Answers
from domain.reports.events import EventKind, ReportEvent, in_effect
from domain.reports.histories import by_report
from domain.sequence import in_sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What there is of it; what the answer does not say is None or ""."""

    nilai: Decimal | None = None
    grade: str = ""
    """The predikat with its words, or what else the answer says: "BB · Sangat Baik", "6/7 terpenuhi"."""
    number: str = ""
    day: date | None = None
    """The date of the document."""
    as_written: bool = False
    """Whether the document contradicts itself, and stands as it is written."""


_Said = TypeVar("_Said")


def result_of(indicator: Indicator, answers: Answers) -> Result:
    """Return what answers say. One that cannot be read says nothing: it was damaged, and spoils no table."""
    grade = indicator.grade or indicator.meaning or indicator.outcome
    number, day = _readable(lambda: indicator.document(answers), ("", ""))
    return Result(
        nilai=_readable(lambda: indicator.points(answers), None),
        grade=_readable(lambda: grade(answers), ""),
        number=number,
        day=_readable(lambda: date.fromisoformat(day), None) if day else None,
        as_written=_readable(lambda: bool(indicator.disputed(answers)), otherwise=False),
    )


def _readable(read: Callable[[], _Said], otherwise: _Said) -> _Said:
    try:
        return read()
    except (DomainError, LookupError, ValueError, TypeError, ArithmeticError):
        return otherwise


def verdicts(events: Iterable[ReportEvent]) -> dict[int, int]:
    """Return who verified each submission that was verified, by the id of the submission.

    `events` may be of any reports, in any order; verdicts that were undone are none. An evaluation has no
    verdict beside it: it is one.
    """
    return {
        event.about: event.by
        for history in by_report(events).values()
        for event in in_effect(in_sequence(history))
        if event.kind is EventKind.VERIFIED and event.about is not None
    }
