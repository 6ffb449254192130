"""For which part of a year an answer holds: the whole of it, or a semester (a survey is held once or twice).

The official figure uses the value of the year, else that of the latest semester (domain.md, "How reports
really arrive", IKM).
"""

from enum import StrEnum

from domain.keys import Answers

PERIOD = "periode"
"""The answer that names it; without one, the answers are those of the whole year."""


class ReportPeriod(StrEnum):
    """In the order in which the official figure prefers them."""

    YEAR = "tahun"
    SECOND = "s2"
    FIRST = "s1"

    @property
    def named(self) -> str:
        """Return what it is called: "semester II"."""
        return _NAMES[self]


_NAMES = {
    ReportPeriod.YEAR: "setahun penuh",
    ReportPeriod.SECOND: "semester II",
    ReportPeriod.FIRST: "semester I",
}
SEMESTERS = (ReportPeriod.SECOND, ReportPeriod.FIRST)
_ORDER = tuple(ReportPeriod)


def period_of(answers: Answers) -> ReportPeriod:
    """Return for which period answers hold; what names none of ours holds for the year, as all did before."""
    return next((one for one in ReportPeriod if one == answers.get(PERIOD)), ReportPeriod.YEAR)


def preference(answers: Answers) -> int:
    """Return what answers are sorted by so that those of which the official figure is made come first."""
    return _ORDER.index(period_of(answers))


def left_to_report(accepted: frozenset[ReportPeriod]) -> tuple[ReportPeriod, ...]:
    """Return what may be reported beside what is accepted: the other semester, and the year's value.

    Nothing where nothing is accepted yet, or where the year's value is: that is a report, or a correction.
    """
    if not accepted or ReportPeriod.YEAR in accepted:
        return ()
    return tuple(one for one in (*SEMESTERS, ReportPeriod.YEAR) if one not in accepted)
