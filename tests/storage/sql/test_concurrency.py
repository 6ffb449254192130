"""Two instances of the bot on one database: of two that want the same, one wins and the other is told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from domain.forms.drafts import Draft
from domain.forms.form import Place
from domain.people.person import Grant, Person, Role
from storage.ports import AlreadyApplied, Stale, StorageError, Unavailable, UnitOfWork
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.samples import IKM, LATER, NOW, clock, file_of, received, someone, started, submission

Work = Callable[[UnitOfWork], Awaitable[object]]


@pytest.fixture
async def rival(url: str) -> AsyncIterator[Database]:
    """Give a second storage on the database of `database`, as another process has one."""
    opened = open_storage(url, clock)
    yield opened
    await opened.close()


async def done(storage: Database, work: Work, update_id: int | None = None) -> object:
    async with storage.uow(update_id) as uow:
        result = await work(uow)
        await uow.commit()
    return result


async def late(first: Database, second: Database, work: Work) -> object:
    """Let the second begin while the first has not committed; return the second's result."""
    async with first.uow() as uow:
        await work(uow)
        loser = asyncio.create_task(done(second, work))
        await asyncio.sleep(0)
        await uow.commit()
    return await loser


async def people_and_draft(database: Database) -> tuple[Person, Person, Draft]:
    async with database.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        draft = await started(uow, person)
        await uow.commit()
    return person, colleague, draft


async def test_of_two_answers_to_one_version_one_is_stored(database: Database, rival: Database) -> None:
    person, _, draft = await people_and_draft(database)
    changed = replace(draft, place=Place({"predikat": "BB"}))
    with pytest.raises(Stale):
        await late(database, rival, lambda uow: uow.drafts.save(changed, by=person.id, at=LATER))
    async with rival.uow() as uow:
        assert (await uow.drafts.get(draft.id)).version == draft.version + 1


async def test_one_report_is_begun_once(database: Database, rival: Database) -> None:
    person, _, _ = await people_and_draft(database)
    with pytest.raises(Stale):
        await late(database, rival, lambda uow: started(uow, person, IKM))
    async with rival.uow() as uow:
        assert len(await uow.drafts.open_of("DINKES", 2026)) == 2


async def test_one_version_of_a_draft_is_submitted_once(database: Database, rival: Database) -> None:
    person, _, draft = await people_and_draft(database)
    event = submission(person, draft=draft.id, draft_version=draft.version)
    with pytest.raises(Stale):
        await late(database, rival, lambda uow: uow.reports.append(event))
    async with rival.uow() as uow:
        assert len(await uow.reports.events()) == 1


async def test_an_invitation_lets_in_one_person(database: Database, rival: Database) -> None:
    person, _, _ = await people_and_draft(database)
    async with database.uow() as uow:
        grant = Grant(Role.OPERATOR, "DINKES")
        invitation = await uow.invitations.add("a1b2", grant, by=None, at=NOW, expires_at=LATER)
        await uow.commit()
    with pytest.raises(Stale):
        await late(database, rival, lambda uow: uow.invitations.use(invitation.id, person.id, NOW))


async def test_one_account_becomes_one_person(database: Database, rival: Database) -> None:
    with pytest.raises(Stale):
        await late(database, rival, lambda uow: uow.people.add(1, "Sri", NOW))


async def test_an_update_delivered_to_two_is_applied_by_one(database: Database, rival: Database) -> None:
    async with database.uow() as uow:
        await uow.inbox.store([received(7)])
        await uow.commit()
    async with database.uow(7) as uow:
        await someone(uow, 1)
        second = asyncio.create_task(done(rival, lambda uow: someone(uow, 2), 7))
        await asyncio.sleep(0)
        await uow.commit("first")
    with pytest.raises(AlreadyApplied):
        await second
    async with rival.uow() as uow:
        assert [person.telegram_id for person in await uow.people.everyone()] == [1]


async def test_an_update_delivered_to_two_is_stored_once(database: Database, rival: Database) -> None:
    await late(database, rival, lambda uow: uow.inbox.store([received(1), received(2)]))
    async with rival.uow() as uow:
        assert await uow.inbox.unfinished() == [received(1), received(2)]


async def test_one_file_sent_to_two_is_one(database: Database, rival: Database) -> None:
    _, _, draft = await people_and_draft(database)
    same = await late(database, rival, lambda uow: uow.evidence.add(file_of(draft)))
    async with rival.uow() as uow:
        assert (await uow.drafts.get(draft.id)).files == (same,)


async def test_two_who_take_each_others_drafts_end_with_one_each(database: Database, rival: Database) -> None:
    person, colleague, first = await people_and_draft(database)
    second = await done(database, lambda uow: started(uow, colleague, IKM))
    assert isinstance(second, Draft)
    theirs = second

    async def swap(storage: Database, draft: Draft, by: Person) -> None:
        await done(storage, lambda uow: uow.drafts.take(draft, by=by.id, at=LATER))

    swaps = (swap(database, theirs, person), swap(rival, first, colleague))
    refusals = [outcome for outcome in await asyncio.gather(*swaps, return_exceptions=True) if outcome]
    assert all(isinstance(refusal, Stale | Unavailable) for refusal in refusals)
    assert len(refusals) == 1
    async with rival.uow() as uow:
        holders = [draft.holder for draft in await uow.drafts.open_of("DINKES", 2026)]
    assert holders in ([None, person.id], [colleague.id, None])


async def test_many_who_read_before_they_write_all_succeed(database: Database, rival: Database) -> None:
    async def joined(uow: UnitOfWork, number: int) -> None:
        everyone = await uow.people.everyone()
        await uow.people.add(number, f"Orang ke-{len(everyone) + 1}", NOW)

    crowd = [
        done(storage, lambda uow, number=number: joined(uow, number))  # type: ignore[misc] # mypy cannot infer a lambda's default
        for number, storage in enumerate([database, rival] * 10)
    ]
    outcomes = await asyncio.gather(*crowd, return_exceptions=True)
    assert [outcome for outcome in outcomes if isinstance(outcome, StorageError)] == []
    async with database.uow() as uow:
        assert len(await uow.people.everyone()) == 20


async def test_a_cancelled_unit_leaves_no_trace_and_no_lock(database: Database) -> None:
    begun = asyncio.Event()

    async def stuck() -> None:
        async with database.uow() as uow:
            await someone(uow)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.uow() as uow:
        assert await uow.people.everyone() == []
