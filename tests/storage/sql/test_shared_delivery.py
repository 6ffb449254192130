"""Several instances that send out of one ledger: nothing is taken twice, and together they keep the pace."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.ports import Notice, NoticeState, Pace, Storage, Unavailable, Urgency
from storage.sql.unit_of_work import Database, open_storage
from tests.seconds import GUARD
from tests.storage.databases import DIALECTS, Shelf, run
from tests.storage.samples import NOW, clock, someone

POSTGRESQL_ONLY = DIALECTS[1]
KIND, ABOUT = "announcement", 7
INSTANCES, CLAIMERS, READERS = 4, 10, 120
PACE = Pace(in_all=25, lease=timedelta(seconds=45))


@pytest.fixture(params=DIALECTS)
async def instances(
    request: pytest.FixtureRequest, tmp_path: Path, shelf: Shelf
) -> AsyncIterator[list[Database]]:
    """Give storages on one database, each with connections of its own, and a message for every reader."""
    url = await shelf.take(request.param, tmp_path)
    opened = [open_storage(url, clock) for _ in range(INSTANCES)]
    async with opened[0].uow() as uow:
        people = [(await someone(uow, number)).id for number in range(READERS)]
        await uow.notices.add_all(people, KIND, ABOUT, NOW, urgency=Urgency.BULK)
        await uow.commit()
    yield opened
    for one in opened:
        await one.close()


async def claim(storage: Storage, now: datetime, pace: Pace) -> Notice | None:
    async with storage.uow() as uow:
        claimed = await uow.notices.claim(now, pace)
        await uow.commit()
    return claimed


async def all_that_can_be_had(storages: list[Database], now: datetime, pace: Pace) -> list[Notice]:
    """Let many claimers of every instance take what they get, at one instant of the clock."""

    async def take(storage: Storage) -> list[Notice]:
        taken = []
        while (claimed := await claim(storage, now, pace)) is not None:
            taken.append(claimed)
        return taken

    takers = [take(storage) for storage in storages for _ in range(CLAIMERS // len(storages) + 1)]
    return [one for taken in await asyncio.gather(*takers) for one in taken]


async def test_nothing_is_taken_twice(instances: list[Database]) -> None:
    taken = await all_that_can_be_had(instances, NOW, Pace(in_all=READERS, lease=PACE.lease))
    assert len(taken) == READERS
    assert len({one.person for one in taken}) == READERS
    assert {one.attempts for one in taken} == {1}


async def test_together_they_keep_the_pace_of_one(instances: list[Database]) -> None:
    second = timedelta(seconds=1)
    taken = [await all_that_can_be_had(instances, NOW + step * second / 4, PACE) for step in range(9)]
    assert [len(some) for some in taken] == [25, 0, 0, 0, 25, 0, 0, 0, 25]


async def test_a_stop_in_the_middle_leaves_only_what_was_taken(instances: list[Database]) -> None:
    """Whoever stops waits for the lines that are just being claimed, and does not stop those."""

    async def stop() -> int:
        async with instances[1].uow() as uow:
            stopped = await uow.notices.stop(KIND, ABOUT, NOW)
            await uow.commit()
        return stopped

    pace = Pace(in_all=READERS, lease=PACE.lease)
    taken, stopped = await asyncio.gather(all_that_can_be_had(instances, NOW, pace), stop())
    assert len(taken) + stopped == READERS
    async with instances[2].uow() as uow:
        lines = await uow.notices.about(KIND, ABOUT)
    assert {one.id for one in lines if one.state is NoticeState.WAITING} == {one.id for one in taken}


async def test_a_pause_that_all_find_at_once_holds_for_all(instances: list[Database]) -> None:
    second = timedelta(seconds=1)

    async def pause(storage: Storage, until: datetime) -> None:
        async with storage.uow() as uow:
            await uow.people.pause_all(until)
            await uow.commit()

    found = [(storage, NOW + step * second) for storage in instances for step in range(1, 6)]
    await asyncio.gather(*(pause(storage, until) for storage, until in found))
    assert await all_that_can_be_had(instances, NOW + 5 * second - timedelta.resolution, PACE) == []
    assert len(await all_that_can_be_had(instances, NOW + 5 * second, PACE)) == PACE.in_all


@pytest.mark.parametrize("url", [POSTGRESQL_ONLY], indirect=True)
async def test_an_instance_that_stands_still_over_a_claim_stops_nobody_for_good(url: str) -> None:
    """As a machine does that is suspended: its connection stays, and with it the lock that claims take."""
    assert await run(url, "SHOW idle_in_transaction_session_timeout") == [("30s",)]
    sooner = make_url(url).update_query_dict({"idle_in_transaction_session_timeout": "1s"})
    still, other = open_storage(sooner.render_as_string(hide_password=False), clock), open_storage(url, clock)
    async with other.uow() as uow:
        await uow.notices.add((await someone(uow)).id, KIND, ABOUT, NOW, urgency=Urgency.BULK)
        await uow.commit()
    async with still.uow() as uow:
        begun = await uow.notices.claim(NOW, PACE)
        assert await claim(other, NOW, PACE) == begun
        with pytest.raises(Unavailable):
            await uow.commit()
    for one in (still, other):
        await one.close()


@pytest.mark.parametrize("instances", [POSTGRESQL_ONLY], indirect=True)
async def test_a_line_that_another_is_settling_is_not_waited_for(instances: list[Database]) -> None:
    """On SQLite nobody else can even begin meanwhile."""
    first = await claim(instances[0], NOW, PACE)
    assert first is not None
    async with instances[0].uow() as uow:
        await uow.notices.update(replace(first, state=NoticeState.SENT, unsure=0, leased_until=None))
        second = await asyncio.wait_for(claim(instances[1], NOW + PACE.lease, PACE), timeout=GUARD)
        await uow.commit()
    assert second is not None
    assert second.id != first.id
