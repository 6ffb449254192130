"""One year of a city of its real size, looked at every quarter of an hour, in a few seconds."""

from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from random import Random

import pytest

from domain.reminders.planned import Why
from domain.reminders.snoozing import Wish
from domain.reports.events import EventKind
from tests.domain.reminders import promises
from tests.domain.reminders.city import KEYS, YEAR, SimulatedCity, at
from tests.domain.reminders.real_city import CODES, DEADLINES, real_city

# A year goes through the same lines again and again; that each is reached, the examples beside this show.
pytestmark = pytest.mark.no_cover
QUARTER = timedelta(minutes=15)


@cache
def played(seed: int = 2026) -> SimulatedCity:
    """Play the year: most report in the weeks around a deadline, some never; some ask for another hour."""
    city, dice = real_city(), Random(seed)  # noqa: S311 - a story to be told again, no secret
    sent = sorted(
        (_reporting(dice, DEADLINES[indicator]), code, indicator)
        for indicator in KEYS
        for code in CODES
        if dice.random() < 0.9
    )
    now = at(1, 1, "00:00")
    while now < at(12, 31, "23:59"):
        while sent and sent[0][0] <= now:
            then, code, indicator = sent.pop(0)
            city.happens(then, EventKind.SUBMITTED, (code, indicator, YEAR))
        if dice.random() < 0.02:
            city.ask(now, dice.choice(CODES))
        for reminder in city.tick(now):
            if dice.random() < 0.2:
                person = next(one for one in city.people if one.id == reminder.person)
                city.snooze(now, person, dice.choice(list(Wish)))
        now += QUARTER
    return city


def _reporting(dice: Random, due: datetime) -> datetime:
    return due + timedelta(days=dice.triangular(-20, 10, -1))


@pytest.mark.parametrize(
    "promise",
    [
        promises.only_who_owes_is_told_of_all_that_is_owed,
        promises.no_step_is_told_twice,
        promises.one_a_day_and_snoozes_that_were_asked_for,
        promises.nobody_is_written_to_at_night,
        promises.days_off_are_quiet_but_for_a_deadline,
        promises.no_snooze_is_granted_beyond_a_deadline,
        promises.no_snooze_comes_after_a_deadline_has_passed,
        promises.what_is_asked_for_reaches_only_who_reports_for_that_opd,
        promises.every_step_is_told_on_its_day,
    ],
    ids=lambda promise: promise.__name__,
)
def test_a_year_keeps_the_promise(promise: promises.Promise) -> None:
    promise(played())


def test_a_year_of_reminders_in_numbers() -> None:
    city = played()
    told = Counter(line.why for line in city.ledger)
    steps = Counter(line.person for line in city.ledger if line.why is Why.STEP)
    assert len([tick for tick in city.ticks if not tick.asked]) == 365 * 96
    assert len(city.people) == 31
    # Three deadlines of seven steps; whoever has reported is left alone.
    assert max(steps.values()) <= 3 * 7
    assert told[Why.STEP] < 31 * 3 * 7 * 0.75
    assert 0 < told[Why.SNOOZE] <= len(city.snoozes)
    assert told[Why.ASKED] > 100


def test_a_year_in_which_nobody_reports_tells_every_step_to_everybody() -> None:
    city = real_city()
    for day in range(365):
        city.tick(at(1, 1) + timedelta(days=day))
    # SAKIP's H-14, 17 March, is a working day; H-7 falls into the holidays and moves onto it, one message.
    assert Counter(line.person for line in city.ledger) == dict.fromkeys(range(1, 32), 20)
