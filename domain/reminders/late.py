"""The lists that come by themselves: which OPD are late, and at which moments a digest is due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.deadlines.due import step_day
from domain.deadlines.workdays import Workdays
from domain.indicators import by_key
from domain.language.dates import WIB, day_of
from domain.overdue.debts import Debt
from domain.people.person import SubBagian
from domain.reminders.planned import LATEST, MAKE_UP, MORNING

LATE_STEP = 1
"""The Kepala Sub Bagian are told at H+1 (product.md, "Deadlines, reminders, announcements")."""
_MONDAY = 0
"""As `date.weekday` counts."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateList:
    """What the OPD owe one Sub Bagian beyond the deadlines of one day (WIB); never empty."""

    owner: SubBagian
    day: date
    debts: tuple[Debt, ...]


def late(debts: Iterable[Debt], now: datetime, workdays: Workdays) -> tuple[LateList, ...]:
    """Return the lists of late OPD that are due at this moment, by deadline and then by Sub Bagian.

    A list is due on the first working day after a deadline, 08.00–17.00 WIB, and on the working days of the
    week that follows (or on the first working day after it), for a bot that was down. Within that time each
    call returns it anew, as it then stands: whoever sends it remembers (owner, day).
    """
    found: dict[tuple[date, SubBagian], list[Debt]] = defaultdict(list)
    if workdays.is_off(day_of(now)) or not MORNING <= now.astimezone(WIB).time() < LATEST:
        return ()
    for debt in debts:
        if debt.due is not None and is_told_late(debt.due, day_of(now), workdays):
            found[day_of(debt.due), by_key(debt.indicator).owner].append(debt)
    return tuple(
        LateList(owner=owner, day=day, debts=tuple(owed)) for (day, owner), owed in sorted(found.items())
    )


def is_told_late(due: datetime | None, today: date, workdays: Workdays) -> bool:
    """Return whether who is late since that deadline is told of on this day, or in its week."""
    if due is None:
        return False
    first = step_day(due, LATE_STEP, workdays)
    return first <= today <= workdays.on_or_after(first + MAKE_UP)


@dataclass(frozen=True, slots=True)
class DigestTime:
    """When a digest was due last, and the one before it: what it tells is what changed between the two."""

    at: datetime
    before: datetime


def digest_time(now: datetime, deadlines: Iterable[datetime], workdays: Workdays) -> DigestTime:
    """Return the newest moment of a digest that is not after `now`, and the one before it, both in WIB.

    A digest is due at 08.00 every Monday and on the working day after each deadline; a Monday that is off
    moves to the next working day. Several causes of one day make one digest.
    """
    moments = _digests_until(now, frozenset(day_of(due) for due in deadlines), workdays)
    return DigestTime(at=next(moments), before=next(moments))


def _digests_until(now: datetime, deadlines: frozenset[date], workdays: Workdays) -> Iterator[datetime]:
    day = workdays.on_or_before(day_of(now))
    while True:
        last = workdays.on_or_before(day - _DAY)
        at = datetime.combine(day, MORNING, tzinfo=WIB)
        # What fell on days off since the last working day is told on this one; a deadline a day later.
        passed = [last + _DAY * number for number in range((day - last).days)]
        has_monday = any(one.weekday() == _MONDAY for one in (*passed[1:], day))
        if at <= now and (has_monday or not deadlines.isdisjoint(passed)):
            yield at
        day = last
