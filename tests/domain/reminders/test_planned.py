"""Who is reminded when, as stories of a small city; the rules for all of them are in the properties."""

from dataclasses import replace
from datetime import date

import pytest

from domain.people.person import Person, Unreachable
from domain.reminders.planned import Item, Reminder, Why, news_of, reminders_due
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from tests.domain.reminders.city import YEAR, at, operator
from tests.domain.reminders.october import (
    ALI,
    ANJAB,
    BUDI,
    FRIDAY,
    IKM,
    LONG_AGO,
    SAKIP,
    city_of,
    days_told,
    october,
    set_due,
    step_of,
)


def test_all_steps_of_one_deadline_fall_on_working_days() -> None:
    told = days_told(city_of(), at(10, 1), at(12, 31))
    # H+1 is a Saturday, the 31st: whoever is late hears of it on Monday.
    assert told == list(zip(october(16, 23, 27, 29, 30, 33, 37), (-14, -7, -3, -1, 0, 1, 7), strict=True))


@pytest.mark.parametrize(
    ("clock", "is_told"),
    [
        ("06:59:59", False),
        ("07:00", False),  # only what somebody asked for may come so early
        ("07:59:59", False),
        ("08:00", True),
        ("12:00", True),
        ("16:59:59", True),
        ("17:00", False),
        ("23:59:59", False),
    ],
)
def test_a_step_is_told_between_eight_and_five(clock: str, is_told: bool) -> None:
    assert bool(city_of().tick(at(10, 23, clock))) is is_told


def test_the_reminder_names_everything_that_is_owed_in_the_order_in_which_it_is_due() -> None:
    city = city_of(operator(1, "A", "B"))
    set_due(city, at(12, 18, "16:00"), ANJAB)
    city.happens(at(10, 1), EventKind.SUBMITTED, ("B", SAKIP, YEAR))
    (reminder,) = city.tick(at(10, 30))
    later = at(12, 18, "16:00")
    assert reminder == Reminder(
        person=1,
        why=Why.STEP,
        items=(
            Item(opd="A", indicator=SAKIP, year=YEAR, due=FRIDAY, step=0),
            Item(opd="A", indicator=ANJAB, year=YEAR, due=later, step=None),
            Item(opd="B", indicator=ANJAB, year=YEAR, due=later, step=None),
            Item(opd="A", indicator=IKM, year=YEAR, due=None, step=None),
            Item(opd="B", indicator=IKM, year=YEAR, due=None, step=None),
        ),
    )


def test_without_a_deadline_nobody_is_reminded() -> None:
    assert days_told(city_of(due=None), at(1, 1), at(12, 31)) == []


def test_nobody_who_owes_nothing_and_nobody_without_an_opd() -> None:
    city = city_of(ALI, BUDI, Person(id=3, telegram_id=3, name="Tamu"))
    city.happens(at(10, 1), EventKind.SUBMITTED, ("A", SAKIP, YEAR))
    for indicator in (IKM, ANJAB):
        city.happens(at(10, 1), EventKind.SUBMITTED, ("A", indicator, YEAR))
    assert [one.person for one in city.tick(at(10, 30))] == [BUDI.id]


def test_what_was_reported_brings_no_reminder_even_if_other_reports_are_owed() -> None:
    city = city_of()
    city.happens(at(10, 1), EventKind.SUBMITTED, ("A", SAKIP, YEAR))
    assert city.tick(at(10, 30)) == ()


def test_two_operators_of_one_opd_are_both_told_in_the_order_of_their_ids() -> None:
    city = city_of(operator(7, "A"), operator(2, "A"))
    assert [one.person for one in city.tick(at(10, 23))] == [2, 7]


def test_an_operator_of_two_opd_gets_one_message_and_the_step_of_each() -> None:
    city = city_of(operator(1, "A", "B"))
    city.set(at(10, 1), "extension.sakip.B", at(11, 4, "16:00").isoformat())
    named = {now: city.tick(now) for now in (at(10, 23), at(10, 27), at(10, 28), at(10, 29))}
    steps = {
        now.day: [item.step for one in told for item in one.items if item.indicator is SAKIP]
        for now, told in named.items()
    }
    # On the 27th only A has a step (H-3); B's H-7 comes on the 28th, and names A's once more.
    assert steps == {23: [-7, -14], 27: [-3, -14], 28: [-3, -7], 29: [-1, -7]}


def test_a_blocked_person_is_tried_like_everybody_else() -> None:
    city = city_of(replace(ALI, unreachable=Unreachable.BLOCKED, unreachable_since=at(10, 1)))
    assert len(city.tick(at(10, 23))) == 1


def test_a_deadline_on_a_saturday_is_told_on_its_day() -> None:
    told = days_told(city_of(due=at(10, 31, "12:00")), at(10, 24), at(11, 9))
    # H-7 was a Saturday too and came on Friday the 23rd; H-1 is Friday; H+1 and H+7 move to Monday.
    assert told == list(zip(october(26, 28, 30, 31, 33, 40), (-7, -3, -1, 0, 1, 7), strict=True))


def test_on_a_deadlines_saturday_others_are_left_alone() -> None:
    city = city_of(ALI, BUDI)
    city.set(at(10, 1), "extension.sakip.B", at(11, 2, "16:00").isoformat())
    city.set(at(10, 1), "extension.sakip.A", at(10, 31, "12:00").isoformat())
    assert [one.person for one in city.tick(at(10, 31))] == [ALI.id]
    assert [one.person for one in city.tick(at(11, 2))] == [ALI.id, BUDI.id]


def test_a_message_on_a_deadlines_saturday_names_everything_all_the_same() -> None:
    city = city_of(due=at(10, 31, "12:00"))
    set_due(city, at(11, 20, "16:00"), IKM)
    (reminder,) = city.tick(at(10, 31))
    assert [item.indicator for item in reminder.items] == [SAKIP, IKM, ANJAB]


def test_before_long_holidays_one_message_tells_several_steps() -> None:
    holidays = october(*range(14, 26))
    city = city_of(due=at(10, 26, "16:00"), days_off=holidays)
    told = days_told(city, at(10, 10), at(10, 26))
    # H-14 is Monday the 12th; H-7, H-3 and H-1 all come on the 13th, in one message, as H-1.
    assert told == list(zip(october(12, 13, 26), (-14, -1, 0), strict=True))


def test_a_deadline_before_eight_is_told_the_day_before() -> None:
    told = days_told(city_of(due=at(10, 30, "07:30")), at(10, 28), at(11, 2))
    assert told == list(zip(october(28, 29, 33), (-3, -1, 1), strict=True))


def test_a_deadline_before_noon_is_not_announced_in_the_afternoon() -> None:
    city = city_of(due=at(10, 30, "11:00"))
    city.talk(at(10, 30, "07:00"), ALI.id, minutes=300)
    city.tick(at(10, 29))
    assert [city.tick(at(10, 30, clock)) for clock in ("08:00", "11:00", "12:30")] == [(), (), ()]


def test_after_an_outage_of_a_day_the_step_is_told_the_next_day() -> None:
    city = city_of()
    assert days_told(city, at(10, 24), at(10, 26)) == [(date(YEAR, 10, 26), -7)]  # for the 23rd


@pytest.mark.parametrize(("day", "is_told"), [(20, True), (27, True), (28, False)])
def test_a_step_is_made_up_for_within_a_week(day: int, is_told: bool) -> None:
    city = city_of(due=at(11, 30, "16:00"))
    city.set(LONG_AGO, "reminder.before", "41")  # 20 October
    assert [step_of(one) for one in city.tick(at(10, day))] == ([-41] if is_told else [])


def test_after_an_outage_the_newest_step_is_told_and_the_older_ones_are_not() -> None:
    city = city_of()
    assert days_told(city, at(10, 28), at(10, 30)) == list(zip(october(28, 29, 30), (-3, -1, 0), strict=True))


def test_an_outage_until_the_weekend_waits_for_monday() -> None:
    city = city_of(due=at(10, 30, "16:00"))
    assert days_told(city, at(10, 24), at(10, 25)) == []


def test_whoever_is_in_a_conversation_is_told_afterwards() -> None:
    city = city_of(ALI, BUDI)
    city.talk(at(10, 23, "07:45"), ALI.id, minutes=45)
    assert [one.person for one in city.tick(at(10, 23, "08:00"))] == [BUDI.id]
    assert city.tick(at(10, 23, "08:29:59")) == ()
    assert [one.person for one in city.tick(at(10, 23, "08:30"))] == [ALI.id]


def test_whoever_is_busy_all_day_is_told_the_next_day() -> None:
    city = city_of()
    city.talk(at(10, 27, "07:00"), ALI.id, minutes=10 * 60)
    assert [city.tick(at(10, 27, clock)) for clock in ("08:00", "16:59", "17:00")] == [(), (), ()]
    assert [step_of(one) for one in city.tick(at(10, 28))] == [-3]


def test_fewer_steps_make_an_older_one_no_news() -> None:
    city = city_of()
    assert [step_of(one) for one in city.tick(at(10, 27))] == [-3]
    city.set(at(10, 27, "09:00"), "reminder.before", "7, 0")
    assert days_told(city, at(10, 28), at(10, 30)) == [(date(YEAR, 10, 30), 0)]


def test_the_second_step_of_a_day_waits_for_nothing() -> None:
    """A deadline that is set on a day on which the person was told already is not told that day."""
    city = city_of()
    assert len(city.tick(at(10, 23, "08:00"))) == 1
    set_due(city, at(11, 6, "16:00"), IKM, now=LONG_AGO)  # its H-14 is the 23rd too
    assert city.tick(at(10, 23, "09:00")) == ()
    assert [step_of(one, IKM) for one in city.tick(at(10, 26))] == [-14]


def test_what_is_new_in_a_reminder() -> None:
    city = city_of()
    set_due(city, at(12, 18, "16:00"), ANJAB)
    city.tick(at(10, 23))
    now = at(10, 27)
    known = city.as_known(now)
    (reminder,) = reminders_due(now, known)
    assert [(item.indicator, item.step) for item in news_of(reminder, known, now)] == [(SAKIP, -3)]
    city.tick(now)
    city.snooze(at(10, 27, "08:05"), ALI, Wish.TWO_HOURS)
    again = city.as_known(at(10, 27, "10:05"))
    (snoozed,) = reminders_due(at(10, 27, "10:05"), again)
    assert news_of(snoozed, again, at(10, 27, "10:05")) == ()
