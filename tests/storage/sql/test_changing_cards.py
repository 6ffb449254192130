"""Several instances at one card: one changes it, and a press that is faster is never overwritten."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.ports import Card
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.databases import DIALECTS, Shelf
from tests.storage.samples import LATER, NOW, clock, someone

CHAT, MESSAGE = 1001, 5
UNTIL = NOW + timedelta(seconds=15)


@pytest.fixture(params=DIALECTS)
async def instances(
    request: pytest.FixtureRequest, tmp_path: Path, shelf: Shelf
) -> AsyncIterator[list[Database]]:
    """Give storages on one database, each with connections of its own, and a living card."""
    url = await shelf.take(request.param, tmp_path)
    opened = [open_storage(url, clock) for _ in range(6)]
    async with opened[0].uow() as uow:
        person = await someone(uow)
        await uow.cards.show(
            Card(
                person=person.id,
                kind="iku",
                chat_id=CHAT,
                message_id=MESSAGE,
                shown_at=NOW,
                fingerprint="f",
            )
        )
        await uow.commit()
    yield opened
    for one in opened:
        await one.close()


async def begin(storage: Database) -> bool:
    async with storage.uow() as uow:
        card = await uow.cards.at(CHAT, MESSAGE)
        is_begun = card is not None and await uow.cards.begin(card.id, NOW, UNTIL)
        await uow.commit()
    return is_begun


async def leave(storage: Database) -> bool:
    async with storage.uow() as uow:
        is_left = await uow.cards.leave(CHAT, MESSAGE, NOW)
        await uow.commit()
    return is_left


async def test_one_instance_changes_it(instances: list[Database]) -> None:
    assert sorted(await asyncio.gather(*map(begin, instances))) == [False] * 5 + [True]


async def test_either_it_is_left_or_it_is_being_changed(instances: list[Database]) -> None:
    for _ in range(5):
        done = await asyncio.gather(*map(begin, instances[:3]), *map(leave, instances[3:]))
        begun, left = any(done[:3]), any(done[3:])
        assert begun is not left
        async with instances[0].uow() as uow:
            stands = await uow.cards.at(CHAT, MESSAGE)
            assert stands is not None
            assert (stands.kind == "iku") is begun
            back = Card(
                person=stands.person,
                kind="iku",
                chat_id=CHAT,
                message_id=MESSAGE,
                shown_at=LATER,
                fingerprint="f",
            )
            await uow.cards.show(back)
            await uow.commit()


async def test_shown_twice_at_once_one_stays(instances: list[Database]) -> None:
    async def show(storage: Database) -> None:
        async with storage.uow() as uow:
            person = await someone(uow)
            await uow.cards.show(
                Card(person=person.id, kind="iku", chat_id=CHAT, message_id=MESSAGE, shown_at=LATER)
            )
            await uow.commit()

    await asyncio.gather(*map(show, instances))
    async with instances[0].uow() as uow:
        stands = await uow.cards.at(CHAT, MESSAGE)
    assert stands is not None
    assert stands.shown_at == LATER
