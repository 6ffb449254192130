from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.migrate import migrate
from storage.ports import Storage
from storage.unit_of_work import Database, open_storage
from tests.fakes.storage import FakeStorage
from tests.storage.databases import DIALECTS, empty_database
from tests.storage.samples import clock


@pytest.fixture(params=DIALECTS)
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Give a database that was never migrated."""
    async with empty_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
async def url(empty_url: str) -> str:
    """Give a database with the newest tables and nothing in them."""
    await migrate(empty_url)
    return empty_url


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Give a real storage, on each kind of database."""
    opened = open_storage(url, clock)
    yield opened
    await opened.close()


@pytest.fixture(params=[pytest.param("fake", id="fake"), *DIALECTS])
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """Give each kind of storage, the one in memory too: they must keep the same promises."""
    if request.param == "fake":
        yield FakeStorage(clock)
        return
    async with empty_database(request.param, tmp_path) as url:
        await migrate(url)
        opened = open_storage(url, clock)
        yield opened
        await opened.close()
