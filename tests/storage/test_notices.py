from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.ports import NotFound, Notice, NoticeState, Pace, Storage, UnitOfWork, Urgency
from tests.storage.samples import LATER, NOW, someone

PACE = Pace(in_all=25, lease=timedelta(seconds=30))
KIND = "report.returned"


async def queued(uow: UnitOfWork, *abouts: int, person: int = 1, at: datetime = NOW) -> None:
    for about in abouts:
        await uow.notices.add((await someone(uow, person)).id, KIND, about, at)


async def test_a_message_waits_with_what_it_is_about(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        await uow.notices.add(person.id, KIND, 41, NOW, urgency=Urgency.DUTY)
        await uow.commit()
    async with storage.uow() as uow:
        [notice] = await uow.notices.about(KIND, 41)
        assert await uow.notices.get(notice.id) == notice
        assert await uow.notices.find(person.id, KIND, 41) == notice
        assert await uow.notices.find(person.id, KIND, 42) is None
    assert notice == Notice(
        id=notice.id,
        person=person.id,
        kind=KIND,
        about=41,
        created_at=NOW,
        state=NoticeState.WAITING,
        urgency=Urgency.DUTY,
    )


async def test_the_same_message_is_queued_once(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        [sent] = await uow.notices.about(KIND, 41)
        await uow.notices.update(replace(sent, state=NoticeState.SENT))
        await queued(uow, 41, at=LATER)
        assert await uow.notices.claim(LATER, 10, PACE) == []
        await queued(uow, 41, person=2, at=LATER)
        await queued(uow, 42)
        assert [one.state for one in await uow.notices.about(KIND, 41)] == [
            NoticeState.SENT,
            NoticeState.WAITING,
        ]
        assert len(await uow.notices.claim(LATER, 10, PACE)) == 2


async def test_what_became_of_a_message_is_kept(storage: Storage) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        [notice] = await uow.notices.about(KIND, 41)
        tried = replace(
            notice, attempts=2, unsure=1, claimed_at=NOW, next_try=LATER, reason="Bad Gateway", message_id=7
        )
        await uow.notices.update(replace(tried, kind="not what update is for", urgency=Urgency.BULK))
        await uow.commit()
    async with storage.uow() as uow:
        assert await uow.notices.get(notice.id) == tried
        assert await uow.notices.claim(LATER - timedelta(microseconds=1), 10, PACE) == []
        [claimed] = await uow.notices.claim(LATER, 10, PACE)
    assert claimed == replace(tried, claimed_at=LATER, next_try=LATER + PACE.lease)


@pytest.mark.parametrize("state", [NoticeState.SENT, NoticeState.BLOCKED, NoticeState.FAILED])
async def test_what_is_settled_is_not_claimed(storage: Storage, state: NoticeState) -> None:
    async with storage.uow() as uow:
        await queued(uow, 41)
        [notice] = await uow.notices.about(KIND, 41)
        await uow.notices.update(replace(notice, state=state, message_id=8_000_000_001, settled_at=LATER))
        assert await uow.notices.claim(LATER, 10, PACE) == []


async def test_the_oldest_go_first_and_the_urgent_before_them(storage: Storage) -> None:
    async with storage.uow() as uow:
        for person, at, urgency in (
            (3, LATER, Urgency.DUTY),
            (1, NOW, Urgency.DUTY),
            (2, NOW, Urgency.DUTY),
            (4, LATER, Urgency.ANSWER),
            (5, NOW, Urgency.BULK),
        ):
            await uow.notices.add((await someone(uow, person)).id, KIND, person, at, urgency=urgency)
        assert [one.about for one in await uow.notices.claim(LATER, 2, PACE)] == [4, 1]
        assert [one.about for one in await uow.notices.claim(LATER, 9, PACE)] == [2, 3, 5]


async def test_messages_are_for_known_people(storage: Storage) -> None:
    async with storage.uow() as uow:
        person = await someone(uow)
        with pytest.raises(NotFound):
            await uow.notices.add(person.id + 1, KIND, 41, NOW)
        await uow.notices.add(person.id, KIND, 41, NOW)
        [notice] = await uow.notices.about(KIND, 41)
        with pytest.raises(NotFound):
            await uow.notices.update(replace(notice, id=notice.id + 1))
        with pytest.raises(NotFound):
            await uow.notices.get(notice.id + 1)
