"""Putting back: into an empty place only, nothing that was changed, and tickets go on."""

import asyncio
import gzip
import tarfile
from pathlib import Path

import pytest

from storage.backups.evidence import FOLDER, place_of
from storage.backups.making import Order, make
from storage.backups.manifest import MANIFEST
from storage.backups.moving import move
from storage.backups.restoring import RESERVE, Wish, restore
from storage.database import sqlite_file
from storage.migrate import current_revision, downgrade, head_revision, migrate
from storage.ports import CannotBackUp
from storage.sql.unit_of_work import open_storage
from tests.storage.backups.conftest import City
from tests.storage.backups.town import chain, held, next_ticket, report, tickets
from tests.storage.samples import NOW, clock


def is_bare(url: str, folder: Path) -> bool:
    """Return whether nothing is left in a place in which nothing was restored."""
    file = sqlite_file(url)
    there = list(folder.rglob("*")) if folder.exists() else []
    return there == [] and (file is None or not list(file.parent.glob(f"*{file.name}*")))


async def test_it_goes_into_an_empty_place_only(city: City, tmp_path: Path) -> None:
    made = await city.backed_up()
    before = await held(city.url)
    with pytest.raises(CannotBackUp, match="Nothing is put over what may be alive"):
        await restore(Wish(file=made.backup.folder, url=city.url, evidence=tmp_path / "new/evidence"))
    assert await held(city.url) == before


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
async def test_what_is_left_of_a_database_is_not_empty_either(city: City, tmp_path: Path, end: str) -> None:
    made = await city.backed_up()
    left = tmp_path / f"left.db{end}"
    left.touch()
    wish = Wish(
        file=made.backup.folder, url=f"sqlite:///{tmp_path}/left.db", evidence=tmp_path / "new/evidence"
    )
    with pytest.raises(CannotBackUp, match=f"left.db{end} is there"):
        await restore(wish)
    assert left.read_bytes() == b""


async def test_evidence_that_lies_there_is_let_alone(city: City, elsewhere: str) -> None:
    made = await city.backed_up()
    with pytest.raises(CannotBackUp, match="evidence is not empty"):
        await restore(Wish(file=made.backup.folder, url=elsewhere, evidence=city.order.evidence))
    assert await current_revision(elsewhere) is None


def _other_byte(file: Path) -> None:
    said = bytearray(file.read_bytes())
    said[len(said) // 2] ^= 1
    file.write_bytes(bytes(said))


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-2000])


def _another(file: Path) -> None:
    with gzip.open(file, "wb") as packed:
        packed.write(b"no archive")


def _bare(file: Path) -> None:
    with tarfile.open(file, "w:gz"):
        pass


@pytest.mark.parametrize("spoil", [_other_byte, _cut, _another, _bare])
async def test_an_archive_that_was_changed_is_refused(
    city: City, elsewhere: str, tmp_path: Path, spoil: object
) -> None:
    made = await city.backed_up()
    assert callable(spoil)
    spoil(made.backup.archive)
    with pytest.raises(CannotBackUp):
        await restore(Wish(file=made.backup.archive, url=elsewhere, evidence=tmp_path / "new/evidence"))
    assert is_bare(elsewhere, tmp_path / "new")


async def test_evidence_that_was_changed_is_refused(city: City, elsewhere: str, tmp_path: Path) -> None:
    made = await city.backed_up()
    _other_byte(place_of(made.backup.folder / FOLDER, city.contents[0]))
    with pytest.raises(CannotBackUp, match=f"evidence {city.contents[0]} is not what it was"):
        await restore(Wish(file=made.backup.folder, url=elsewhere, evidence=tmp_path / "new/evidence"))
    assert is_bare(elsewhere, tmp_path / "new")


async def test_evidence_that_does_not_lie_beside_it_is_named(
    city: City, elsewhere: str, tmp_path: Path
) -> None:
    """As with the one file that was sent to a phone."""
    made = await city.backed_up()
    alone = tmp_path / "phone" / made.backup.archive.name
    alone.parent.mkdir()
    made.backup.archive.rename(alone)
    restored = await restore(Wish(file=alone, url=elsewhere, evidence=tmp_path / "new/evidence"))
    assert set(restored.lost) == set(city.contents)
    assert await held(elsewhere) == await held(city.url)


async def test_what_a_newer_program_made_is_refused(city: City, elsewhere: str, tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="newer program"):
        await _restored_with_revision(city, elsewhere, tmp_path, "9999")
    assert is_bare(elsewhere, tmp_path / "new")


async def _restored_with_revision(city: City, url: str, tmp_path: Path, revision: str) -> None:
    made, work = (await city.backed_up()).backup, tmp_path / "work"
    with tarfile.open(made.archive) as packed:
        packed.extractall(work, filter="data")
    said = (work / MANIFEST).read_text()
    new = said.replace(f'"revision": "{made.manifest.revision}"', f'"revision": "{revision}"')
    (work / MANIFEST).write_text(new)
    with tarfile.open(made.archive, "w:gz") as packed:
        for file in work.iterdir():
            packed.add(file, file.name)
    await restore(Wish(file=made.folder, url=url, evidence=tmp_path / "new/evidence"))


@pytest.mark.parametrize("name", ["nothing", "iku-20260302T073000Z.tar.gz"])
async def test_what_is_no_backup_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "nothing").mkdir()
    url = f"sqlite:///{tmp_path}/bot.db"
    with pytest.raises(CannotBackUp, match=r"no backup|no file"):
        await restore(Wish(file=tmp_path / name, url=url, evidence=tmp_path / "new/evidence"))


async def test_moving_to_either_engine_and_back_keeps_everything(
    city: City, elsewhere: str, tmp_path: Path
) -> None:
    before, home = await held(city.url), f"sqlite:///{tmp_path}/home.db"
    assert await move(city.url, elsewhere) == before
    assert await move(elsewhere, home) == before
    assert await held(city.url) == before


async def test_ids_go_on_after_a_move(city: City, elsewhere: str) -> None:
    """Synapse's issue 3050: a counter that stays behind refuses every new row."""
    await move(city.url, elsewhere)
    database = open_storage(elsewhere, clock)
    assert await report(database) == "SKP-26-0002"
    await database.close()


async def test_a_move_goes_to_an_empty_place_only(city: City, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path}/other.db"
    await migrate(other)
    with pytest.raises(CannotBackUp, match=r"other\.db is there"):
        await move(city.url, other)
    with pytest.raises(CannotBackUp):
        await move(f"sqlite:///{tmp_path}/none.db", other)


async def test_tickets_go_on_behind_the_last_one_that_was_ever_given(
    city: City, either: str, tmp_path: Path
) -> None:
    """The older of two backups is put back; a ticket was given after each of them."""
    older = await city.backed_up()
    assert await report(city.database) == "SKP-26-0002"
    await city.backed_up(seconds=1)
    assert await report(city.database) == "SKP-26-0003"
    restored = await restore(Wish(file=older.backup.folder, url=either, evidence=tmp_path / "new/evidence"))
    assert restored.goes_on_at == 2 + RESERVE + 1
    assert await next_ticket(either) == f"SKP-26-{2 + RESERVE + 1:04}"


async def test_the_last_ticket_can_be_said(city: City, either: str, tmp_path: Path) -> None:
    made = await city.backed_up()
    place = tmp_path / "new/evidence"
    await restore(Wish(file=made.backup.folder, url=either, evidence=place, last_ticket=41))
    assert await next_ticket(either) == "SKP-26-0042"


async def test_a_last_ticket_that_is_none_gives_no_number_again(
    city: City, either: str, tmp_path: Path
) -> None:
    made = await city.backed_up()
    place = tmp_path / "new/evidence"
    await restore(Wish(file=made.backup.folder, url=either, evidence=place, last_ticket=0))
    assert await next_ticket(either) == "SKP-26-0002"


async def test_what_a_restored_city_has_left_out_stays_left_out(
    city: City, elsewhere: str, tmp_path: Path
) -> None:
    """A move, and a backup of what was restored before any new report, know of the numbers left out."""
    made = await city.backed_up()
    await restore(Wish(file=made.backup.folder, url=elsewhere, evidence=tmp_path / "new/evidence"))
    moved = f"sqlite:///{tmp_path}/moved.db"
    await move(elsewhere, moved)
    assert await next_ticket(moved) == f"SKP-26-{1 + RESERVE + 1:04}"


async def test_what_an_older_program_made_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its trail is proved as it was; what newer tables add comes after that."""
    old = f"sqlite:///{tmp_path}/old.db"
    await migrate(old)
    database = open_storage(old, clock)
    ticket = await report(database)
    await database.close()
    await downgrade(old, "0025")
    made = await make(Order(url=old, evidence=tmp_path / "none", root=tmp_path / "backups"), NOW)
    assert made.backup.manifest.revision == "0025"
    assert made.backup.manifest.audit_broken == 0
    new = f"sqlite:///{tmp_path}/new/bot.db"
    await restore(Wish(file=made.backup.folder, url=new, evidence=tmp_path / "new/evidence"))
    assert await current_revision(new) == head_revision()
    assert await tickets(new) == [ticket]
    assert (await chain(new))[1] is None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.postgres
async def test_a_city_that_is_still_alive_is_not_moved(city: City, tmp_path: Path) -> None:
    """What is stored while it is copied would be lost: it is noticed, and the new place is empty again."""
    ends = asyncio.Event()

    async def alive() -> None:
        while not ends.is_set():
            await report(city.database)

    bot = asyncio.create_task(alive())
    with pytest.raises(CannotBackUp, match=r"report_events.*: not the same in both\. Does the bot still run"):
        await move(city.url, f"sqlite:///{tmp_path}/moved.db")
    ends.set()
    await bot
    assert is_bare(f"sqlite:///{tmp_path}/moved.db", tmp_path / "none")


async def test_evidence_is_taken_back_where_the_database_cannot_be_put(city: City, tmp_path: Path) -> None:
    """Somebody has made a file of its folder meanwhile."""
    made = await city.backed_up()
    (tmp_path / "place").write_text("no folder")
    wish = Wish(
        file=made.backup.folder, url=f"sqlite:///{tmp_path}/place/bot.db", evidence=tmp_path / "new/evidence"
    )
    with pytest.raises(CannotBackUp, match="place"):
        await restore(wish)
    assert is_bare("sqlite:///nothing.db", tmp_path / "new")
