"""A small city in October 2026, for the stories of single reminders."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.reminders.planned import Reminder
from tests.domain.reminders.city import YEAR, SimulatedCity, at, opd, operator

SAKIP, IKM, ANJAB = IndicatorKey.SAKIP, IndicatorKey.IKM, IndicatorKey.ANJAB
ALI, BUDI = operator(1, "A"), operator(2, "B")
# The 19th and the 26th are Mondays, so the 30th is a Friday.
FRIDAY = at(10, 30, "16:00")
LONG_AGO = at(1, 2)


def city_of(
    *people: Person,
    due: datetime | None = FRIDAY,
    days_off: Iterable[date] = (),
    until: date | None = None,
) -> SimulatedCity:
    """Return a city of two OPD; everybody's SAKIP is due then, nothing else has a deadline."""
    city = SimulatedCity([opd("A", until), opd("B")], people or [ALI], dict.fromkeys(days_off, "Libur"))
    if due is not None:
        set_due(city, due)
    return city


def set_due(
    city: SimulatedCity, due: datetime, indicator: IndicatorKey = SAKIP, *, now: datetime = LONG_AGO
) -> None:
    city.set(now, f"deadline.{indicator}", due.isoformat())


def days_told(city: SimulatedCity, first: datetime, last: datetime) -> list[tuple[date, int | None]]:
    """Let the bot look every morning at 08.00; return on which days ALI was told, and SAKIP's step."""
    found = []
    for number in range((last - first).days + 1):
        now = first + timedelta(days=number)
        found += [(now.date(), step_of(one)) for one in city.tick(now) if one.person == ALI.id]
    return found


def step_of(reminder: Reminder, indicator: IndicatorKey = SAKIP) -> int | None:
    return next(item.step for item in reminder.items if item.indicator is indicator)


def october(*days: int) -> list[date]:
    return [date(YEAR, 10, 1) + timedelta(days=day - 1) for day in days]
