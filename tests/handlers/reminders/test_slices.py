"""A big city is looked at some people after the other, and nobody is told anything else for that."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reminders.planned import reminders_due
from domain.reports.events import EventKind, event_about
from handlers.city.owed import city_now, city_of, common_now
from handlers.reminders import remind
from tests.handlers.reminders.reminding import THE_DAY_BEFORE, notices_of, operator, with_deadlines
from tests.town.dialogue import HEALTH, LIBRARY, Town

SIZES = st.integers(min_value=1, max_value=4)


async def _city(town: Town) -> None:
    """Let there be an operator of two OPD, two of one, one who is on leave, and somebody who is none."""
    await with_deadlines(town)
    await operator(town, 1002, "Budi", LIBRARY.code)
    await operator(town, 1003, "Tri", LIBRARY.code, HEALTH.code)
    gone = await operator(town, 1004, "Eka", LIBRARY.code)
    await town.end_role(gone, LIBRARY.code)
    await town.reviewer()


async def _slices(town: Town, size: int) -> list[tuple[int, object]]:
    """Return what is due to whom where the people are looked at so many at a time."""
    context = town.app.context_types.context(town.app)
    found = list[tuple[int, object]]()
    async with context.look() as uow:
        common, last = await common_now(uow, context), 0
        while True:
            people, end = await uow.people.page(last, size)
            if end is None:
                return found
            last = end
            due = reminders_due(context.now, await city_of(uow, common, people))
            found += [(one.person, one) for one in due]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12)
@given(size=SIZES, hours=st.integers(min_value=-24 * 40, max_value=24 * 20))
async def test_slices_decide_what_the_whole_city_decides(town: Town, size: int, hours: int) -> None:
    if not town.storage.tables.people:
        await _city(town)
    town.now = _moment(hours)
    context = town.app.context_types.context(town.app)
    async with context.look() as uow:
        whole = reminders_due(context.now, await city_now(uow, context))
    assert await _slices(town, size) == [(one.person, one) for one in whole]


def _moment(hours: int) -> datetime:
    return THE_DAY_BEFORE + timedelta(hours=hours)


async def test_the_tick_reminds_everybody_whatever_the_size(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remind, "PEOPLE_AT_ONCE", 2)
    await _city(town)
    await town.remind(THE_DAY_BEFORE)
    assert len({one.person for one in notices_of(town)}) == 3


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["time", "report", "back", "due", "role", "ends", "busy", "free", "snooze", "drop", "send"]
        ),
        st.integers(min_value=0, max_value=900),
        st.integers(min_value=0, max_value=3),
    ),
    max_size=14,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(acts=ACTS)
async def test_a_look_at_what_changed_finds_all_that_is_due(
    town: Town, acts: list[tuple[str, int, int]]
) -> None:
    """Whatever happens between two ticks, the second misses nobody whom a look at everybody would find."""
    if not town.storage.tables.people:
        await _city(town)
        town.now = THE_DAY_BEFORE - timedelta(hours=3)
    context = town.app.context_types.context(town.app)
    for act, minutes, which in acts:
        await _happens(town, act, minutes, which)
        async with context.look() as uow:
            whole = reminders_due(context.now, await city_now(uow, context))
        found = await remind.remind.items(context)
        assert sorted(found) == [one.person for one in whole]
        if act == "send":
            for person in found:
                await remind.remind.work(context, person)


async def _happens(town: Town, act: str, minutes: int, which: int) -> None:
    people, tables = sorted(town.storage.tables.people), town.storage.tables
    person, opd = people[which % len(people)], (HEALTH.code, LIBRARY.code)[which % 2]
    lines = sorted(tables.reminders)
    sent = [one for one in tables.events.values() if one.opd == opd and one.kind is EventKind.SUBMITTED]
    if act == "time":
        town.now += timedelta(minutes=minutes)
    elif act == "report":
        await town.happens(EventKind.SUBMITTED, opd, IndicatorKey.SAKIP, {"status": "sudah"}, by=person)
    elif act == "due":
        due = town.now + timedelta(days=which, minutes=minutes)
        await town.set_year("deadline.sakip", due.isoformat())
    async with town.storage.uow(now=town.now) as uow:
        if act in ("role", "ends"):
            give = uow.people.grant if act == "role" else uow.people.end
            await give(person, Grant(Role.OPERATOR, opd), by=None, at=town.now)
        elif act == "back" and sent:
            withdrawn = event_about(sent[-1], EventKind.WITHDRAWN, by=person, at=town.now)
            await uow.reports.append(withdrawn)
        elif act == "busy" and await uow.drafts.held_by(person) is None:
            await uow.drafts.begin("umumkan", "", 2026, by=person, at=town.now)
        elif act == "free":
            await uow.drafts.let_go(person)
        elif act == "snooze" and lines:
            await uow.reminders.snooze(lines[which % len(lines)], town.now + timedelta(minutes=minutes + 2))
        elif act == "drop" and lines:
            await uow.reminders.drop(lines[which % len(lines)])
        await uow.commit()
