"""Putting a backup back, into an empty place only."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from storage.backups.copying import connected, tidy
from storage.backups.evidence import FOLDER, digest_of, place_of, private, sync, sync_all
from storage.backups.making import unpack
from storage.backups.manifest import DATABASE, Kept, Manifest, lying_in
from storage.backups.place import emptied_on_failure, require_empty
from storage.backups.proving import require_database
from storage.backups.rows import copy_rows, differing, digests, go_on_behind
from storage.backups.sealing import Key
from storage.database import sqlite_file
from storage.migrate import head_revision, migrate
from storage.ports import CannotBackUp

RESERVE = 1000
"""Ids of report events, and so tickets, that are left out behind the last one known: some may have been given
after the newest backup, and stand on receipts."""
REPORT_EVENTS = "report_events"
_PART = ".restore-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be put back, and where."""

    file: Path
    """A backup's folder, or the file with its database."""
    url: str
    evidence: Path
    """Where the evidence is to lie: it must not be there."""
    key: Path | None = None
    """What opens an encrypted backup."""
    others: tuple[Path, ...] = ()
    """Folders in which newer backups may lie: they know of later tickets."""
    last_ticket: int | None = None
    """The number of the last ticket that was ever given, where somebody knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    manifest: Manifest
    evidence: int
    """How many files were put back."""
    lost: tuple[str, ...]
    """Those that the manifest names, and that do not lie beside the file."""
    goes_on_at: int
    """The lowest number that the next ticket may have."""
    known_by: datetime
    """When the newest backup was made that knows of tickets."""


async def restore(wish: Wish) -> Restored:
    """Put everything back, verify it, and say what was found.

    Raises CannotBackUp (also where the place is not empty), and then nothing has changed there; Unavailable.
    """
    await require_empty(wish.url, wish.evidence)
    folder, archive = _found(wish.file)
    home = wish.evidence.parent
    try:
        with private(), _workplace(home) as work:
            opened = await asyncio.to_thread(_opened, archive, work, wish.key)
            manifest = await asyncio.to_thread(unpack, opened, work)
            await require_database(work / DATABASE, manifest)
            key = Key(wish.key) if manifest.recipient and wish.key is not None else None
            back, lost = await asyncio.to_thread(
                _bring_evidence, folder / FOLDER, work / FOLDER, manifest.evidence, key
            )
            behind, known_by = _last_known(wish, manifest)
            await _bring_up_to_date(work / DATABASE, manifest)
            given = dict(manifest.numbers) | {REPORT_EVENTS: behind}
            await _numbered(work / DATABASE, given)
            await _put(work, wish, given)
    except OSError as error:
        raise CannotBackUp(f"{error.filename or home}: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise CannotBackUp(f"the database cannot be written: {error}") from error
    return Restored(manifest=manifest, evidence=back, lost=lost, goes_on_at=behind + 1, known_by=known_by)


def _found(given: Path) -> tuple[Path, Path]:
    """Return the folder of a backup and its archive, of which either was named."""
    if not given.is_dir():
        return given.parent, given
    archives = sorted(given.glob("iku-*.tar.gz*"))
    if not archives:
        raise CannotBackUp(f"{given} is no backup: there is no iku-….tar.gz in it")
    return given, archives[0]


def _opened(archive: Path, work: Path, key: Path | None) -> Path:
    if not archive.is_file():
        raise CannotBackUp(f"there is no file {archive}")
    if archive.suffix != ".age":
        return archive
    if key is None:
        raise CannotBackUp(f"{archive.name} is encrypted: --key names the file with the key that opens it")
    Key(key).open(archive, work / "opened")
    return work / "opened"


def _bring_evidence(
    source: Path, into: Path, wanted: tuple[Kept, ...], key: Key | None
) -> tuple[int, tuple[str, ...]]:
    """Copy the evidence; return how many files, and those that are not there.

    Raises CannotBackUp for bytes that have changed, and OSError.
    """
    into.mkdir()
    lost = list[str]()
    for one in wanted:
        there, here = place_of(source, one.sha256, sealed=bool(one.sealed)), place_of(into, one.sha256)
        if not there.exists():
            lost.append(one.sha256)
            continue
        here.parent.mkdir(parents=True, exist_ok=True)
        if key is not None:
            key.open(there, here)
        else:
            shutil.copyfile(there, here)
        if digest_of(here) != one.sha256:
            raise CannotBackUp(f"evidence {one.sha256} is not what it was: its bytes have changed")
        sync(here)
    return len(wanted) - len(lost), tuple(lost)


def _last_known(wish: Wish, manifest: Manifest) -> tuple[int, datetime]:
    """Return behind which number tickets go on, and when the newest backup was made that knows of any."""
    if wish.last_ticket is not None:
        return max(wish.last_ticket, manifest.numbers.get(REPORT_EVENTS, 0)), manifest.made_at
    near = {wish.file.parent, wish.file.parent.parent, *wish.others}
    known = [manifest, *(one.manifest for root in near if root.is_dir() for one in lying_in(root))]
    newest = max(known, key=lambda one: one.made_at)
    return max(one.numbers.get(REPORT_EVENTS, 0) for one in known) + RESERVE, newest.made_at


async def _bring_up_to_date(file: Path, manifest: Manifest) -> None:
    if manifest.revision > head_revision():
        raise CannotBackUp(
            f"it was made by a newer program (tables {manifest.revision}, known here {head_revision()})"
        )
    await migrate(f"sqlite:///{file}")


async def _numbered(file: Path, given: Mapping[str, int]) -> None:
    async with connected(f"sqlite:///{file}") as connection:
        await go_on_behind(connection, given)
        await connection.commit()


async def _put(work: Path, wish: Wish, given: Mapping[str, int]) -> None:
    """Let evidence and database be where they belong: the database last, for with it the city is alive."""
    file = sqlite_file(wish.url)
    if file is not None:
        await asyncio.to_thread(tidy, work / DATABASE)
    await asyncio.to_thread(_place_evidence, work / FOLDER, wish.evidence)
    try:
        if file is not None:
            await asyncio.to_thread(_place_database, work / DATABASE, file)
        else:
            await _fill(wish.url, work / DATABASE, given)
    except BaseException:  # cancelled or failed: evidence without its database is no city; passed on
        await asyncio.to_thread(wish.evidence.rename, work / FOLDER)
        raise


async def _fill(url: str, file: Path, given: Mapping[str, int]) -> None:
    async with emptied_on_failure(url):
        await migrate(url)
        async with connected(f"sqlite:///{file}") as source, connected(url) as target:
            await copy_rows(source, target)
            await go_on_behind(target, given)
            different = differing(await digests(source), await digests(target))
            if different:
                raise CannotBackUp(f"{', '.join(different)}: not the same once it is put back")
            await target.commit()


def _place_evidence(made: Path, place: Path) -> None:
    sync_all(made)
    if place.exists():
        place.rmdir()  # it is empty, or this fails
    made.rename(place)
    sync(place.parent)


def _place_database(made: Path, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    near = file.with_name(f"{_PART}{os.getpid()}-{file.name}")
    try:
        shutil.copyfile(made, near)
        near.chmod(0o600)
        sync(near)
        # A link takes no other file's place, whoever has made one there meanwhile.
        os.link(near, file)
    finally:
        near.unlink(missing_ok=True)
    sync(file.parent)


@contextmanager
def _workplace(home: Path) -> Iterator[Path]:
    home.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(prefix=_PART, dir=home))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
