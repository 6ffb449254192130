"""When a report is due, on which days it is reminded of, and on whose side it has lain how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil

from domain.deadlines.workdays import Workdays
from domain.language.dates import day_of
from domain.reports.events import EventKind, ReportEvent, ended_by, in_effect, standing
from domain.sequence import known_at
from domain.years.steps import Steps


def has_passed(due: datetime | None, now: datetime) -> bool:
    """Return whether it is late: from the instant of the deadline on. Without a deadline nothing is."""
    return due is not None and now >= due


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
    today, late = day_of(now), has_passed(due, now)
    newest_first = (offset for offset in reversed(steps.offsets) if (offset > 0) == late)
    return next((offset for offset in newest_first if step_day(due, offset, workdays) <= today), None)


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of a deadline: its days from the deadline, the day that is, and the day it is sent on."""

    offset: int
    named: date
    sent: date


def planned(
    due: datetime, steps: Steps, workdays: Workdays, today: date, learned: date | None = None
) -> tuple[Planned, ...]:
    """Return the steps of a deadline that are still to come, today's included, in the order of the calendar.

    Not among them are those whose day had come when people learned of the deadline (see `Debt.since`).
    """
    plan = (
        Planned(offset, day_of(due) + timedelta(days=offset), step_day(due, offset, workdays))
        for offset in steps.offsets
    )
    return tuple(step for step in plan if step.sent >= today and (learned is None or step.sent > learned))


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long a report has lain on either side."""

    opd: timedelta
    sub_bagian: timedelta


def clocks(events: Iterable[ReportEvent], begun: datetime, now: datetime) -> Clocks:
    """Return how long one OPD × indicator × year lay with the OPD and with the Sub Bagian since `begun`.

    It lies with the Sub Bagian while a submission waits, with the OPD while nothing was sent or it was
    returned, and with nobody once it is verified. A decision that was undone has moved it nowhere. Both are
    zero where `now` is not after `begun`.
    """
    told = in_effect(known_at(events, now))
    moments = [begun, *(event.at for event in told if event.at > begun), max(begun, now)]
    opd = sub_bagian = timedelta()
    for start, end in pairwise(moments):
        then = standing(told, start)
        if then.waiting is not None:
            sub_bagian += end - start
        elif then.verified is None or then.returned is not None:
            opd += end - start
    return Clocks(opd, sub_bagian)


def extended_by_review(due: datetime, events: Iterable[ReportEvent]) -> datetime:
    """Return the deadline that a report has after it was returned: later by the days it was reviewed.

    A delay in review is never the OPD's: its clock stands still from sending to return. `events` are those of
    one OPD × indicator × year; without a return the deadline is what it was.
    """
    return due + timedelta(days=days_in_review(events))


def days_in_review(events: Iterable[ReportEvent]) -> int:
    """Return how many days a report was reviewed that was returned in the end, or was more than once.

    All its reviews are added up and rounded up to whole days, so that a deadline's time of day stays.
    """
    told = list(events)
    sent = [event for event in told if event.kind is EventKind.SUBMITTED]
    ends = [(one, ended_by(told, one.id)) for one in sent]
    reviewed = sum(
        (
            max(end.at - one.at, timedelta())
            for one, end in ends
            if end is not None and end.kind is EventKind.RETURNED
        ),
        timedelta(),
    )
    return ceil(reviewed / timedelta(days=1))
