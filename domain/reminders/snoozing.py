"""When somebody who asked to be reminded later is reminded again."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.deadlines.workdays import Workdays
from domain.language.dates import WIB, day_of
from domain.overdue.debts import Debt
from domain.reminders.planned import EARLIEST, MORNING

BEFORE_DEADLINE = timedelta(hours=1)
"""What a snooze leaves at least until the next deadline."""
LAST_CALL = time(16, 30)
"""WIB. No snooze ends later in the day, so that its message still comes before 17.00."""
_DAY = timedelta(days=1)


class Wish(StrEnum):
    TWO_HOURS = "2j"
    TOMORROW = "bsk"


def snoozed_until(now: datetime, wish: Wish, owed: Iterable[Debt], workdays: Workdays) -> datetime | None:
    """Return when to remind again: as wished, on the next day that people work, before the next deadline.

    None when the next deadline is so near that there is no such moment: then it is now or never.
    """
    dues = [debt.due for debt in owed if debt.due is not None and debt.due > now]
    due = min(dues, default=None)
    wished = now + timedelta(hours=2) if wish is Wish.TWO_HOURS else _at(day_of(now) + _DAY, MORNING)
    fitting = _forward(wished, due, workdays)
    if due is None or fitting <= due - BEFORE_DEADLINE:
        return fitting
    last = _backward(due - BEFORE_DEADLINE, due, workdays)
    return last if last > now else None


def _forward(wished: datetime, due: datetime | None, workdays: Workdays) -> datetime:
    """Return the first moment from then on at which people may be written to; on a later day its morning."""
    if _is_open(wished, due, workdays):
        return wished
    day = day_of(wished)
    if _clock(wished) > LAST_CALL:
        day += _DAY
    while _is_closed(day, due, workdays):
        day += _DAY
    return _at(day, MORNING)


def _backward(last: datetime, due: datetime, workdays: Workdays) -> datetime:
    """Return the last moment until then at which people may be written to."""
    if _is_open(last, due, workdays):
        return last
    day = day_of(last)
    if _clock(last) < EARLIEST:
        day -= _DAY
    while _is_closed(day, due, workdays):
        day -= _DAY
    return _at(day, LAST_CALL)


def _is_open(moment: datetime, due: datetime | None, workdays: Workdays) -> bool:
    return EARLIEST <= _clock(moment) <= LAST_CALL and not _is_closed(day_of(moment), due, workdays)


def _is_closed(day: date, due: datetime | None, workdays: Workdays) -> bool:
    return workdays.is_off(day) and (due is None or day != day_of(due))


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=WIB)


def _clock(moment: datetime) -> time:
    return moment.astimezone(WIB).time()
