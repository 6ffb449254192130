"""What cannot be used as it is, seen before anything is done to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.database import Disk, connect_sqlite
from storage.migrate import migrate
from storage.ports import NoRoom, Received, Unavailable, Unusable
from storage.soundness import check_usable, damage_in
from storage.sql.unit_of_work import open_storage
from tests.storage.databases import empty_database
from tests.storage.samples import NOW, clock, someone


def received(number: int, payload: str) -> Received:
    return Received(update_id=number, chat_id=1, payload=payload, received_at=NOW)


@pytest.fixture
async def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/bot.db"
    await migrate(url)
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return url


async def test_a_whole_database_can_be_used(url: str, tmp_path: Path) -> None:
    await check_usable(url, tmp_path, tmp_path / "evidence")
    assert await damage_in(url) == await damage_in(url, thorough=True) == ""


@pytest.mark.parametrize("thorough", [False, True])
async def test_damage_in_the_middle_is_found(url: str, tmp_path: Path, thorough: bool) -> None:
    file = tmp_path / "bot.db"
    whole = file.read_bytes()
    # The head, and with it the schema, stay as they are: nothing but reading every page finds it.
    last = len(whole) - 4096
    file.write_bytes(whole[:last] + b"\xff" * 4096)
    await check_usable(url, tmp_path, tmp_path / "evidence")
    assert await damage_in(url, thorough=thorough)


async def test_a_row_whose_parent_is_gone_is_found_by_a_thorough_look(url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        connection.execute(
            "INSERT INTO notices (person, kind, about, created_at, state, urgency, attempts, unsure, reason)"
            " VALUES (7, 'role', 1, '2026-11-23 01:00:00', 'waiting', 0, 0, 0, '')"
        )
        connection.commit()
    assert await damage_in(url) == ""
    assert (
        await damage_in(url, thorough=True) == "row 1 of notices refers to a row of people that is not there"
    )


async def test_what_is_no_database_is_said_in_sqlites_words(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_bytes(b"%PDF" * 2000)
    assert await damage_in(f"sqlite:///{tmp_path}/bot.db") == "file is not a database"


@pytest.mark.postgres
async def test_a_server_is_asked_for_its_revision_and_looks_after_its_own_pages(tmp_path: Path) -> None:
    async with empty_database("postgresql", tmp_path) as url:
        evidence = tmp_path / "evidence"
        await check_usable(url, tmp_path, evidence)
        (evidence / "ab" / "cd").mkdir(parents=True)
        (evidence / "ab" / "cd" / ("ab" * 32)).touch()
        with pytest.raises(Unusable, match="The database is empty, although files of evidence are in"):
            await check_usable(url, tmp_path, evidence)
        await migrate(url)
        await check_usable(url, tmp_path, evidence)
        assert await damage_in(url, thorough=True) == ""
        none = make_url(url).set(database="that_is_none").render_as_string(hide_password=False)
        with pytest.raises(Unusable, match="The database refuses"):
            await check_usable(none, tmp_path / "data", tmp_path / "none")


async def test_a_server_that_is_away_may_come_back(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        await check_usable("postgresql://bot@127.0.0.1:1/iku", tmp_path, tmp_path / "evidence")


async def test_a_page_that_is_damaged_is_no_outage(url: str, tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    whole = bytearray(file.read_bytes())
    whole[4096:] = bytes(len(whole) - 4096)
    file.write_bytes(whole)
    storage = open_storage(url, clock)
    with pytest.raises(Unusable, match="is damaged"):
        async with storage.uow(now=NOW) as uow:
            await uow.people.everyone()
    await storage.close()


async def test_on_a_full_disk_nothing_is_half_stored_and_it_goes_on_when_there_is_room(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The most pages that a file may have stand for the disk: the error is SQLite's own."""
    caplog.set_level("INFO")
    made = list[Disk]()

    def connect(file: str, *, only_reads: bool = False) -> Disk:
        made.append(connect_sqlite(file, only_reads=only_reads))
        return made[-1]

    monkeypatch.setattr("storage.engines.writer.connect_sqlite", connect)
    storage = open_storage(url, clock)
    async with storage.uow(now=NOW) as uow:
        siti = await someone(uow, 1)
        await uow.commit()
    [pages] = made[0].execute("PRAGMA page_count").fetchone()
    made[0].execute(f"PRAGMA max_page_count = {pages}")

    async def too_much() -> None:
        async with storage.uow(now=NOW) as uow:
            await uow.people.rename(siti.id, "Siti Rahayu", by=None, at=NOW)
            await uow.troubles.note("a lane", "an item", "a reason", NOW, raw="x" * 3000)
            await uow.inbox.store([received(number, "y" * 3000) for number in range(9)])
            await uow.commit()

    for _ in range(3):
        with pytest.raises(NoRoom, match="full"):
            await too_much()
        async with storage.look() as uow:
            assert (await uow.people.get(siti.id)).name == siti.name
            assert await uow.inbox.unfinished() == []
            assert await uow.troubles.open(9) == []
    made[0].execute("PRAGMA max_page_count = 100000")
    async with storage.uow(now=NOW) as uow:
        await uow.inbox.store([received(1, "y" * 3000)])
        await uow.commit()
    async with storage.look() as uow:
        assert len(await uow.inbox.unfinished()) == 1
    await storage.close()
