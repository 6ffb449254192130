"""The city that the benchmarks are run in can be read like any other."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.big_city import FIRST_OPERATOR, fill
from domain.overdue.debts import debts
from domain.people.person import Role
from domain.reports.events import State, standing
from domain.reports.histories import by_report
from storage.sql.unit_of_work import open_storage
from tests.storage.databases import DIALECTS, empty_database

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)
OPDS, YEARS = 60, 2


@pytest.mark.parametrize("dialect", DIALECTS)
async def test_the_city_has_everything_that_lists_are_made_of(dialect: str, tmp_path: Path) -> None:
    async with empty_database(dialect, tmp_path) as url:
        filled = await fill(url, opds=OPDS, years=YEARS, now=NOW)
        storage = open_storage(url, lambda: NOW)
        async with storage.uow() as uow:
            opds, everyone = await uow.opds.all(), await uow.people.everyone()
            operator = await uow.people.by_telegram_id(FIRST_OPERATOR)
            events, rules = await uow.reports.events(), await uow.years.rules(2026)
            closed = await uow.years.rules(2025)
            added = await uow.people.add(1, "Baru", NOW)
        await storage.close()

    assert (filled.opds, filled.events) == (len(opds), len(events)) == (OPDS, len(events))
    assert operator is not None
    assert operator.opds == (opds[0].code,)
    assert Counter(role for one in everyone for role in one.roles)[Role.OPERATOR] == OPDS
    assert added.id > max(one.id for one in everyone)
    states = Counter((year, standing(told).state) for (_, _, year), told in by_report(events).items() if told)
    assert {year for year, _ in states} == {2025, 2026}
    assert states[2025, State.VERIFIED] == OPDS * 5
    assert all(states[2026, state] for state in (State.WAITING, State.RETURNED, State.MISSING))
    assert debts(rules, opds, events, NOW)
    assert not debts(closed, opds, events, NOW)
    assert all(event.at <= NOW for event in events)
