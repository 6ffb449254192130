from dataclasses import replace
from datetime import timedelta

import pytest

from storage.ports import NotFound, Notice, NoticeState, Storage
from tests.storage.samples import LATER, NOW, someone


async def test_a_message_waits_with_what_it_is_about(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.notices.add(person.id, "report.returned", 41, NOW)
        await uow.commit()
    async with storage.uow() as uow:
        [notice] = await uow.notices.due(NOW, 10)
    assert notice == Notice(
        id=notice.id,
        person=person.id,
        kind="report.returned",
        about=41,
        created_at=NOW,
        state=NoticeState.WAITING,
    )


async def test_the_same_message_is_queued_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        person, colleague = await someone(uow, 1), await someone(uow, 2)
        await uow.notices.add(person.id, "report.returned", 41, NOW)
        await uow.commit()
    async with storage.uow() as uow:
        [sent] = await uow.notices.due(NOW, 10)
        await uow.notices.update(replace(sent, state=NoticeState.SENT))
        await uow.notices.add(person.id, "report.returned", 41, LATER)
        assert await uow.notices.due(LATER, 10) == []
        await uow.notices.add(colleague.id, "report.returned", 41, LATER)
        await uow.notices.add(person.id, "report.verified", 41, LATER)
        await uow.notices.add(person.id, "report.returned", 42, LATER)
        due = await uow.notices.due(LATER, 10)
    assert [(one.person, one.kind, one.about) for one in due] == [
        (colleague.id, "report.returned", 41),
        (person.id, "report.verified", 41),
        (person.id, "report.returned", 42),
    ]


async def test_what_became_of_a_message_is_kept(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.notices.add(person.id, "report.returned", 41, NOW)
        [notice] = await uow.notices.due(NOW, 10)
        tried = replace(notice, attempts=1, next_try=LATER, reason="Bad Gateway")
        await uow.notices.update(replace(tried, kind="not what update is for"))
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.notices.due(LATER - timedelta(microseconds=1), 10) == []
        assert await uow.notices.due(LATER, 10) == [tried]


@pytest.mark.parametrize("state", [NoticeState.SENT, NoticeState.BLOCKED, NoticeState.FAILED])
async def test_what_is_settled_is_not_due(storage: Storage, state: NoticeState) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.notices.add(person.id, "report.returned", 41, NOW)
        [notice] = await uow.notices.due(NOW, 10)
        await uow.notices.update(replace(notice, state=state, message_id=8_000_000_001, settled_at=LATER))
        assert await uow.notices.due(LATER, 10) == []


async def test_the_oldest_go_first(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        for about, at in ((3, LATER), (1, NOW), (2, NOW)):
            await uow.notices.add(person.id, "report.returned", about, at)
        assert [one.about for one in await uow.notices.due(LATER, 2)] == [1, 2]


async def test_messages_are_for_known_people(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        with pytest.raises(NotFound):
            await uow.notices.add(person.id + 1, "report.returned", 41, NOW)
        await uow.notices.add(person.id, "report.returned", 41, NOW)
        [notice] = await uow.notices.due(NOW, 10)
        with pytest.raises(NotFound):
            await uow.notices.update(replace(notice, id=notice.id + 1))
