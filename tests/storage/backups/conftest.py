from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from storage.backups.making import Made, Order, make
from storage.database import sqlite_file
from storage.evidence import EvidenceFolder
from storage.sql.unit_of_work import Database, open_storage
from tests.storage.backups.town import stored
from tests.storage.databases import DIALECTS, empty_database
from tests.storage.migrations.test_migrations import fill
from tests.storage.samples import NOW, clock


@dataclass(frozen=True)
class City:
    """A small city with one of everything, and two files of evidence."""

    url: str
    folder: Path
    database: Database
    contents: tuple[str, ...]

    @property
    def order(self) -> Order:
        return Order(url=self.url, evidence=self.folder / "evidence", root=self.folder / "backups")

    async def backed_up(self, recipient: str = "", seconds: int = 0) -> Made:
        at = NOW.replace(microsecond=0, second=seconds)
        return await make(replace(self.order, recipient=recipient), at)


@pytest.fixture
async def city(url: str, tmp_path: Path) -> AsyncIterator[City]:
    """Give it on each engine."""
    folder = tmp_path / "data"
    database = open_storage(url, clock)
    await fill(database)
    files = EvidenceFolder(folder / "evidence")
    contents = [await files.put(b"LHE 2026" * 1000), await files.put(b"SK" * 10)]
    await stored(database, contents)
    yield City(url, folder, database, tuple(contents))
    await database.close()


@pytest.fixture(params=DIALECTS)
async def either(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Give an address of each engine where there is nothing yet."""
    async with empty_database(request.param, _place(tmp_path)) as url:
        yield url


@pytest.fixture
async def elsewhere(city: City, tmp_path: Path) -> AsyncIterator[str]:
    """Give an address of the other engine where there is nothing yet."""
    other = "postgresql" if sqlite_file(city.url) is not None else "sqlite"
    async with empty_database(other, _place(tmp_path)) as url:
        yield url


def _place(folder: Path) -> Path:
    place = folder / "elsewhere"
    place.mkdir()
    return place
