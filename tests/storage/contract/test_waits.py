"""After the clock was set back, nothing that is stored waits for it to catch up."""

from dataclasses import replace
from datetime import timedelta

from domain.parking import MOST_TRIES
from storage.ports import Notice, NoticeState, Pace, Storage, UnitOfWork, Urgency
from tests.storage.samples import NOW, file_of, received, someone, started

BACK = NOW - timedelta(hours=7)
PACE = Pace(in_all=25, lease=timedelta(seconds=45))
MINUTES = timedelta(minutes=5)


async def tried(uow: UnitOfWork, about: int) -> Notice:
    """Queue a message and begin an attempt at it."""
    person = await someone(uow, 1000 + about)
    await uow.notices.add(person.id, "reminder", about, NOW)
    claimed = await uow.notices.claim(NOW, PACE)
    assert claimed is not None
    return claimed


async def test_the_newest_instant_is_of_what_was_received_or_changed(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.waits.newest() is None
        await someone(uow)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.waits.newest() == NOW
        await uow.inbox.store([received(1, received_at=NOW + MINUTES)])
        assert await uow.waits.newest() == NOW + MINUTES


async def test_a_lease_from_the_future_is_over_at_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        first = await tried(uow, 1)
        beside = NOW - timedelta(seconds=50)  # the clock of another instance
        await uow.waits.end_from_the_future(beside)
        assert await uow.notices.claim(beside, PACE) is None
        await uow.waits.end_from_the_future(BACK)
        again = await uow.notices.claim(BACK, PACE)
    assert again is not None
    assert (again.id, again.attempts) == (first.id, 2)


async def test_what_was_to_be_tried_again_is(storage: Storage) -> None:
    async with storage.uow() as uow:
        line = await tried(uow, 1)
        await uow.notices.update(replace(line, leased_until=None, next_try=NOW + MINUTES))
        assert await uow.notices.claim(BACK, PACE) is None
        await uow.waits.end_from_the_future(BACK)
        assert await uow.notices.claim(BACK, PACE) is not None


async def test_an_hour_that_was_meant_stays_and_a_minute_of_grace_ends(storage: Storage) -> None:
    async with storage.uow() as uow:
        for about, wait in ((1, timedelta(minutes=1)), (2, timedelta(hours=10))):
            person = await someone(uow, 1000 + about)
            await uow.notices.add_all(
                [person.id], "deadline", about, NOW, urgency=Urgency.DUTY, not_before=NOW + wait
            )
        await uow.waits.end_from_the_future(BACK)
        found = [(await uow.notices.about("deadline", about))[0] for about in (1, 2)]
    assert [one.next_try for one in found] == [BACK, NOW + timedelta(hours=10)]


async def test_a_pause_and_a_files_next_try_end(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        file = await uow.evidence.add(file_of(await started(uow, person), next_try=NOW + MINUTES))
        await uow.people.pause(person.id, NOW + MINUTES)
        await uow.notices.add(person.id, "reminder", 1, BACK)
        await uow.waits.end_from_the_future(BACK)
        assert [one.id for one in await uow.evidence.due(BACK, 9)] == [file.id]
        assert await uow.notices.claim(BACK, PACE) is not None


async def test_what_waits_by_a_clock_that_was_right_goes_on_waiting(storage: Storage) -> None:
    async with storage.uow() as uow:
        line = await tried(uow, 1)
        await uow.notices.update(replace(line, leased_until=None, next_try=NOW + MINUTES))
        await uow.waits.end_from_the_future(NOW)
        assert (await uow.notices.get(line.id)).next_try == NOW + MINUTES
        done = replace(line, state=NoticeState.SENT, leased_until=None, next_try=None)
        await uow.notices.update(done)
        await uow.waits.end_from_the_future(BACK)
        assert (await uow.notices.get(line.id)).claimed_at == NOW


async def test_nobody_is_busy_in_the_future(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await started(uow, person)
        assert await uow.drafts.busy(BACK, BACK) == frozenset()
        assert await uow.drafts.busy(BACK, NOW) == {person.id}


async def test_what_is_parked_is_tried_again(storage: Storage) -> None:
    async with storage.uow() as uow:
        for _ in range(MOST_TRIES):
            await uow.troubles.note("evidence", "file 1", "broken", NOW)
        assert await uow.troubles.parked("evidence", BACK) == frozenset()
