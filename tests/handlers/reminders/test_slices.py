"""A big city is looked at some people after the other, and nobody is told anything else for that."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.reminders.planned import reminders_due
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
