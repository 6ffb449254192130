"""How reminders of a report pause once its OPD has said in which month it is expected.

They pause until that month, but never past the working day of the deadline's own H-1 (domain.md, "How reports
really arrive"); then its steps come as ever, those after the deadline too. Where none of them lies between
the beginning of the month and H-1, the month's first working day is one of its own. So it is where the month
begins after H-1 and none of the deadline's steps lies in it: whoever promised a month is asked in it. Where
H-1 ends a pause that has left steps out, people are reminded on that day, whatever steps the year has.
"""

from datetime import date, datetime

from domain.deadlines.due import step_day
from domain.deadlines.workdays import Workdays
from domain.language.dates import day_of
from domain.reports.expected import Month
from domain.years.steps import Steps

LAST_BEFORE = -1
"""The step that no pause goes beyond."""


def pauses_until(month: Month, due: datetime | None, workdays: Workdays) -> date:
    """Return the day from which the report is asked for again."""
    if due is None:
        return month.first
    return min(month.first, step_day(due, LAST_BEFORE, workdays))


def steps_left(month: Month, due: datetime, steps: Steps, workdays: Workdays) -> Steps:
    """Return the steps of that deadline that are reminded of, the month's own among them."""
    begins = pauses_until(month, due, workdays)
    days = {offset: step_day(due, offset, workdays) for offset in steps.offsets}
    left = {offset for offset, day in days.items() if day >= begins}
    if len(left) < len(days) and begins == step_day(due, LAST_BEFORE, workdays) not in days.values():
        left.add(LAST_BEFORE)
    own = _of_the_month(month, due, frozenset(days.values()), workdays)
    offsets = sorted(left if own is None else {*left, own})
    return Steps(
        before=tuple(-offset for offset in offsets if offset <= 0),
        after=tuple(offset for offset in offsets if offset > 0),
    )


def _of_the_month(month: Month, due: datetime, days: frozenset[date], workdays: Workdays) -> int | None:
    """Return which step the month's first working day is, in days from the deadline; None if it is none."""
    first, last = workdays.on_or_after(month.first), step_day(due, LAST_BEFORE, workdays)
    until = last if first < last else month.after
    if any(month.first <= day < until for day in days):
        return None
    return (first - day_of(due)).days
