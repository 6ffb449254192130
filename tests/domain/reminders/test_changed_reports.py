"""What becomes of the steps when deadlines, reports, OPD and years change."""

from datetime import date, datetime

from domain.keys import IndicatorKey
from domain.reminders.planned import Item, Reminder, named_to
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from tests.domain.reminders.city import KEYS, YEAR, SimulatedCity, at
from tests.domain.reminders.october import (
    ALI,
    ANJAB,
    BUDI,
    IKM,
    LONG_AGO,
    SAKIP,
    city_of,
    days_told,
    october,
    set_due,
)


def test_a_deadline_that_is_moved_starts_anew_after_the_day_it_was_moved() -> None:
    city = city_of()
    assert days_told(city, at(10, 16), at(10, 27)) == list(
        zip(october(16, 23, 27), (-14, -7, -3), strict=True)
    )
    # On the 27th it is moved to 3 November: that day is H-7 now, and those concerned were told of the move.
    set_due(city, at(11, 3, "16:00"), now=at(10, 27, "10:00"))
    assert city.tick(at(10, 27, "11:00")) == ()
    assert days_told(city, at(10, 28), at(11, 3)) == list(zip(october(30, 33, 34), (-3, -1, 0), strict=True))


def test_a_deadline_moved_nearer_skips_the_steps_that_are_over() -> None:
    city = city_of()
    set_due(city, at(10, 28, "16:00"), now=at(10, 26, "09:00"))
    assert days_told(city, at(10, 26), at(10, 28)) == list(zip(october(27, 28), (-1, 0), strict=True))


def test_a_deadline_set_in_the_past_is_late_and_told_at_its_next_step() -> None:
    city = city_of(due=None)
    set_due(city, at(10, 20, "16:00"), now=at(10, 23, "09:00"))
    assert days_told(city, at(10, 23), at(10, 30)) == [(date(YEAR, 10, 27), 7)]


def test_an_extension_concerns_one_opd() -> None:
    city = city_of(ALI, BUDI)
    city.set(at(10, 26, "09:00"), "extension.sakip.A", at(11, 6, "16:00").isoformat())
    told = {day: [one.person for one in city.tick(at(10, day))] for day in (27, 29, 30)}
    assert told == {27: [BUDI.id], 29: [BUDI.id], 30: [ALI.id, BUDI.id]}


def test_a_report_sent_in_time_and_returned_late_has_its_days_left() -> None:
    city = city_of()
    report = ("A", SAKIP, YEAR)
    city.happens(at(10, 26, "10:00"), EventKind.SUBMITTED, report)
    assert days_told(city, at(10, 27), at(11, 2)) == []
    # Four days before the deadline, returned seven days later: due on Friday 6 November.
    city.happens(at(11, 2, "10:00"), EventKind.RETURNED, report)
    told = days_told(city, at(11, 3), at(11, 20))
    assert told == list(zip(october(34, 36, 37, 40, 44), (-3, -1, 0, 1, 7), strict=True))
    line = city.ledger[0]
    assert (line.items[0].due, line.items[0].returned) == (at(11, 6, "16:00"), True)


def test_a_report_that_is_withdrawn_is_reminded_of_from_the_next_step_on() -> None:
    city = city_of()
    report = ("A", SAKIP, YEAR)
    city.happens(at(10, 26), EventKind.SUBMITTED, report)
    city.happens(at(10, 29, "07:00"), EventKind.WITHDRAWN, report)
    assert days_told(city, at(10, 29), at(10, 30)) == [(date(YEAR, 10, 30), 0)]


def test_an_opd_that_is_closed_is_left_alone() -> None:
    city = city_of(until=date(YEAR, 10, 28))
    assert [day for day, _ in days_told(city, at(10, 27), at(11, 9))] == october(27)


def test_a_closed_year_is_left_alone_until_it_is_reopened() -> None:
    city = city_of()
    city.set(at(10, 20), "closed_at", at(10, 20).isoformat())
    assert days_told(city, at(10, 23), at(10, 27)) == []
    city.set(at(10, 28), "closed_at", "")
    assert days_told(city, at(10, 29), at(10, 29)) == [(date(YEAR, 10, 29), -1)]


def test_what_is_left_of_last_year_is_reminded_of_in_january() -> None:
    new_year = date(YEAR + 1, 1, 1)
    city = city_of(due=at(12, 31, "16:00"), days_off=[new_year])
    told = days_told(city, at(12, 30), at(1, 31, year=YEAR + 1))
    january = [date(YEAR + 1, 1, day) for day in (4, 7)]
    assert told == list(
        zip([*(date(YEAR, 12, day) for day in (30, 31)), *january], (-1, 0, 1, 7), strict=True)
    )


def city_of_two_years(due_next: datetime) -> SimulatedCity:
    """Return a city whose SAKIP was due on 31 December, with the deadlines of the new year."""
    city = city_of(due=at(12, 31, "16:00"))
    for indicator in KEYS:
        city.set(LONG_AGO, f"deadline.{indicator}", due_next.isoformat(), YEAR + 1)
    return city


def named(reminders: tuple[Reminder, ...]) -> list[tuple[int, IndicatorKey]]:
    return [(item.year, item.indicator) for reminder in reminders for item in reminder.items]


def test_what_is_not_due_before_the_end_of_the_new_year_does_not_hide_what_is_late() -> None:
    city = city_of_two_years(at(12, 31, "16:00", year=YEAR + 1))
    assert named(city.tick(at(1, 4, year=YEAR + 1))) == [(YEAR, SAKIP)]


def test_once_the_new_years_first_step_has_come_it_is_named_beside_what_is_late() -> None:
    city = city_of_two_years(at(1, 15, "16:00", year=YEAR + 1))
    assert set(named(city.tick(at(1, 4, year=YEAR + 1)))) == {
        (YEAR, SAKIP),
        *((YEAR + 1, key) for key in KEYS),
    }


def test_what_was_returned_of_the_new_year_is_named_beside_what_is_late() -> None:
    city = city_of_two_years(at(12, 31, "16:00", year=YEAR + 1))
    report = ("A", IKM, YEAR + 1)
    city.happens(at(1, 4, "10:00", year=YEAR + 1), EventKind.SUBMITTED, report)
    city.happens(at(1, 5, "10:00", year=YEAR + 1), EventKind.RETURNED, report)
    assert named(city.tick(at(1, 7, year=YEAR + 1))) == [(YEAR, SAKIP), (YEAR + 1, IKM)]


def test_what_is_overdue_of_the_new_year_is_named_before_its_first_step_after_the_deadline() -> None:
    """Last year's H+7 is 7 January; the new year's reports are due on the 6th, and told of on the 8th."""
    city = city_of_two_years(at(1, 6, "16:00", year=YEAR + 1))
    city.set(LONG_AGO, "reminder.after", "2, 7", YEAR + 1)
    assert set(named(city.tick(at(1, 7, year=YEAR + 1)))) == {
        (YEAR, SAKIP),
        *((YEAR + 1, key) for key in KEYS),
    }


def test_a_snooze_of_what_is_late_lapses_with_it_whatever_the_new_year_owes() -> None:
    city = city_of_two_years(at(12, 31, "16:00", year=YEAR + 1))
    city.tick(at(1, 4, year=YEAR + 1))
    city.snooze(at(1, 4, "09:00", year=YEAR + 1), ALI, Wish.TWO_HOURS)
    for indicator in KEYS:
        city.happens(at(1, 4, "10:00", year=YEAR + 1), EventKind.SUBMITTED, ("A", indicator, YEAR))
    assert city.tick(at(1, 4, "11:00", year=YEAR + 1)) == ()


def told_of_everything(city: SimulatedCity) -> tuple[Item, ...]:
    """Let the first step of SAKIP come in January, with nothing left of last year; return what is named."""
    city.set(LONG_AGO, "deadline.sakip", at(1, 22, "16:00", year=YEAR + 1).isoformat(), YEAR + 1)
    for indicator in KEYS:
        city.happens(at(12, 30, "13:00"), EventKind.SUBMITTED, ("A", indicator, YEAR))
    [told] = city.tick(at(1, 8, year=YEAR + 1))
    assert named((told,)) == [(YEAR + 1, key) for key in (SAKIP, IKM, ANJAB)]
    return told.items


def test_what_was_named_stays_when_something_of_last_year_comes_back() -> None:
    city = city_of_two_years(at(12, 31, "16:00", year=YEAR + 1))
    told, now = told_of_everything(city), at(1, 8, "10:00", year=YEAR + 1)
    city.happens(now, EventKind.RETURNED, ("A", SAKIP, YEAR))
    still = named_to(ALI, city.as_known(now), now, told)
    assert [debt.key for debt in still] == [("A", SAKIP, YEAR), *(item.key for item in told)]


def test_a_snooze_names_again_what_was_named_whatever_was_snoozed_last_year() -> None:
    city = city_of_two_years(at(12, 31, "16:00", year=YEAR + 1))
    city.tick(at(12, 30))
    city.snooze(at(12, 30, "09:00"), ALI, Wish.TWO_HOURS)
    told = told_of_everything(city)
    city.snooze(at(1, 8, "09:00", year=YEAR + 1), ALI, Wish.TWO_HOURS)
    [again] = city.tick(at(1, 8, "11:00", year=YEAR + 1))
    assert again.items == told
