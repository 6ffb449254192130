"""Events of reports for the tests, written as briefly as the stories they tell."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from domain.keys import IndicatorKey
from domain.language.dates import WIB
from domain.reports.events import EventKind, ReportEvent
from domain.reports.expected import EXPECTED_MONTH

START = datetime(2026, 3, 1, 8, 0, tzinfo=WIB)
CODES = ("A", "B", "C", "D")
GOOD, BAD = "baik", "buruk"


def day(number: int) -> datetime:
    """Return eight in the morning, that many days after the story begins."""
    return START + timedelta(days=number)


def event(  # noqa: PLR0913 - a test names only what its story is about
    number: int,
    kind: EventKind,
    about: int | None = None,
    *,
    answer: str = GOOD,
    opd: str = "A",
    year: int = 2026,
    indicator: IndicatorKey = IndicatorKey.SAKIP,
    at: datetime | None = None,
) -> ReportEvent:
    """Return event `number`, at `day(number)` unless told otherwise; its kind decides if it has answers."""
    carries = kind in {EventKind.SUBMITTED, EventKind.EVALUATED}
    says = {EXPECTED_MONTH: "2026-09"} if kind is EventKind.EXPECTED else {}
    return ReportEvent(
        id=number,
        kind=kind,
        opd=opd,
        indicator=indicator,
        year=year,
        at=at or day(number),
        by=1,
        answers={"hasil": answer} if carries else says,
        about=about,
    )


def submitted(number: int, answer: str = GOOD, opd: str = "A", year: int = 2026) -> ReportEvent:
    return event(number, EventKind.SUBMITTED, answer=answer, opd=opd, year=year)


def evaluated(number: int, answer: str = GOOD, opd: str = "A", year: int = 2026) -> ReportEvent:
    return event(number, EventKind.EVALUATED, answer=answer, opd=opd, year=year)


def verified(number: int, about: int, opd: str = "A", year: int = 2026) -> ReportEvent:
    return event(number, EventKind.VERIFIED, about, opd=opd, year=year)


def returned(number: int, about: int, opd: str = "A", year: int = 2026) -> ReportEvent:
    return event(number, EventKind.RETURNED, about, opd=opd, year=year)


def withdrawn(number: int, about: int, opd: str = "A", year: int = 2026) -> ReportEvent:
    return event(number, EventKind.WITHDRAWN, about, opd=opd, year=year)


def expected(number: int, opd: str = "A", year: int = 2026) -> ReportEvent:
    return event(number, EventKind.EXPECTED, opd=opd, year=year)


def undone(number: int, about: int, opd: str = "A", year: int = 2026) -> ReportEvent:
    return event(number, EventKind.UNDONE, about, opd=opd, year=year)


@st.composite
def histories(
    draw: st.DrawFn, years: tuple[int, ...] = (2026,), codes: tuple[str, ...] = CODES
) -> list[ReportEvent]:
    """Draw any history, sensible or not: decisions may be about anything, several events share an instant."""
    size = draw(st.integers(0, 14))
    return [draw(_any_event(number, years, codes)) for number in range(1, size + 1)]


@st.composite
def _any_event(draw: st.DrawFn, number: int, years: tuple[int, ...], codes: tuple[str, ...]) -> ReportEvent:
    return event(
        number,
        draw(st.sampled_from(EventKind)),
        draw(st.integers(1, number)),
        answer=draw(st.sampled_from([GOOD, BAD])),
        opd=draw(st.sampled_from(codes)),
        year=draw(st.sampled_from(years)),
        at=day(draw(st.integers(0, 10))),
    )


one_report = histories(codes=("A",))
"""What may happen to one report of one OPD."""


def is_good(answers: object) -> bool:
    """Return the rule of the stories: the answer is GOOD."""
    return answers == {"hasil": GOOD}
