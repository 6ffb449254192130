"""The demonstration's data: believable, and nothing in it that the bot would not have accepted."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.sample.people import PEOPLE
from bot.sample.seed import TARGETS, deadlines, seed
from domain.dates import WIB
from domain.drafts import Draft
from domain.iku import figure
from domain.indicators import BY_KEY, INDICATORS, Indicator
from domain.keys import Answers, IndicatorKey
from domain.people import Role
from domain.years import YearRules
from tests.fakes.storage import FakeStorage

MOMENTS = [
    datetime(2026, 11, 23, 2, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 5, tzinfo=WIB),
    datetime(2028, 2, 29, 23, 59, tzinfo=WIB),
    datetime(2026, 12, 31, 12, tzinfo=WIB),
]


async def seeded(now: datetime) -> FakeStorage:
    storage = FakeStorage()
    assert await seed(storage, now)
    return storage


def _judged(indicator: Indicator, rules: YearRules, answers: Answers) -> bool:
    return indicator.rule(answers, rules)


@pytest.mark.parametrize("now", MOMENTS)
async def test_every_state_is_there_and_last_year_is_settled(now: datetime) -> None:
    storage, year = await seeded(now), now.astimezone(WIB).year
    async with storage.uow() as uow:
        opds, events = await uow.opds.all(), await uow.reports.events()
        rules = await uow.years.rules(year)
    assert len(opds) == 28
    assert all(event.at < now for event in events)
    for indicator in INDICATORS:
        judge = partial(_judged, indicator, rules)
        found = figure(indicator.key, year, now, opds, events, judge, indicator.validity_years(rules))
        before = figure(indicator.key, year - 1, now, opds, events, judge)
        assert found.counts.total == 28
        assert found.counts.met
        assert found.counts.unmet
        assert found.counts.missing
        assert before.counts.met
        assert not before.counts.waiting_met + before.counts.returned
        if indicator.reported_by_operator:
            assert found.counts.waiting_met + found.counts.waiting_unmet
            assert found.counts.returned == 1
    kelembagaan = BY_KEY[IndicatorKey.KELEMBAGAAN]
    judge = partial(_judged, kelembagaan, rules)
    assert figure(kelembagaan.key, year, now, opds, events, judge, 3).carried_over


async def test_the_deadlines_come_within_weeks_and_the_year_has_its_targets() -> None:
    now = MOMENTS[0]
    storage = await seeded(now)
    async with storage.uow() as uow:
        rules = await uow.years.rules(2026)
    assert rules.deadlines == deadlines(now)
    assert all(now < at < now + timedelta(weeks=5) for at in rules.deadlines.values())
    assert {key: str(target) for key, target in rules.targets.items()} == TARGETS


async def test_a_draft_can_be_taken_over_and_somebody_has_two_opd() -> None:
    storage = await seeded(MOMENTS[0])
    async with storage.uow() as uow:
        people = {person.telegram_id: person for person in await uow.people.everyone()}
        draft = await uow.drafts.open_for("DINKES", IndicatorKey.IKM, 2026)
    assert isinstance(draft, Draft)
    assert draft.holder == people[1022].id
    assert draft.place.answers
    assert people[1021].opds == people[1022].opds == ("DINKES",)
    assert len(people[1027].opds) == 2
    assert {role for person in people.values() for role in person.roles} == set(Role)


async def test_it_is_done_once_only() -> None:
    storage = await seeded(MOMENTS[0])
    assert not await seed(storage, MOMENTS[0] + timedelta(days=1))


def test_the_people_to_try_are_few_and_each_has_a_note() -> None:
    assert len(PEOPLE) == 13
    assert all(person.note and person.group for person in PEOPLE)
    assert [person.first_name for person in PEOPLE if not person.grants] == ["Joko"]


def test_every_indicator_has_a_target_and_a_deadline() -> None:
    assert TARGETS.keys() == deadlines(MOMENTS[0]).keys() == BY_KEY.keys()
