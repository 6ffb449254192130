import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from storage.ports import Storage
from storage.sql.unit_of_work import Database, open_storage
from tests.fakes.storage import FakeStorage
from tests.storage.databases import DIALECTS, Shelf, empty_database
from tests.storage.samples import clock


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    opened = Shelf(tmp_path_factory.mktemp("shelf"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an SQLite file with the newest tables, to be copied by each example of a test."""
    file = tmp_path_factory.mktemp("migrated") / "bot.db"
    asyncio.run(migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(params=DIALECTS)
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Give a database that was never migrated."""
    async with empty_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=DIALECTS)
async def url(request: pytest.FixtureRequest, tmp_path: Path, shelf: Shelf) -> str:
    """Give a database with the newest tables and nothing in them."""
    return await shelf.take(request.param, tmp_path)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Give a real storage, on each kind of database."""
    opened = open_storage(url, clock)
    yield opened
    await opened.close()


@pytest.fixture(params=[pytest.param("fake", id="fake"), *DIALECTS])
async def storage(request: pytest.FixtureRequest, tmp_path: Path, shelf: Shelf) -> AsyncIterator[Storage]:
    """Give each kind of storage, the one in memory too: they must keep the same promises."""
    if request.param == "fake":
        yield FakeStorage(clock)
        return
    opened = open_storage(await shelf.take(request.param, tmp_path), clock)
    yield opened
    await opened.close()
