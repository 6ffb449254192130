"""Who is sent which picture every week."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.keys import IndicatorKey
from storage.ports import NotFound, Storage
from tests.storage.samples import NOW, someone


async def test_somebody_is_subscribed_once_to_each_picture(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        every = await uow.subscriptions.add(person.id, None, NOW)
        one = await uow.subscriptions.add(person.id, IndicatorKey.SAKIP, NOW + timedelta(hours=1))
        again = await uow.subscriptions.add(person.id, None, NOW + timedelta(days=1))
        await uow.commit()
    assert again == every
    assert (every.indicator, every.since) == (None, NOW)
    async with storage.uow() as uow:
        assert await uow.subscriptions.of(person.id) == [every, one]
        assert await uow.subscriptions.everyone() == [every, one]
        assert await uow.subscriptions.of(person.id + 1) == []


async def test_what_was_stopped_is_gone_and_the_rest_stays(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.subscriptions.add(person.id, None, NOW)
        one = await uow.subscriptions.add(person.id, IndicatorKey.SAKIP, NOW)
        assert await uow.subscriptions.stop(person.id, None)
        assert not await uow.subscriptions.stop(person.id, None)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.subscriptions.of(person.id) == [one]


async def test_nobody_is_subscribed_who_is_not_there(storage: Storage) -> None:
    async with storage.uow() as uow:
        with pytest.raises(NotFound):
            await uow.subscriptions.add(99, None, datetime(2026, 11, 30, tzinfo=UTC))
