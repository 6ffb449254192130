"""The folder of the backups: made by a process of its own, thinned out by their age."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from storage.backups.evidence import FOLDER, place_of
from storage.backups.folder import BackupFolder
from storage.backups.making import Order
from storage.ports import CannotBackUp, NoBackups, NotFound
from tests.storage.backups.conftest import City
from tests.storage.samples import NOW

RECIPIENT = str(pyrage.x25519.Identity.generate().to_public())
pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@pytest.fixture
async def folder(city: City) -> AsyncIterator[BackupFolder]:
    folder = BackupFolder(city.order)
    yield folder
    await folder.close()


async def test_one_is_made_in_another_process(folder: BackupFolder, city: City) -> None:
    assert folder.is_on
    assert await folder.all() == []
    made = await folder.make(NOW)
    assert (made.name, made.made_at, made.files, made.missing) == ("iku-20260302T073015Z", NOW, 2, 0)
    assert await folder.all() == [made]
    assert not made.is_sealed
    assert made.archive_size == (city.order.root / made.name / f"{made.name}.tar.gz").stat().st_size
    with pytest.raises(NotFound):
        await folder.file(made.name)


async def test_only_an_encrypted_file_is_given_out(city: City) -> None:
    folder = BackupFolder(replace(city.order, recipient=RECIPIENT))
    made = await folder.make(NOW)
    assert made.is_sealed
    assert (await folder.file(made.name)).name == f"{made.name}.tar.gz.age"
    await folder.close()


async def test_nights_go_and_what_they_shared_stays(folder: BackupFolder, city: City) -> None:
    """Ten nights: seven days stay, and the newest of the weeks and months before; each file is there once."""
    for night in range(10):
        await folder.make(NOW + timedelta(days=night))
    days = [one.made_at.day for one in await folder.all()]
    assert days == [11, 10, 9, 8, 7, 6, 5]
    places = [place_of(city.order.root / one.name / FOLDER, city.contents[0]) for one in await folder.all()]
    assert {place.stat().st_nlink for place in places} == {7}
    assert {path.name[:4] for path in city.order.root.iterdir()} == {"iku-", ".loc"}


async def test_why_there_is_none_is_said(folder: BackupFolder, city: City) -> None:
    (city.folder.parent / "bot.db").unlink()
    with pytest.raises(CannotBackUp, match="there is no database at"):
        await folder.make(NOW)


async def test_what_nobody_expected_is_said_as_well(city: City) -> None:
    folder = BackupFolder(replace(city.order, url="mysql://x/y"))
    with pytest.raises(CannotBackUp, match="neither sqlite nor postgresql"):
        await folder.make(NOW)
    await folder.close()
    with pytest.raises(CannotBackUp, match="has ended"):
        await folder.make(NOW)


async def test_without_a_place_there_are_none(url: str) -> None:
    assert url
    none = NoBackups()
    assert not none.is_on
    assert await none.all() == []
    with pytest.raises(CannotBackUp, match="BACKUP_DIR is not set"):
        await none.make(NOW)
    with pytest.raises(NotFound):
        await none.file("iku-x")
    await none.close()


async def test_what_is_relative_means_the_same_in_the_other_process(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(city.folder.parent)
    order = Order(url="sqlite:///bot.db", evidence=Path("data/evidence"), root=Path("data/backups"))
    folder = BackupFolder(order)
    made = await folder.make(NOW)
    assert made.files == 2
    assert (city.order.root / made.name).is_dir()
    await folder.close()
