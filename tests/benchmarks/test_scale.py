"""The benchmark of size runs on the smallest city; what it measures is not looked at."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from benchmarks import kept_cities
from benchmarks.kept_cities import filled, kept_file
from benchmarks.scale import ACTS, FIRSTS, RULE, exponent, measure, table
from storage.migrate import downgrade, head_revision
from tests.storage.databases import POSTGRESQL, run

NOW = datetime(2026, 8, 3, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_is_kept_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_cities, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(kept_cities, "EVIDENCE", tmp_path / "kept" / "evidence")
    monkeypatch.setattr(kept_cities, "DATABASES", f"test_scale_{uuid4().hex}")


async def test_every_act_is_measured_in_a_small_city(tmp_path: Path) -> None:
    async with filled("sqlite", 5, 1, NOW, tmp_path) as url:
        costs = await measure(url, tmp_path, rounds=1)
    assert costs.keys() == {*ACTS, *(f"{name}, first" for name in ACTS if name != RULE)}
    assert table("sqlite", {(5, 1): costs}).count("\n| ") == len(ACTS) + len(FIRSTS) + 2


def test_the_exponent_is_the_slope_of_the_logarithms() -> None:
    assert exponent({10: 1.0, 100: 10.0, 1000: 100.0}) == pytest.approx(1)
    assert exponent({10: 2.0, 100: 2.0}) == pytest.approx(0)


async def test_a_city_that_is_kept_is_not_filled_again(tmp_path: Path) -> None:
    async with filled("sqlite", 3, 1, NOW, tmp_path) as url:
        kept = await kept_file(3, 1, NOW)
        first = kept.stat()
        assert url != f"sqlite:///{kept}"
    async with filled("sqlite", 3, 1, NOW, tmp_path):
        again = kept.stat()
    assert (first.st_ino, first.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)


async def test_one_of_an_older_revision_is_brought_up_where_it_is() -> None:
    kept = await kept_file(3, 1, NOW)
    await downgrade(f"sqlite:///{kept}", "0028")
    older = kept.rename(kept.with_name(kept.name.replace(head_revision(), "0028")))
    told = older.stat().st_ino
    assert await kept_file(3, 1, NOW) == kept
    assert kept.stat().st_ino == told
    assert not older.exists()


async def test_one_that_was_filled_otherwise_is_filled_anew() -> None:
    kept = await kept_file(3, 1, NOW)
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("PRAGMA user_version = 1")
    before = kept.stat().st_ino
    assert (await kept_file(3, 1, NOW)).stat().st_ino != before


@pytest.mark.postgres
async def test_the_same_city_is_kept_in_postgresql(tmp_path: Path) -> None:
    if not POSTGRESQL:
        pytest.skip("TEST_DATABASE_URL is not set: nothing of PostgreSQL is tested")
    asked = f"SELECT datname FROM pg_database WHERE datname LIKE '{kept_cities.DATABASES}%'"  # noqa: S608 - our own name
    try:
        async with filled("postgresql", 3, 1, NOW, tmp_path) as url:
            events = await run(url, "SELECT count(*) FROM report_events")
        names = [str(name) for (name,) in await run(POSTGRESQL, asked)]
        assert names == [f"{kept_cities.DATABASES}_{head_revision()}_3_1"]
        with closing(sqlite3.connect(await kept_file(3, 1, NOW))) as kept:
            assert events == kept.execute("SELECT count(*) FROM report_events").fetchall()
    finally:
        connection = await asyncpg.connect(POSTGRESQL)
        for (name,) in await run(POSTGRESQL, asked):
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        await connection.close()
