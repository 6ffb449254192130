"""When a report is due, on which days it is reminded of, and on whose side it has lain how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from domain.dates import day_of
from domain.errors import InvalidAnswer, Problem
from domain.reports import EventKind, ReportEvent, in_effect, standing
from domain.workdays import Workdays

MOST_DAYS = 60
"""The earliest and the latest step that a year may set, in days from the deadline."""
MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Steps:
    """On which days before and after a deadline people are reminded; 0 is the day itself.

    Both are in the order of the calendar. Source: product.md, "Deadlines, reminders, announcements".
    """

    before: tuple[int, ...] = (14, 7, 3, 1, 0)
    after: tuple[int, ...] = (1, 7)

    @property
    def offsets(self) -> tuple[int, ...]:
        """Days from the deadline in the order of the calendar: −14 … 0, 1, 7."""
        return (*(-days for days in self.before), *self.after)


def parse_days(text: str, *, overdue: bool) -> tuple[int, ...]:
    """Return the days typed ("14, 7, 3, 1, 0"), each once, in the order of the calendar.

    Steps before the deadline include the day itself (0), those after it begin at 1. Raises InvalidAnswer:
    EMPTY; NOT_A_WHOLE_NUMBER; OUT_OF_RANGE (minimum, maximum); TOO_LONG (limit) for more than ten.
    """
    said = text.lower().replace("h-", " ").replace("h+", " ").replace(",", " ").replace(";", " ").split()
    if not said:
        raise InvalidAnswer(Problem.EMPTY)
    if not all(word.isascii() and word.isdecimal() for word in said):
        raise InvalidAnswer(Problem.NOT_A_WHOLE_NUMBER)
    days = {int(word[:4]) for word in said}
    least = 1 if overdue else 0
    if not all(least <= day <= MOST_DAYS for day in days):
        raise InvalidAnswer(Problem.OUT_OF_RANGE, {"minimum": str(least), "maximum": str(MOST_DAYS)})
    if len(days) > MOST_STEPS:
        raise InvalidAnswer(Problem.TOO_LONG, {"limit": str(MOST_STEPS)})
    return tuple(sorted(days, reverse=not overdue))


def step_day(due: datetime, offset: int, workdays: Workdays) -> date:
    """Return the day on which that step of a deadline is due.

    A day off is moved: before the deadline to the working day before it, after the deadline to the working
    day after it (nobody is late on the day itself). The deadline's own day stays, whatever day it is.
    """
    day = day_of(due) + timedelta(days=offset)
    if offset == 0:
        return day
    return workdays.on_or_before(day) if offset < 0 else workdays.on_or_after(day)


def reached(due: datetime, steps: Steps, workdays: Workdays, now: datetime) -> int | None:
    """Return the newest step whose day has come, None before the first.

    Once the deadline has passed only the steps after it count, so a deadline at noon is not announced in
    the afternoon.
    """
    today, late = day_of(now), now >= due
    come = [
        offset
        for offset in steps.offsets
        if (offset > 0) == late and step_day(due, offset, workdays) <= today
    ]
    return come[-1] if come else None


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long a report has lain on either side."""

    opd: timedelta
    sub_bagian: timedelta


def clocks(events: Iterable[ReportEvent], begun: datetime, now: datetime) -> Clocks:
    """Return how long one OPD × indicator × year lay with the OPD and with the Sub Bagian since `begun`.

    It lies with the Sub Bagian while a submission waits, with the OPD while nothing was sent or it was
    returned, and with nobody once it is verified.
    """
    told = [event for event in events if event.at <= now]
    moments = [begun, *sorted(event.at for event in told if event.at > begun), now]
    opd = sub_bagian = timedelta()
    for start, end in pairwise(moments):
        then = standing(told, start)
        if then.waiting is not None:
            sub_bagian += end - start
        elif then.verified is None or then.correction_returned:
            opd += end - start
    return Clocks(opd, sub_bagian)


def extended_by_review(due: datetime, events: Iterable[ReportEvent]) -> datetime:
    """Return the deadline that a report has after it was returned: later by the whole days it was reviewed.

    A delay in review is never the OPD's: its clock stands still from sending to return. `events` are those
    of one OPD × indicator × year; without a return the deadline is what it was.
    """
    told = list(events)
    sent = {event.id: event.at for event in told if event.kind is EventKind.SUBMITTED}
    reviewed = sum(
        (
            event.at - sent[event.about]
            for event in in_effect(told)
            if event.kind is EventKind.RETURNED and event.about in sent
        ),
        timedelta(),
    )
    whole_days = -(-reviewed // timedelta(days=1))
    return due + timedelta(days=whole_days)
