"""What is found when a backup is held against its manifest: each fault is named."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from storage.backups.evidence import FOLDER, place_of
from storage.backups.making import make
from storage.backups.manifest import Manifest, manifest_of
from storage.backups.moving import move
from storage.backups.proving import require_content, require_database, require_evidence
from storage.backups.worker import answered
from storage.ports import CannotBackUp, Head
from storage.sql.unit_of_work import open_storage
from tests.storage.backups.conftest import City
from tests.storage.backups.town import held
from tests.storage.samples import LATER, NOW, clock

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def _database(city: City) -> Path:
    return city.folder.parent / "bot.db"


def _behind(city: City, *statements: str) -> None:
    with closing(sqlite3.connect(_database(city))) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: replace(one, rows={**one.rows, "people": 7}), "people has 2 rows"),
        (lambda one: replace(one, rows={**one.rows, "nothing": 7}), "nothing has None rows"),
        (lambda one: replace(one, audit_head=Head(1, "ab")), "the audit trail ends or breaks elsewhere"),
        (lambda one: replace(one, audit_broken=3), "the audit trail ends or breaks elsewhere"),
    ],
)
async def test_what_is_not_as_the_manifest_says_is_named(
    city: City, change: Callable[[Manifest], Manifest], said: str
) -> None:
    manifest = (await city.backed_up()).backup.manifest
    await require_database(_database(city), manifest)
    with pytest.raises(CannotBackUp, match=said):
        await require_database(_database(city), change(manifest))


async def test_a_row_that_refers_to_nothing_is_named(city: City) -> None:
    manifest = (await city.backed_up()).backup.manifest
    _behind(city, "PRAGMA foreign_keys = 0", "UPDATE drafts SET touched_by = 99")
    with pytest.raises(CannotBackUp, match="a row of drafts refers to a row of people that is not there"):
        await require_database(_database(city), manifest)
    with pytest.raises(CannotBackUp, match="a row of drafts refers"):
        await make(city.order, NOW)


async def test_a_damaged_database_is_said(city: City, tmp_path: Path) -> None:
    manifest = (await city.backed_up()).backup.manifest
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"nothing" * 1000)
    with pytest.raises(CannotBackUp, match="the database is damaged: file is not a database"):
        await require_database(damaged, manifest)


async def test_a_file_that_is_gone_is_said(city: City, tmp_path: Path) -> None:
    backup = (await city.backed_up()).backup
    with pytest.raises(CannotBackUp, match="cannot be read"):
        require_content(tmp_path / "gone", backup.manifest.database)
    place_of(backup.folder / FOLDER, city.contents[0]).unlink()
    with pytest.raises(CannotBackUp, match=f"evidence {city.contents[0]} cannot be read"):
        require_evidence(backup.folder / FOLDER, backup.manifest.evidence)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 1}', '{"form": 2}'])
async def test_what_is_no_manifest_is_said(city: City, text: str) -> None:
    assert city.url
    with pytest.raises(CannotBackUp, match="its manifest"):
        manifest_of(text)


async def test_two_in_one_second_do_not_take_each_others_place(city: City) -> None:
    await city.backed_up()
    with pytest.raises(CannotBackUp, match="iku-20260302T073000Z is there already"):
        await city.backed_up()


async def test_a_folder_that_cannot_be_made_is_said(city: City) -> None:
    city.order.root.parent.mkdir(exist_ok=True)
    city.order.root.write_text("a file")
    with pytest.raises(CannotBackUp, match="backups: File exists"):
        await city.backed_up()


async def test_the_worker_answers_with_a_name_or_a_reason(city: City) -> None:
    asked = {
        "url": city.url,
        "evidence": str(city.order.evidence),
        "root": str(city.order.root),
        "recipient": "",
        "now": NOW.isoformat(),
    }
    # It has a loop of its own.
    wrong = {"url": "mysql://x/y", "now": LATER.isoformat()}
    said = [await asyncio.to_thread(answered, asked | more, b"") for more in ({}, {}, wrong)]
    assert said[0] == {"name": "iku-20260302T073015Z"}
    assert "is there already" in said[1]["problem"]
    assert "ValueError" in said[2]["problem"]


async def test_what_refers_back_is_moved_as_well(city: City, tmp_path: Path) -> None:
    """A draft that repairs a report that was sent from a draft: neither can be stored before the other."""
    async with city.database.uow() as uow:
        (event,) = await uow.reports.events()
    assert event.id == 1
    _behind(city, "UPDATE drafts SET repairs = 1 WHERE id = 1")
    moved = f"sqlite:///{tmp_path}/moved.db"
    await move(city.url, moved)
    assert await held(moved) == await held(city.url)
    database = open_storage(moved, clock)
    async with database.look() as uow:
        assert (await uow.drafts.get(1)).repairs == event.id
    await database.close()
