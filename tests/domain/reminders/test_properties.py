"""What is promised about reminders, over whole years of a city in which anything may happen.

Each promise is a test of its own; `pytest --collect-only` on this file prints the list.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.language.dates import WIB
from domain.rehearsal.entries import rehearse
from domain.reminders.planned import Item, Reminder
from tests.domain.reminders import promises
from tests.domain.reminders.acts import Act, Join, Talk
from tests.domain.reminders.city import YEAR, SimulatedCity, at
from tests.domain.reminders.simulated_years import BEGIN, CLOCKS, END, Year, idle_years, years

# Whole years go through the same lines again and again; that each is reached, the examples beside this show.
pytestmark = pytest.mark.no_cover
over_years = settings(max_examples=12)


PROMISES = (
    promises.only_who_owes_is_told_of_all_that_is_owed,
    promises.what_is_late_does_not_stand_among_what_nobody_is_late_with,
    promises.no_step_is_told_twice,
    promises.one_a_day_and_snoozes_that_were_asked_for,
    promises.nobody_is_written_to_at_night,
    promises.days_off_are_quiet_but_for_a_deadline,
    promises.no_snooze_is_granted_beyond_a_deadline,
    promises.no_snooze_comes_after_a_deadline_has_passed,
    promises.conversations_are_not_interrupted,
    promises.what_is_asked_for_reaches_only_who_reports_for_that_opd,
)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
@over_years
@given(year=years())
def test_it_holds_in_every_year(promise: Callable[[SimulatedCity], None], year: Year) -> None:
    promise(year.run())


@over_years
@given(years())
def test_an_outage_or_a_conversation_loses_no_step_of_the_last_week(year: Year) -> None:
    promises.what_was_missed_is_made_up_for(without(year, Join).run())


@over_years
@given(years())
def test_every_step_is_told_on_its_day_to_whoever_can_be_told(year: Year) -> None:
    promises.every_step_is_told_on_its_day(replace(without(year, Talk, Join), outages=()).run())


@over_years
@given(years())
def test_asking_again_at_the_same_moment_gives_nothing(year: Year) -> None:
    assert not any(tick.told_again for tick in year.run().ticks)


@over_years
@given(years(), st.integers(1, 364), st.sampled_from(["00:00", "07:30", "08:00", "10:10", "16:59"]))
def test_what_is_rehearsed_is_what_then_happens_if_nobody_does_anything(
    year: Year, days: int, clock: str
) -> None:
    begin = datetime.combine(BEGIN + timedelta(days=days), time.fromisoformat(clock), WIB)
    year = replace(without(year, Talk), closes=None, clocks=CLOCKS, next_deadlines={})
    city = year.run(until=begin)
    foreseen = rehearse(begin, city.as_known(begin), END)
    snoozes = {line.again_at for line in city.ledger if line.again_at is not None}
    for now in sorted({begin, *(moment for moment in (*year.moments(), *snoozes) if moment > begin)}):
        city.tick(now)
    assert happened(city, begin) == [
        (moment.at, of_the_year(one)) for moment in foreseen for one in moment.reminders
    ]


@over_years
@given(idle_years(reports=True))
def test_what_is_rehearsed_less_what_was_reported_is_what_then_happens(year: Year) -> None:
    begin = at(1, 1, "00:00")
    expected, told = [], set[tuple[int, Item]]()
    for moment in rehearse(begin, year.city().as_known(begin), END):
        for one in moment.reminders:
            news = {(one.person, item) for item in one.items if item.step is not None} - told
            left = [item for item in one.items if not year.is_sent(item, moment.at)]
            if any((one.person, item) in news for item in left):
                expected.append((moment.at, of_the_year(replace(one, items=tuple(left)))))
            told |= news
    assert happened(year.run(), begin) == expected


def without(year: Year, *kinds: type[Act]) -> Year:
    return replace(year, acts=tuple(act for act in year.acts if not isinstance(act[1], kinds)))


def happened(city: SimulatedCity, since: datetime) -> list[tuple[datetime, Reminder]]:
    return [(tick.at, of_the_year(one)) for tick in city.ticks if tick.at >= since for one in tick.told]


def of_the_year(reminder: Reminder) -> Reminder:
    """A rehearsal cannot know what the coming year will ask for."""
    return replace(reminder, items=tuple(item for item in reminder.items if item.year == YEAR))
