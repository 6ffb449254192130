import asyncio

import pytest

from storage.ports import AlreadyApplied, Storage
from storage.unit_of_work import Database
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
