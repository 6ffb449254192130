"""What a rehearsal says; that it then happens so is in tests/domain/reminders/test_properties.py."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.keys import IndicatorKey
from domain.people.person import Person
from domain.rehearsal.entries import last_day, rehearse
from domain.reminders.planned import Why
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from tests.domain.reminders.city import KEYS, YEAR, SimulatedCity, at, opd, operator

ALI, BUDI = operator(1, "A"), operator(2, "A", "B")
# October 2026: the 26th is a Monday, the 30th a Friday.
FRIDAY = at(10, 30, "16:00")
UNTIL = date(YEAR, 12, 31)


def city_of(*people: Person, due: datetime | None = FRIDAY) -> SimulatedCity:
    city = SimulatedCity([opd("A"), opd("B")], people or [ALI])
    if due is not None:
        city.set(at(1, 2), "deadline.sakip", due.isoformat())
    return city


def foreseen(city: SimulatedCity, now: datetime, until: date = UNTIL) -> list[tuple[datetime, int, Why]]:
    return [
        (moment.at, one.person, one.why)
        for moment in rehearse(now, city.as_known(now), until)
        for one in moment.reminders
    ]


def test_every_step_still_to_come_is_foreseen_for_everybody() -> None:
    days = [at(10, 27), at(10, 29), at(10, 30), at(11, 2), at(11, 6)]
    expected = [(day, person, Why.STEP) for day in days for person in (1, 2)]
    assert foreseen(city_of(ALI, BUDI), at(10, 26, "20:00")) == expected


def test_what_was_missed_is_made_up_for_at_once_or_in_the_morning() -> None:
    assert foreseen(city_of(), at(10, 26, "10:00"))[0] == (at(10, 26, "10:00"), 1, Why.STEP)
    assert foreseen(city_of(), at(10, 23, "20:00"))[0] == (at(10, 26), 1, Why.STEP)  # a Monday
    assert foreseen(city_of(), at(10, 26, "06:00"))[0] == (at(10, 26), 1, Why.STEP)


def test_what_was_told_is_not_foreseen_and_the_city_is_left_as_it_is() -> None:
    city = city_of()
    city.tick(at(10, 27))
    before = list(city.ledger)
    assert foreseen(city, at(10, 27, "09:00"))[0][0] == at(10, 29)
    assert city.ledger == before


def test_only_the_days_until_the_given_one() -> None:
    assert [day for day, *_ in foreseen(city_of(), at(10, 29, "20:00"), date(YEAR, 11, 2))] == [
        at(10, 30),
        at(11, 2),
    ]
    assert foreseen(city_of(), at(10, 30, "20:00"), date(YEAR, 10, 30)) == []
    assert foreseen(city_of(), at(10, 30, "20:00"), date(YEAR, 10, 29)) == []


def test_a_snooze_is_foreseen_once_at_its_moment() -> None:
    city = city_of()
    city.tick(at(10, 23))
    city.snooze(at(10, 23, "09:17"), ALI, Wish.TWO_HOURS)
    assert foreseen(city, at(10, 23, "09:20"))[:2] == [
        (at(10, 23, "11:17"), 1, Why.SNOOZE),
        (at(10, 27), 1, Why.STEP),
    ]


def test_one_for_the_morning_of_a_step_is_that_step() -> None:
    city = city_of()
    city.tick(at(10, 28))
    city.snooze(at(10, 28, "09:00"), ALI, Wish.TOMORROW)
    assert foreseen(city, at(10, 28, "09:20"))[:2] == [
        (at(10, 29), 1, Why.STEP),
        (at(10, 30), 1, Why.STEP),
    ]


def test_a_conversation_of_this_moment_does_not_hide_anything() -> None:
    city = city_of()
    city.talk(at(10, 27, "07:50"), ALI.id, minutes=600)
    assert foreseen(city, at(10, 27))[0] == (at(10, 27), 1, Why.STEP)


def test_nothing_owed_nothing_foreseen() -> None:
    city = city_of()
    for indicator in KEYS:
        city.happens(at(10, 1), EventKind.SUBMITTED, ("A", indicator, YEAR))
    assert foreseen(city, at(10, 2)) == []
    assert foreseen(city_of(due=None), at(1, 1)) == []


def test_an_old_year_is_given_up_when_its_time_is_over() -> None:
    """In a rehearsal of next March the other reports of this year are not named any more."""
    city = city_of(due=at(1, 20, "16:00", year=YEAR + 1))
    city.set(at(1, 2), "deadline.ikm", at(10, 30, "16:00").isoformat())
    now = at(12, 1)
    (first, *_, last) = rehearse(now, city.as_known(now), date(YEAR + 1, 3, 31))
    named = [[item.indicator for item in one.reminders[0].items] for one in (first, last)]
    assert first.at == at(1, 6, year=YEAR + 1)
    assert named == [[IndicatorKey.SAKIP], [IndicatorKey.SAKIP]]


def test_the_last_day_of_all_steps() -> None:
    city = city_of(due=at(10, 31, "16:00")).as_known(at(10, 1))
    assert last_day(city.debts, city) == date(YEAR, 11, 9)  # H+7 is a Saturday
    without = [replace(debt, due=None) for debt in city.debts]
    assert last_day(without, city) is None
    later = [replace(debt, due=FRIDAY + timedelta(days=30)) for debt in city.debts]
    assert last_day([*city.debts, *later], city) == date(YEAR, 12, 7)
