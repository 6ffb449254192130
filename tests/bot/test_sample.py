"""The demonstration's data: believable, and nothing in it that the bot would not have accepted."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest

from bot.sample.calendar import deadlines, mornings
from bot.sample.people import COLLEAGUES, NEVER_STARTED, PEOPLE
from bot.sample.seed import seed, targets
from domain.figures.asking import period
from domain.figures.figure import figure
from domain.forms.drafts import Draft
from domain.indicators import INDICATORS, Indicator, by_key
from domain.indicators.ikm.answers import units_of
from domain.indicators.sakip import as_written
from domain.keys import Answers, IndicatorKey
from domain.language.dates import WIB, day_of
from domain.people.person import Role, Unreachable
from domain.rekap.comparison import agrees
from domain.reminders.planned import Why
from domain.reports.events import EventKind
from domain.reports.expected import expected_month
from domain.sentinel.cases import Kind
from domain.sentinel.checks import cases_of
from domain.sequence import in_sequence
from domain.years.rules import YearRules
from handlers.city.watched import watched
from handlers.morning import MORNING_MESSAGE
from storage.ports import NoticeState
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
    return indicator.rule(answers, rules.chosen)


@pytest.mark.parametrize("now", MOMENTS)
async def test_every_state_is_there_and_last_year_is_settled(now: datetime) -> None:
    storage, year = await seeded(now), now.astimezone(WIB).year
    async with storage.uow() as uow:
        opds, events = await uow.opds.all(), await uow.reports.events()
        rules = await uow.years.rules(year)
    assert len(opds) == 28
    assert all(event.at < now for event in events)
    told = [event.at for event in in_sequence(events)]
    assert told == sorted(told)  # else /audit is not "newest first", nor the inbox "oldest first"
    for indicator in INDICATORS:
        judge = partial(_judged, indicator, rules)
        found = figure(indicator.key, year, now, opds, events, judge, indicator.validity_years(rules.chosen))
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
    kelembagaan = by_key(IndicatorKey.KELEMBAGAAN)
    judge = partial(_judged, kelembagaan, rules)
    assert figure(kelembagaan.key, year, now, opds, events, judge, 3).carried_over


async def test_the_deadlines_come_within_weeks_and_the_year_has_its_targets() -> None:
    now = MOMENTS[0]
    storage = await seeded(now)
    async with storage.uow() as uow:
        rules = await uow.years.rules(2026)
    assert rules.deadlines == deadlines(now)
    assert all(now < at < now + timedelta(weeks=5) for at in rules.deadlines.values())
    assert {key: str(target) for key, target in rules.targets.items()} == targets()


@pytest.mark.parametrize("now", MOMENTS)
def test_deadlines_are_working_days_and_some_have_every_reminder_ahead(now: datetime) -> None:
    due, told = deadlines(now), mornings(now)
    assert all(at.weekday() < 5 for at in due.values())
    assert all(at > now and f"{at:%H.%M}" == "08.00" for at in told)
    steps = [step for label in told.values() for step in label.split(", ")]
    anjab = [f"{step} anjab" for step in ("H-14", "H-7", "H-3", "H-1", "Hari H", "H+1", "H+7")]
    assert [step for step in steps if step.endswith("anjab")] == anjab
    assert len(steps) == len(set(steps))


def test_steps_of_one_morning_share_its_mark() -> None:
    assert list(mornings(MOMENTS[0]).items())[:2] == [
        (datetime(2026, 11, 25, 8, tzinfo=WIB), "H-7 SAKIP, H-14 IKM"),
        (datetime(2026, 11, 27, 8, tzinfo=WIB), "H-3 SAKIP"),
    ]


@pytest.mark.parametrize("now", MOMENTS)
async def test_what_really_arrives_is_there(now: datetime) -> None:
    """A rekap with two differences, what is not out yet or written otherwise, units, targets by quarter."""
    storage, year = await seeded(now), now.astimezone(WIB).year
    async with storage.uow() as uow:
        rules, held = await uow.years.rules(year), await uow.rekap.comparisons(year)
        events = await uow.reports.events(years=[year])
    sent = {
        one.opd: one.answers
        for one in events
        if (one.kind, one.indicator) == (EventKind.SUBMITTED, IndicatorKey.SAKIP)
    }
    assert held.keys() == sent.keys()
    assert {opd for opd in held if not agrees(sent[opd], held[opd])} == {"BPBD", "KEC-WONOASIH"}
    assert [opd for opd, answers in sent.items() if as_written(answers)] == ["PUPRPKP"]
    surveys = {one.opd: units_of(one.answers) for one in events if one.indicator is IndicatorKey.IKM}
    assert {opd: len(units) for opd, units in surveys.items() if units} == {"KEC-KEDOPOK": 5}
    [said] = [one for one in events if one.kind is EventKind.EXPECTED]
    month = expected_month(said)
    assert month is not None
    assert not month.is_over(day_of(now))
    assert said.opd not in sent
    assert [rules.target(IndicatorKey.SAKIP, quarter) for quarter in (1, 4)] == [
        (Decimal(20), 1),
        (Decimal(75), 4),
    ]


@pytest.mark.parametrize("now", MOMENTS)
async def test_some_of_it_deserves_a_second_look(now: datetime) -> None:
    """*Mutu data* has something to tell of this year and of the one before, and not of half the city."""
    storage, year = await seeded(now), now.astimezone(WIB).year
    async with storage.uow() as uow:
        seen = {one: cases_of(await watched(uow, period(one, 0, now))) for one in (year, year - 1)}
    told = {one: {case.kind: len(case.mentions) for case in cases} for one, cases in seen.items()}
    assert told[year].keys() >= {Kind.JUMP, Kind.AS_LAST_YEAR}
    assert told[year - 1] == {Kind.RAPID: 11, Kind.BY_MANY: 4, Kind.LAST_EVENING: 1}
    assert all(len(cases) < 6 for cases in seen.values())


async def test_whoever_never_started_is_known_to_be_out_of_reach() -> None:
    storage = await seeded(MOMENTS[0])
    async with storage.uow() as uow:
        people = {person.telegram_id: person for person in await uow.people.everyone()}
    lost = {one for one, person in people.items() if person.unreachable is Unreachable.NEVER_STARTED}
    assert lost == {one.telegram_id for one in NEVER_STARTED}
    assert all(person.unreachable is None for one, person in people.items() if one not in lost)


async def test_past_reminders_were_sent_so_that_nobody_is_greeted_by_one() -> None:
    storage = await seeded(MOMENTS[0])
    async with storage.uow() as uow:
        lines = await uow.reminders.since(date(2026, 1, 1))
    told = {(line.day, item.step) for line in lines for item in line.items if item.indicator == "sakip"}
    # The OPD whose report was returned has two days more.
    assert told == {(date(2026, 11, 18), -14), (date(2026, 11, 20), -14)}
    assert {line.why for line in lines} == {Why.STEP}
    notices = list(storage.tables.notices.values())
    assert {notice.state for notice in notices} == {NoticeState.SENT}
    assert {notice.kind for notice in notices} == {MORNING_MESSAGE}
    assert len({notice.person for notice in notices}) == 4


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
    assert all(person.note and person.group for person in (*PEOPLE, *COLLEAGUES, *NEVER_STARTED))
    everybody = [person.telegram_id for person in (*PEOPLE, *COLLEAGUES, *NEVER_STARTED)]
    assert len(set(everybody)) == len(everybody)
    assert [person.first_name for person in PEOPLE if not person.grants] == ["Joko"]


def test_every_indicator_has_a_target_and_a_deadline() -> None:
    assert targets().keys() == deadlines(MOMENTS[0]).keys() == {one.key for one in INDICATORS}
