"""Rows that were made unreadable behind the bot's back: every other is read, and which was not is told."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from domain.keys import IndicatorKey
from domain.people.person import Grant, Role
from domain.reminders.planned import Reminder, Why
from domain.units.opd import Opd
from storage.ports import Card, Notice, NoticeState, Pace, UnitOfWork
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.contract.test_announcements import announced
from tests.storage.databases import Shelf, run
from tests.storage.samples import NOW, clock, file_of, received, someone, started, submission

HEALTH = Opd("DINKES", "Dinas Kesehatan", "dinas", NOW.date())
GRANT = Grant(Role.OPERATOR, "DINKES")


async def good(database: Database) -> None:
    """Store one good row of everything."""
    async with database.uow() as uow:
        person = await someone(uow)
        await uow.people.grant(person.id, GRANT, by=None, at=NOW)
        await uow.opds.record(HEALTH, by=None, at=NOW)
        await uow.years.set(2026, "target.sakip", "75", by=None, at=NOW)
        await uow.years.set(2026, "target.ikm", "80", by=None, at=NOW)
        await uow.evidence.add(file_of(await started(uow, person)))
        await uow.reports.append(submission(person))
        await uow.reminders.add(Reminder(person=person.id, why=Why.SNOOZE, items=()), NOW)
        await uow.notices.add(person.id, "role", 1, NOW)
        await announced(uow)
        await uow.inbox.store([received(1)])
        await uow.commit()


ROTTEN = {
    "opd_versions": (
        "INSERT INTO opd_versions (code, name, kind, valid_from, decree, merged_into, at)"
        " VALUES ('BUSUK', 'Busuk', 'dinas', '2026-13-45', '', '', '2026-03-02 07:30:15.123456')"
    ),
    "role_events": (
        "INSERT INTO role_events (person, role, unit, given, at) VALUES (1, 'raja', '', true, '2026-03-02')"
    ),
    "report_events": (
        "INSERT INTO report_events (kind, opd, indicator, year, at, by_person, answers, reason, fields)"
        " VALUES ('exploded', 'DINKES', 'sakip', 2026, '2026-03-02 07:30:15.123456', 1, '{}', '', '[]')"
    ),
    "year_settings": (
        "INSERT INTO year_settings (year, key, value, legal_basis, at)"
        " VALUES (2026, 'target.sakip', 'banyak', '', '2026-03-02 07:30:15.123456')"
    ),
    "people": "INSERT INTO people (telegram_id, name, added_at, unreachable)"
    " VALUES (666, 'Busuk', '2026-03-02 07:30:15.123456', 'di bulan')",
    "reminders": "INSERT INTO reminders (person, day, at, why, items)"
    " VALUES (1, '2026-03-02', '2026-03-02 07:30:15.123456', 'karena', '[]')",
}
"""One row of each of these, as a bug, a newer program or a hand at the database may leave it."""


async def read_everything(uow: UnitOfWork) -> None:
    """Compare everything that many people depend on with what is good of it."""
    (person,) = await uow.people.everyone()
    assert person.grants == {GRANT}
    assert await uow.opds.all() == [HEALTH]
    rules = await uow.years.rules(2026)
    assert {key: int(target) for key, target in rules.targets.items()} == {
        IndicatorKey.SAKIP: 75,
        IndicatorKey.IKM: 80,
    }
    assert [one.kind.value for one in await uow.reports.events()] == ["submitted"]
    assert [one.id for one in await uow.reminders.since(NOW.date())] == [1]
    assert [one.id for one in await uow.announcements.unfinished()] == [1]
    assert [one.id for one in await uow.evidence.due(NOW, 9)] == [1]


ONLY_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""PostgreSQL refuses such values itself."""


@pytest.mark.parametrize("table", sorted(ROTTEN.keys() - {"opd_versions"}))
async def test_a_row_that_cannot_be_read_hides_no_other(
    database: Database, url: str, table: str, caplog: pytest.LogCaptureFixture
) -> None:
    await _hides_no_other(database, url, table, caplog)


@ONLY_SQLITE
async def test_a_day_that_no_calendar_has_hides_no_other(
    database: Database, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await _hides_no_other(database, url, "opd_versions", caplog)


async def _hides_no_other(database: Database, url: str, table: str, caplog: pytest.LogCaptureFixture) -> None:
    await good(database)
    await run(url, ROTTEN[table])
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            async with database.uow() as uow:
                await read_everything(uow)
    unreadable = database.take_unreadable()
    assert [row.split()[0] for row in unreadable] == [table]
    assert database.take_unreadable() == {}
    assert sum("cannot be read" in record.getMessage() for record in caplog.records) == 1


@ONLY_SQLITE
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("announcements", "at"),
        ("evidence", "added_at"),
        ("evidence", "next_try"),
        ("reminders", "again_at"),
        ("reminders", "items"),
        ("people", "unreachable_since"),
    ],
)
async def test_a_value_over_which_the_driver_stumbles_hides_no_other_row(
    database: Database, url: str, table: str, column: str
) -> None:
    await good(database)
    async with database.uow() as uow:
        other = await someone(uow, 1002)
        await uow.evidence.add(file_of(await started(uow, other, IndicatorKey.IKM)))
        await uow.reminders.add(Reminder(person=other.id, why=Why.SNOOZE, items=()), NOW)
        await announced(uow)
        await uow.commit()
    await run(url, f"UPDATE {table} SET {column} = '0000 rubbish' WHERE id = 1")  # noqa: S608 - our own words
    async with database.uow() as uow:
        assert len(await uow.people.everyone()) == (1 if table == "people" else 2)
        expected = [2] if table == "reminders" else [1, 2]
        assert [one.id for one in await uow.reminders.since(NOW.date())] == expected
        expected = [2] if table == "announcements" else [1, 2]
        assert [one.id for one in await uow.announcements.unfinished()] == expected
        expected = [2] if table == "evidence" else [1, 2]
        assert [one.id for one in await uow.evidence.due(NOW, 9)] == expected


async def test_files_that_cannot_be_read_do_not_fill_the_places_of_the_others(
    database: Database, url: str
) -> None:
    async with database.uow() as uow:
        draft = await started(uow, await someone(uow))
        for number in range(4):
            await uow.evidence.add(file_of(draft, unique_id=f"file {number}"))
        await uow.commit()
    await run(url, "UPDATE evidence SET marks = 'nonsense' WHERE id < 3")
    async with database.uow() as uow:
        assert [one.id for one in await uow.evidence.due(NOW, 2)] == [3, 4]
        assert [one.id for one in await uow.evidence.due(NOW, 1)] == [3]


async def claimed(uow: UnitOfWork) -> Notice | None:
    return await uow.notices.claim(NOW, Pace(in_all=25, lease=NOW - NOW))


async def test_a_notice_that_cannot_be_read_is_set_aside_and_the_next_is_claimed(
    database: Database, url: str
) -> None:
    await good(database)
    await run(url, "UPDATE notices SET urgency = -3")
    async with database.uow() as uow:
        await uow.notices.add((await someone(uow)).id, "role", 2, NOW)
        found = await claimed(uow)
        await uow.commit()
    assert found is not None
    assert found.about == 2
    assert list(database.take_unreadable()) == ["notices 1"]
    assert await run(url, "SELECT state FROM notices ORDER BY id") == [
        (NoticeState.FAILED.value,),
        (NoticeState.WAITING.value,),
    ]


@asynccontextmanager
async def closing_storage(url: str) -> AsyncIterator[Database]:
    storage = open_storage(url, clock)
    yield storage
    await storage.close()


async def test_a_card_that_cannot_be_read_is_replaced_all_the_same(tmp_path: Path, shelf: Shelf) -> None:
    url = await shelf.take("sqlite", tmp_path)  # which alone lets an instant be any text
    shown = Card(person=1, kind="iku", chat_id=7, message_id=5, shown_at=NOW)
    async with closing_storage(url) as storage:
        async with storage.uow() as uow:
            assert (await someone(uow)).id == shown.person
            await uow.cards.show(shown)
            await uow.commit()
        await run(url, "UPDATE cards SET shown_at = 'kapan-kapan'")
        async with storage.uow() as uow:
            assert await uow.cards.show(replace(shown, message_id=6)) is None
            await uow.commit()
        assert list(storage.take_unreadable()) == ["a card of person 1"]
        async with storage.uow() as uow:
            newest = await uow.cards.newest(shown.person)
        assert newest is not None
        assert newest.message_id == 6
