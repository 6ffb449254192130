"""Leaving means rollback, committing is a sentence, and an update's effect is stored once."""

from dataclasses import replace

import pytest

from domain.forms.form import Place
from storage.ports import AlreadyApplied, Stale, Storage
from tests.storage.samples import LATER, NOW, received, someone, started


class Interrupted(Exception):
    pass


async def interrupt(storage: Storage, update_id: int | None = None) -> None:
    async with storage.uow(update_id) as uow:
        await uow.people.add(1, "Sri", NOW)
        raise Interrupted


async def names(storage: Storage) -> list[str]:
    async with storage.uow() as uow:
        return [person.name for person in await uow.people.everyone()]


async def test_leaving_without_commit_stores_nothing(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.people.add(1, "Sri", NOW)
        assert [person.name for person in await uow.people.everyone()] == ["Sri"]
    assert await names(storage) == []


async def test_an_error_stores_nothing_and_goes_on(storage: Storage) -> None:
    with pytest.raises(Interrupted):
        await interrupt(storage)
    assert await names(storage) == []


async def test_what_follows_a_commit_needs_another(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.people.add(1, "Sri", NOW)
        await uow.commit()
        await uow.people.add(2, "Budi", NOW)
    assert await names(storage) == ["Sri"]


async def test_a_unit_may_do_nothing(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.commit()
    async with storage.uow():
        pass
    assert await names(storage) == []


async def test_the_update_is_stored_with_its_effect(storage: Storage) -> None:
    async with storage.uow() as uow:
        await uow.inbox.store([received(7)])
        await uow.commit()
    async with storage.uow(7, NOW) as uow:
        await uow.people.add(1, "Sri", NOW)
        await uow.commit("welcome")
    assert await names(storage) == ["Sri"]
    async with storage.uow() as uow:
        assert await uow.inbox.reply_to(7) == "welcome"
        assert await uow.inbox.unfinished() == [received(7)]


async def test_an_update_delivered_again_changes_nothing(storage: Storage) -> None:
    async with storage.uow(7) as uow:
        await uow.people.add(1, "Sri", NOW)
        await uow.commit("welcome")
    async with storage.uow(7) as uow:
        await uow.people.add(2, "Budi", NOW)
        with pytest.raises(AlreadyApplied):
            await uow.commit("welcome again")
        assert await uow.people.by_telegram_id(2) is None
        with pytest.raises(AlreadyApplied):
            await uow.commit("and again")
    assert await names(storage) == ["Sri"]
    async with storage.uow() as uow:
        assert await uow.inbox.reply_to(7) == "welcome"


async def test_an_update_belongs_to_the_first_commit_only(storage: Storage) -> None:
    async with storage.uow(7) as uow:
        await uow.people.add(1, "Sri", NOW)
        await uow.commit("welcome")
        await uow.people.add(2, "Budi", NOW)
        await uow.commit()
    assert await names(storage) == ["Sri", "Budi"]


async def test_an_effect_rolled_back_leaves_the_update_to_be_applied(storage: Storage) -> None:
    with pytest.raises(Interrupted):
        await interrupt(storage, 7)
    async with storage.uow() as uow:
        assert await uow.inbox.reply_to(7) is None
    async with storage.uow(7) as uow:
        await uow.commit("nothing to do")


async def test_what_was_refused_leaves_the_rest_of_the_unit(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        draft = await started(uow, person)
        with pytest.raises(Stale):
            await uow.people.add(person.telegram_id, "Kembar", NOW)
        with pytest.raises(Stale):
            await started(uow, person)
        saved = await uow.drafts.save(replace(draft, place=Place({"a": "1"})), by=person.id, at=LATER)
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.drafts.held_by(person.id) == saved
        assert await uow.people.everyone() == [person]
