import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from storage.ports import AlreadyApplied, Backlog, Lease, Storage
from storage.sql.unit_of_work import Database
from tests.storage.samples import LATER, NOW, received


async def test_what_was_received_is_unfinished_in_the_order_it_came(storage: Storage) -> None:
    updates = [received(900), received(20, chat_id=-100_123), received(901, payload='{"text": "½ 👍"}')]
    async with storage.uow() as uow:
        await uow.inbox.store(updates[:1])
        await uow.inbox.store(updates[1:])
        await uow.inbox.store([])
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.inbox.unfinished() == updates


async def test_an_update_delivered_again_is_left_as_it_is(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([received(1)])
        await uow.inbox.apply(1, "welcome", NOW)
        await uow.inbox.store([received(2), received(1, payload="{}", received_at=LATER)])
        assert await uow.inbox.unfinished() == [received(1), received(2)]
        assert await uow.inbox.reply_to(1) == "welcome"


async def test_an_update_is_applied_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([received(1), received(2)])
        assert await uow.inbox.reply_to(1) is None
        await uow.inbox.apply(1, "answered", NOW)
        with pytest.raises(AlreadyApplied):
            await uow.inbox.apply(1, "answered differently", LATER)
        assert await uow.inbox.reply_to(1) == "answered"
        assert await uow.inbox.reply_to(2) is None


async def test_an_empty_reply_is_a_reply(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.inbox.apply(1, "", NOW)
        assert await uow.inbox.reply_to(1) == ""
        with pytest.raises(AlreadyApplied):
            await uow.inbox.apply(1, "", NOW)


async def test_an_update_past_the_inbox_is_applied_once_and_waits_for_nothing(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.inbox.apply(5, "answered", NOW)
        with pytest.raises(AlreadyApplied):
            await uow.inbox.apply(5, "answered", NOW)
        assert await uow.inbox.unfinished() == []
        assert await uow.inbox.reply_to(5) == "answered"


async def test_what_is_finished_waits_no_longer(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([received(1), received(2)])
        await uow.inbox.finish(1, NOW)
        await uow.inbox.finish(77, NOW)
        assert await uow.inbox.unfinished() == [received(2)]


async def test_what_was_finished_long_ago_is_forgotten(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([received(1), received(2), received(3)])
        await uow.inbox.apply(1, "old", NOW)
        await uow.inbox.finish(1, NOW)
        await uow.inbox.finish(1, LATER)
        await uow.inbox.apply(2, "recent", LATER)
        await uow.inbox.finish(2, LATER)
        assert await uow.inbox.forget(LATER) == 1
        assert await uow.inbox.forget(LATER) == 0
        assert await uow.inbox.reply_to(1) is None
        assert await uow.inbox.reply_to(2) == "recent"
        assert await uow.inbox.unfinished() == [received(3)]


async def test_nobody_begins_on_an_update_whose_effect_is_stored(storage: Storage) -> None:
    async with storage.uow(7) as uow:
        await uow.inbox.begin(7)
        await uow.commit("welcome")
    async with storage.uow(7) as uow:
        await uow.inbox.begin(8)
        with pytest.raises(AlreadyApplied):
            await uow.inbox.begin(7)


async def test_who_begins_second_waits_for_the_first_and_finds_what_it_stored(database: Database) -> None:
    begun, stored = asyncio.Event(), asyncio.Event()

    async def second() -> None:
        await begun.wait()
        async with database.uow(7) as uow:
            await uow.inbox.begin(7)
            stored.set()

    waiting = asyncio.create_task(second())
    async with database.uow(7) as uow:
        await uow.inbox.begin(7)
        begun.set()
        await asyncio.sleep(0.05)  # the second may try; it must not get anywhere
        await uow.commit("welcome")
    with pytest.raises(AlreadyApplied):
        await waiting
    assert not stored.is_set()


A, B = "satu:8080", "dua:8080"
HALF_A_MINUTE = timedelta(seconds=30)


def lease(owner: str, at: datetime = NOW) -> Lease:
    return Lease(owner=owner, at=at, until=at + HALF_A_MINUTE)


async def stored(storage: Storage, *numbers: int) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([received(number) for number in numbers])
        await uow.commit()


async def claimed(storage: Storage, by: Lease, among: Collection[int] | None = None) -> list[int]:
    async with storage.uow() as uow:
        rows = await uow.inbox.claim(by, among)
        await uow.commit()
    return [row.update_id for row in rows]


async def taken_over(storage: Storage, by: Lease) -> list[int]:
    async with storage.uow() as uow:
        rows = await uow.inbox.take_over(by)
        await uow.commit()
    return [row.update_id for row in rows]


async def test_what_one_process_holds_no_other_takes(storage: Storage) -> None:
    await stored(storage, 3, 1, 2)
    assert await claimed(storage, lease(A), [1, 3, 77]) == [3, 1]
    assert await claimed(storage, lease(B)) == [2]
    assert await claimed(storage, lease(B), [1]) == []
    assert await taken_over(storage, lease(B)) == []
    assert await claimed(storage, lease(A)) == [3, 1]


async def test_what_a_dead_process_held_is_taken_over_when_its_lease_is_over(storage: Storage) -> None:
    await stored(storage, 1, 2, 3)
    await claimed(storage, lease(A), [1, 2])
    assert await taken_over(storage, lease(B, NOW + timedelta(seconds=29))) == [3]
    assert await taken_over(storage, lease(B, NOW + HALF_A_MINUTE)) == [1, 2]
    assert await taken_over(storage, lease(B, NOW + HALF_A_MINUTE)) == []
    assert await claimed(storage, lease(A, NOW + HALF_A_MINUTE)) == []


async def test_what_a_process_let_run_out_is_taken_by_itself_as_well(storage: Storage) -> None:
    await stored(storage, 1)
    await claimed(storage, lease(A))
    assert await taken_over(storage, lease(A, NOW + timedelta(seconds=29))) == []
    assert await taken_over(storage, lease(A, NOW + HALF_A_MINUTE)) == [1]


async def test_a_lease_that_is_renewed_holds_on(storage: Storage) -> None:
    await stored(storage, 1, 2)
    await claimed(storage, lease(A), [1])
    later = NOW + timedelta(seconds=20)
    async with storage.uow() as uow:
        assert await uow.inbox.renew(lease(A, later)) == {1}
        await uow.commit()
    assert await claimed(storage, lease(B, NOW + timedelta(seconds=40))) == [2]
    assert await claimed(storage, lease(B, NOW + timedelta(seconds=50))) == [1, 2]


async def test_what_was_taken_over_is_neither_renewed_nor_finished_by_who_lost_it(storage: Storage) -> None:
    await stored(storage, 1)
    await claimed(storage, lease(A))
    await taken_over(storage, lease(B, NOW + HALF_A_MINUTE))
    async with storage.uow() as uow:
        assert await uow.inbox.renew(lease(A, LATER)) == frozenset()
        await uow.inbox.finish(1, LATER, A)
        assert [row.update_id for row in await uow.inbox.unfinished()] == [1]
        await uow.inbox.finish(1, LATER, B)
        assert await uow.inbox.unfinished() == []
        await uow.commit()
    assert await claimed(storage, lease(B)) == []


async def test_what_is_released_is_free_at_once(storage: Storage) -> None:
    await stored(storage, 1, 2)
    await claimed(storage, lease(A), [1])
    await claimed(storage, lease(B), [2])
    async with storage.uow() as uow:
        await uow.inbox.release(A)
        await uow.commit()
    assert await taken_over(storage, lease(B)) == [1]


async def test_a_clock_that_was_set_back_keeps_nothing_held_for_hours(storage: Storage) -> None:
    await stored(storage, 1)
    await claimed(storage, lease(A, NOW + timedelta(hours=7)))
    assert await taken_over(storage, lease(B)) == [1]


async def test_two_processes_that_take_over_at_once_share_and_never_hold_the_same(database: Database) -> None:
    await stored(database, *range(1, 41))
    shares = await asyncio.gather(*(taken_over(database, lease(owner)) for owner in (A, B, "tiga:8080")))
    assert sorted(number for share in shares for number in share) == list(range(1, 41))


async def test_what_is_kept_is_held_at_once_and_what_was_known_stays_as_it_is(storage: Storage) -> None:
    await stored(storage, 2)
    await claimed(storage, lease(B), [2])
    async with storage.uow() as uow:
        kept = await uow.inbox.keep(lease(A), [received(1), received(2, payload="{}"), received(3)])
        assert await uow.inbox.keep(lease(A), []) == frozenset()
        await uow.commit()
    assert kept == {1, 3}
    assert await claimed(storage, lease(B)) == [2]
    async with storage.uow() as uow:
        assert await uow.inbox.unfinished([2]) == [received(2)]
    assert sorted(await claimed(storage, lease(A))) == [1, 3]


async def test_many_are_finished_together_but_for_what_others_hold(storage: Storage) -> None:
    await stored(storage, 1, 2, 3, 4)
    await claimed(storage, lease(A), [1, 2])
    await claimed(storage, lease(B), [3])
    async with storage.uow() as uow:
        await uow.inbox.finish_all([1, 2, 3, 4, 77], LATER, A)
        await uow.commit(soon=True)
    async with storage.uow() as uow:
        assert [row.update_id for row in await uow.inbox.unfinished()] == [3]


async def test_a_fresh_lease_is_left_as_it_is(storage: Storage) -> None:
    await stored(storage, 1, 2)
    await claimed(storage, lease(A), [1])
    await claimed(storage, lease(A, NOW + timedelta(seconds=15)), [2])
    async with storage.uow() as uow:
        assert await uow.inbox.renew(lease(A, NOW + timedelta(seconds=20))) == {1}
        await uow.commit()
    assert await claimed(storage, lease(B, NOW + timedelta(seconds=46))) == [2]


async def test_the_backlog_is_what_is_unfinished_since_the_oldest_of_it(storage: Storage) -> None:
    async with storage.uow() as uow:
        assert await uow.inbox.backlog() == Backlog()
        await uow.inbox.store([received(2, received_at=LATER), received(1), received(3, received_at=LATER)])
        assert await uow.inbox.backlog() == Backlog(3, NOW)
        await uow.inbox.finish(1, LATER)
        assert await uow.inbox.backlog() == Backlog(2, LATER)
