"""One backup a night, far from the hours in which people are reminded; and which of them are kept."""

from collections.abc import Callable, Collection, Hashable
from datetime import date, datetime, time, timedelta

from domain.language.dates import WIB, day_of, next_at

NIGHTLY = time(2, 30)
"""WIB."""
BUSY_FROM, BUSY_UNTIL = time(7), time(9)
"""WIB: between them the reminders of a day go out, and no backup is made up for."""
DAILY, WEEKLY, MONTHLY = 7, 4, 12
TOO_OLD = timedelta(hours=26)
"""A night that was missed, and two hours."""


def due(newest: datetime | None, now: datetime) -> datetime:
    """Return when the next nightly backup is to be made: that may be now, or long ago.

    `newest` is when the last one was made. A night that was missed is made up for, though not in the hours
    of the reminders. The first backup of all is due at once.
    """
    if newest is None:
        return now
    tonight = next_at(now, NIGHTLY)
    if newest >= tonight - timedelta(days=1):
        return tonight
    is_busy = BUSY_FROM <= now.astimezone(WIB).time() < BUSY_UNTIL
    return next_at(now, BUSY_UNTIL) if is_busy else now


def is_too_old(newest: datetime, now: datetime) -> bool:
    """Return whether an admin has to know that there is no newer one."""
    return now - newest > TOO_OLD


def kept(made: Collection[datetime]) -> frozenset[datetime]:
    """Return which of these backups are kept: the newest of the last days, weeks and months that have any.

    Of the last 24 hours all are: whoever makes one by hand, before something daring, finds it afterwards.
    """
    newest_first = sorted(made, reverse=True)
    recent = frozenset(one for one in newest_first if newest_first[0] - one < timedelta(days=1))
    return recent | frozenset(
        one for most, part_of in _KEPT for one in _newest_of_each(newest_first, part_of)[:most]
    )


def _newest_of_each(newest_first: list[datetime], part_of: Callable[[datetime], Hashable]) -> list[datetime]:
    found = dict[Hashable, datetime]()
    for one in newest_first:
        found.setdefault(part_of(one), one)
    return list(found.values())


def _day(made: datetime) -> date:
    return day_of(made)


def _week(made: datetime) -> tuple[int, int]:
    return day_of(made).isocalendar()[:2]


def _month(made: datetime) -> tuple[int, int]:
    return day_of(made).year, day_of(made).month


_KEPT: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (DAILY, _day),
    (WEEKLY, _week),
    (MONTHLY, _month),
)
