"""Statements that are timed do what they do otherwise; without timings nothing stands in between."""

from pathlib import Path

import pytest

from storage.engines import SqliteEngine, Timings, open_engine
from storage.engines.timed import TimedEngine
from storage.migrate import migrate
from storage.ports import Stale
from storage.sql.unit_of_work import open_storage
from tests.storage.samples import NOW, clock, someone


@pytest.fixture
async def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    return url


def test_only_who_wants_to_know_has_it_timed(url: str) -> None:
    assert isinstance(open_engine(url, 1, lambda _: None), SqliteEngine)
    assert isinstance(open_engine(url, 1, lambda _: None, Timings()), TimedEngine)


async def test_looks_work_and_commits_are_counted_apart(url: str) -> None:
    timings = Timings()
    storage = open_storage(url, clock, timings=timings)
    async with storage.look() as uow:
        assert await uow.people.everyone() == []
    statements = storage.counts.statements
    assert {kind: times.count for kind, times in timings.items()} == {"read": statements, "commit": 0}
    async with storage.uow(now=NOW) as uow:
        await someone(uow, 1)
        await uow.commit()
    assert timings["work"].count == storage.counts.statements - statements
    assert timings["commit"].count == 1
    assert timings["read"].count == statements
    assert timings["commit"].seconds > 0
    before = storage.version("people")
    storage.hear()
    assert (storage.version("people"), storage.versions()("people")) == (before, before)
    await storage.close()


async def test_what_fails_is_undone_as_ever(url: str) -> None:
    storage = open_storage(url, clock, timings=Timings())
    async with storage.uow(now=NOW) as uow:
        await someone(uow, 1)
        await uow.commit()
    async with storage.uow(now=NOW) as uow:
        with pytest.raises(Stale):
            await uow.people.add(1, "Siti", NOW)
        await someone(uow, 2)
    async with storage.look() as uow:
        assert [one.telegram_id for one in await uow.people.everyone()] == [1]
    await storage.close()
