"""When the demonstration's reports are due, and on which mornings its operators are reminded."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from domain.deadlines.due import step_day
from domain.deadlines.workdays import Workdays
from domain.indicators import INDICATORS, reported
from domain.keys import IndicatorKey
from domain.language.dates import WIB, day_of
from domain.reminders.planned import MORNING
from domain.years.rules import YearRules
from domain.years.steps import Steps
from handlers.city.calendar import workdays_of

_DAYS_LEFT = {
    IndicatorKey.SAKIP: 9,
    IndicatorKey.IKM: 16,
    IndicatorKey.ANJAB: 23,
}
_USUALLY_LEFT = 30
_SHORTER = {IndicatorKey.ANJAB: "anjab"}
"""As short as the clock's button has room for."""
_OFFICE_CLOSES = time(16, tzinfo=WIB)


def deadlines(now: datetime) -> dict[IndicatorKey, datetime]:
    """Return the demonstration's deadlines: on working days of the next weeks, so that they can be jumped to.

    The first has some of its reminders behind it, the last has them all ahead.
    """
    open_days, today = workdays(now), day_of(now)
    return {
        one.key: datetime.combine(
            open_days.on_or_after(today + timedelta(days=_DAYS_LEFT.get(one.key, _USUALLY_LEFT))),
            _OFFICE_CLOSES,
        )
        for one in INDICATORS
    }


def mornings(now: datetime) -> dict[datetime, str]:
    """Return the mornings to come on which a step of these deadlines is told: "H-1 SAKIP, H-7 IKM"."""
    open_days, due = workdays(now), deadlines(now)
    found = defaultdict[datetime, list[str]](list)
    for one in reported():
        name = _SHORTER.get(one.key, one.title)
        for offset in Steps().offsets:
            at = datetime.combine(step_day(due[one.key], offset, open_days), MORNING, tzinfo=WIB)
            found[at].append(f"{f'H{offset:+d}' if offset else 'Hari H'} {name}")
    return {at: ", ".join(steps) for at, steps in sorted(found.items()) if at > now}


def workdays(now: datetime) -> Workdays:
    """Return the working days of the years in which these reminders fall."""
    year = day_of(now).year
    return workdays_of(YearRules(one) for one in (year - 1, year, year + 1))
