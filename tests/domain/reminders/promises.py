"""What `domain.reminders.planned` promises, each as a check of a city that was played through.

They are judged by the city's plain account of who owes what and by arithmetic of their own, not by the code
that decides.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from domain.deadlines.workdays import Workdays
from domain.language.dates import WIB, day_of
from domain.overdue.debts import Debt
from domain.people.person import Person
from domain.reminders.planned import Reminded, Reminder, Why
from tests.domain.reminders.city import YEAR, SimulatedCity, Tick

Promise = Callable[[SimulatedCity], None]
"""Fails with an AssertionError where it was broken."""
_WEEK = timedelta(days=7)
_LAST_LOOK = time(16, 59, 59)


def only_who_owes_is_told_of_all_that_is_owed(city: SimulatedCity) -> None:
    for tick, reminder in _told(city):
        named = {item.key for item in reminder.items}
        own = set(_person(tick, reminder).opds)
        assert named
        assert named <= {report for report in tick.owing if report[0] in own}
        owed = [debt for debt in tick.debts if debt.opd in own and debt.due is not None]
        assert named >= {debt.key for debt in owed if _is_asked_for(city, tick, debt)}
        if reminder.why is Why.STEP and all(debt.year > YEAR for debt in owed):
            assert named >= {debt.key for debt in owed}


def what_is_late_does_not_stand_among_what_nobody_is_late_with(city: SimulatedCity) -> None:
    """Beside this year's reports the coming year's are named from their first step on, and once returned."""
    for tick, reminder in _told(city):
        if reminder.why is Why.STEP and any(item.year == YEAR for item in reminder.items):
            asked = {debt.key for debt in tick.debts if _is_asked_for(city, tick, debt)}
            assert asked >= {item.key for item in reminder.items if item.year > YEAR}


def no_step_is_told_twice(city: SimulatedCity) -> None:
    told = set[tuple[object, ...]]()
    for _, reminder in _told(city):
        steps = {
            (reminder.person, item.opd, item.indicator, item.year, item.due, item.step)
            for item in reminder.items
            if item.step is not None
        }
        assert reminder.why is not Why.STEP or steps - told
        told |= steps


def one_a_day_and_snoozes_that_were_asked_for(city: SimulatedCity) -> None:
    asked = list(city.snoozes)
    days = Counter[tuple[int, date]]()
    for tick, reminder in _told(city):
        key = reminder.person, day_of(tick.at)
        if reminder.why is not Why.SNOOZE:
            assert not days[key]
        else:
            wishes = [one for one in asked if one.person.id == reminder.person and one.until <= tick.at]
            assert wishes
            asked = [one for one in asked if one not in wishes]
        days[key] += 1


def what_is_asked_for_reaches_only_who_reports_for_that_opd(city: SimulatedCity) -> None:
    """And the reminder names what that OPD owes."""
    for tick, reminder in _told(city):
        assert (reminder.why is Why.ASKED) == bool(tick.asked)
        if tick.asked:
            assert tick.asked in _person(tick, reminder).opds
            assert any(item.opd == tick.asked for item in reminder.items)


def nobody_is_written_to_at_night(city: SimulatedCity) -> None:
    for tick, reminder in _told(city):
        earliest = time(8) if reminder.why is Why.STEP else time(7)
        assert earliest <= tick.at.astimezone(WIB).time() < time(17)


def days_off_are_quiet_but_for_a_deadline(city: SimulatedCity) -> None:
    for tick, reminder in _told(city):
        today = day_of(tick.at)
        if today.weekday() >= 5 or today in city.workdays.off:
            assert any(item.due is not None and day_of(item.due) == today for item in reminder.items)


def no_snooze_is_granted_beyond_a_deadline(city: SimulatedCity) -> None:
    for one in city.snoozes:
        dues = [debt.due for debt in one.owed if debt.due is not None and debt.due > one.at]
        assert one.at < one.until
        assert all(one.until <= due - timedelta(hours=1) for due in dues)
        assert time(7) <= one.until.astimezone(WIB).time() <= time(16, 30)
        if city.workdays.is_off(day_of(one.until)):
            assert day_of(min(dues)) == day_of(one.until)


def no_snooze_comes_after_a_deadline_has_passed(city: SimulatedCity) -> None:
    """A report that was not owed when the person asked had no deadline to be kept."""
    for tick, reminder in _told(city):
        if reminder.why is Why.SNOOZE:
            asked = [one for one in city.snoozes if one.person.id == reminder.person and one.until <= tick.at]
            owed = {debt.key for debt in asked[-1].owed}
            dues = [item.due for item in reminder.items if item.key in owed]
            assert not any(due is not None and asked[-1].at < due <= tick.at for due in dues)


def conversations_are_not_interrupted(city: SimulatedCity) -> None:
    for tick, reminder in _told(city):
        assert reminder.person not in tick.busy


def every_step_is_told_on_its_day(city: SimulatedCity) -> None:
    """Holds without outages, conversations and people who join.

    What the OPD learned of otherwise on that day is left out.
    """
    for tick in city.ticks:
        if tick.at.astimezone(WIB).time() == time(8) and not tick.asked:
            for debt, person, step in _expected(city, tick, day_of(tick.at)):
                assert _is_told(city, tick.at, person, debt, step), (tick.at, person, debt, step)


def what_was_missed_is_made_up_for(city: SimulatedCity) -> None:
    """On a working day's last look nothing of the last week is left untold to anybody who can be told.

    Whoever joins an OPD on a day on which a reminder has come already hears of it on the next.
    """
    for tick in city.ticks:
        today = day_of(tick.at)
        if tick.asked or tick.at.astimezone(WIB).time() != _LAST_LOOK or city.workdays.is_off(today):
            continue
        for number in range(_WEEK.days + 1):
            for debt, person, step in _expected(city, tick, today - timedelta(days=number)):
                if person.id not in tick.busy:
                    assert _is_told(city, tick.at, person, debt, step), (tick.at, person, debt, step)


def _told(city: SimulatedCity) -> Iterator[tuple[Tick, Reminder]]:
    return ((tick, reminder) for tick in city.ticks for reminder in tick.told)


def _person(tick: Tick, reminder: Reminder) -> Person:
    return next(person for person in tick.people if person.id == reminder.person)


def _expected(city: SimulatedCity, tick: Tick, day: date) -> Iterator[tuple[Debt, Person, int]]:
    """Return the steps that were due on that day and are the newest of their deadline at this moment."""
    for debt in tick.debts:
        if debt.due is None or (debt.since is not None and day_of(debt.since) >= day):
            continue
        steps = city.rules(debt.year).steps
        offsets = [*steps.after] if tick.at >= debt.due else [-days for days in steps.before]
        days = {offset: planned_day(debt.due, offset, city.workdays) for offset in offsets}
        come = [offset for offset in offsets if days[offset] <= day_of(tick.at)]
        if come and days[max(come)] == day:
            yield from ((debt, person, max(come)) for person in tick.people if debt.opd in person.opds)


def _is_asked_for(city: SimulatedCity, tick: Tick, debt: Debt) -> bool:
    return debt.year == YEAR or debt.returned or _has_begun(city, tick, debt)


def _has_begun(city: SimulatedCity, tick: Tick, debt: Debt) -> bool:
    """Return whether the first step of that deadline has come."""
    if debt.due is None:
        return False
    first = -max(city.rules(debt.year).steps.before)
    return planned_day(debt.due, first, city.workdays) <= day_of(tick.at)


def planned_day(due: datetime, offset: int, workdays: Workdays) -> date:
    """Return a step's day by looking at one day after the other."""
    day, away = day_of(due) + timedelta(days=offset), timedelta(days=1 if offset > 0 else -1)
    while offset != 0 and (day.weekday() in (5, 6) or day in workdays.off):
        day += away
    return day


def _is_told(city: SimulatedCity, now: datetime, person: Person, debt: Debt, step: int) -> bool:
    return any(
        (item.key, item.due) == (debt.key, debt.due) and item.step is not None and item.step >= step
        for line in _lines(city)[person.id]
        if line.at <= now
        for item in line.items
    )


def _lines(city: SimulatedCity) -> dict[int, list[Reminded]]:
    found: dict[int, list[Reminded]] = defaultdict(list)
    for line in city.ledger:
        found[line.person].append(line)
    return found
