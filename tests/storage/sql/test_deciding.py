"""Two instances of the bot on one database: what one decides the other sees; the audit stays one chain."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from domain.language.dates import day_of
from domain.people.person import Grant, Person, Role
from domain.reminders.planned import Reminder, Why
from domain.reports.events import EventKind, ReportEvent, standing
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.samples import IKM, LATER, NOW, SAKIP, clock, someone, submission


@pytest.fixture
async def rival(url: str) -> AsyncIterator[Database]:
    """Give a second storage on the database of `database`, as another process has one."""
    opened = open_storage(url, clock)
    yield opened
    await opened.close()


async def decide(storage: Database, by: Person, kind: EventKind, begun: asyncio.Event) -> bool:
    """Do what a handler does: lock, read, decide if the report still waits. Return whether it did."""
    async with storage.uow() as uow:
        await uow.reports.lock("DINKES", SAKIP, 2026)
        waiting = standing(await uow.reports.events(opd="DINKES")).waiting
        begun.set()
        # Statements that change nothing give the rival every chance to read before this unit commits.
        for _ in range(20):
            await uow.people.everyone()
        if waiting is None:
            return False
        await uow.reports.append(submission(by, kind=kind, at=LATER, answers={}, about=waiting.id))
        await uow.commit()
    return True


async def sent(database: Database, person: Person) -> ReportEvent:
    async with database.uow() as uow:
        event = await uow.reports.append(submission(person))
        await uow.commit()
    return event


async def people(database: Database) -> tuple[Person, Person]:
    async with database.uow() as uow:
        both = await someone(uow, 1), await someone(uow, 2)
        await uow.commit()
    return both


async def test_of_two_verdicts_at_once_one_is_given(database: Database, rival: Database) -> None:
    first, second = await people(database)
    await sent(database, first)
    begun = asyncio.Event()
    verified = asyncio.create_task(decide(database, first, EventKind.VERIFIED, begun))
    await begun.wait()
    assert not await decide(rival, second, EventKind.RETURNED, asyncio.Event())
    assert await verified
    async with rival.uow() as uow:
        events = await uow.reports.events()
    assert [event.kind for event in events] == [EventKind.SUBMITTED, EventKind.VERIFIED]


@pytest.mark.postgres
@pytest.mark.parametrize("url", [pytest.param("postgresql", id="postgresql")], indirect=True)
async def test_another_report_is_decided_meanwhile(database: Database, rival: Database) -> None:
    """On SQLite there is one unit of work at a time, so it would wait."""
    person, colleague = await people(database)
    async with database.uow() as uow:
        await uow.reports.lock("DINKES", SAKIP, 2026)
        await uow.reports.append(submission(person))
        async with rival.uow() as other:
            await other.reports.lock("DINKES", IKM, 2026)
            await other.reports.append(submission(colleague, indicator=IKM))
            await other.commit()
        await uow.commit()
    async with rival.uow() as uow:
        assert len(await uow.reports.events()) == 2
        assert await uow.audit.first_broken() is None


async def test_of_two_that_decide_about_reminders_at_once_the_second_sees_what_the_first_did(
    database: Database, rival: Database
) -> None:
    person, _ = await people(database)
    due = Reminder(person=person.id, why=Why.STEP, items=())

    async def remind(storage: Database, begun: asyncio.Event) -> int:
        async with storage.uow() as uow:
            await uow.reminders.lock()
            told = await uow.reminders.since(day_of(NOW))
            begun.set()
            for _ in range(20):
                await uow.people.everyone()
            if not told:
                line = await uow.reminders.add(due, NOW)
                await uow.notices.add(person.id, "reminder", line.id, NOW)
            await uow.commit()
        return len(told)

    begun = asyncio.Event()
    first = asyncio.create_task(remind(database, begun))
    await begun.wait()
    assert await remind(rival, asyncio.Event()) == 1
    assert await first == 0


async def test_of_two_that_invite_many_at_once_the_second_sees_what_the_first_did(
    database: Database, rival: Database
) -> None:
    operator = Grant(Role.OPERATOR, "DINKES")

    async def invite(storage: Database, token: str, begun: asyncio.Event) -> int:
        async with storage.uow() as uow:
            await uow.invitations.lock()
            there = await uow.invitations.open(NOW)
            begun.set()
            for _ in range(20):
                await uow.people.everyone()
            if not there:
                await uow.invitations.add(token, operator, by=None, at=NOW, expires_at=LATER)
            await uow.commit()
        return len(there)

    begun = asyncio.Event()
    first = asyncio.create_task(invite(database, "a1", begun))
    await begun.wait()
    assert await invite(rival, "b2", asyncio.Event()) == 1
    assert await first == 0


async def test_two_that_write_at_once_make_one_chain(database: Database, rival: Database) -> None:
    async def join(storage: Database, number: int) -> None:
        async with storage.uow() as uow:
            await uow.people.add(number, f"Orang {number}", NOW)
            await uow.years.set(2026, "target.sakip", str(number), by=None, at=NOW)
            await uow.commit()

    await asyncio.gather(*(join(storage, number) for number, storage in enumerate([database, rival] * 8)))
    async with database.uow() as uow:
        entries = await uow.audit.entries(limit=100)
        assert [entry.id for entry in reversed(entries)] == list(range(1, 33))
        assert await uow.audit.first_broken() is None
