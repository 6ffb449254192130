"""Making a backup: in a folder with another name, proved there, and called a backup only then."""

import asyncio
import fcntl
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from storage.backups.copying import connected, copy_database
from storage.backups.dump import is_readable
from storage.backups.evidence import FOLDER, Shelf, private, sync, sync_all
from storage.backups.manifest import (
    DATABASE,
    DUMP,
    MANIFEST,
    Content,
    Lying,
    Manifest,
    archive_in,
    lying_in,
    manifest_of,
)
from storage.backups.proving import (
    chain_of,
    content_of,
    evidence_in,
    require_content,
    require_database,
    require_evidence,
    rows_of,
)
from storage.backups.rows import numbers
from storage.backups.sealing import Seal
from storage.database import sqlite_file
from storage.migrate import current_revision
from storage.ports import CannotBackUp, Unavailable

_PART = ".part-"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be copied, and to where."""

    url: str
    evidence: Path
    """The living folder."""
    root: Path
    """The folder in which the backups lie."""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup, and what has to be said of it."""

    backup: Lying
    remark: str = ""
    """Why PostgreSQL's own dump is not in it."""


async def make(order: Order, now: datetime) -> Made:
    """Make a backup and prove it. Raises CannotBackUp, and then nothing is left that looks like one."""
    try:
        with private(), _alone_in(order.root), _part(order.root) as part:
            return await _made(order, now, part)
    except Unavailable as error:
        raise CannotBackUp(f"the database could not be copied: {error}") from error
    except sqlite3.Error as error:
        raise CannotBackUp(f"the copy cannot be written: {error}") from error
    except OSError as error:
        raise CannotBackUp(f"{error.filename or order.root}: {error.strerror or error}") from error


async def _made(order: Order, now: datetime, part: Path) -> Made:
    name = f"iku-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if order.root.joinpath(name).exists():
        raise CannotBackUp(f"{name} is there already")
    seal = await asyncio.to_thread(Seal, order.recipient) if order.recipient else None
    work, whole = part / "work", part / name
    work.mkdir()
    whole.mkdir()
    # The database first: what it names was stored before it was named, so it lies there afterwards.
    remark = await copy_database(order.url, work / DATABASE, work / DUMP)
    last = next((one for one in lying_in(order.root) if one.manifest.recipient == order.recipient), None)
    shelf = Shelf(order.evidence, whole / FOLDER, last, seal)
    kept, missing = await asyncio.to_thread(shelf.take, evidence_in(work / DATABASE))
    manifest = replace(await _described(order, work, now), evidence=tuple(kept), missing=tuple(missing))
    work.joinpath(MANIFEST).write_text(manifest.text())
    archive = archive_in(whole, name, sealed=seal is not None)
    await asyncio.to_thread(_pack, work, archive, seal)
    manifest = replace(manifest, archive=await asyncio.to_thread(content_of, archive))
    await _prove(whole, archive, manifest, part / "proof", seal)
    whole.joinpath(MANIFEST).write_text(replace(manifest, proved_at=now).text())
    await asyncio.to_thread(_finish, whole, order.root / name)
    return Made(Lying(order.root / name, replace(manifest, proved_at=now)), remark)


async def _described(order: Order, work: Path, now: datetime) -> Manifest:
    database, dumped = work / DATABASE, work / DUMP
    url = f"sqlite:///{database}"
    async with connected(url) as connection:
        given = await numbers(connection)
    chain = await chain_of(database)
    return Manifest(
        made_at=now,
        engine="postgresql" if sqlite_file(order.url) is None else "sqlite",
        revision=await current_revision(url) or "",
        rows=await asyncio.to_thread(rows_of, database),
        numbers=given,
        audit_head=chain.head,
        audit_broken=chain.broken,
        database=await asyncio.to_thread(content_of, database),
        dump=await _dump_in(dumped),
        recipient=order.recipient,
    )


async def _dump_in(dumped: Path) -> Content | None:
    if not await asyncio.to_thread(dumped.exists):
        return None
    if not await is_readable(dumped):
        raise CannotBackUp("pg_restore cannot read what pg_dump has written")
    return await asyncio.to_thread(content_of, dumped)


def _pack(work: Path, archive: Path, seal: Seal | None) -> None:
    packed = archive if seal is None else work / "packed"
    with tarfile.open(packed, "w:gz", compresslevel=6) as tar:
        for name in (MANIFEST, DATABASE, DUMP):
            if work.joinpath(name).exists():
                tar.add(work / name, name)
    if seal is not None:
        seal.close(packed, archive)
        packed.unlink()


def unpack(archive: Path, into: Path) -> Manifest:
    """Put what is in an archive that nobody has encrypted into a folder, and return what it says of itself.

    Raises CannotBackUp for what is no such archive, or is not what its own manifest says.
    """
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                if member.name in (MANIFEST, DATABASE, DUMP) and member.isfile():
                    tar.extract(member, into, filter="data")
        manifest = manifest_of(into.joinpath(MANIFEST).read_text())
    except (tarfile.TarError, EOFError, OSError, UnicodeDecodeError) as error:
        raise CannotBackUp(f"{archive.name} cannot be read: {error}") from error
    require_content(into / DATABASE, manifest.database)
    if manifest.dump is not None:
        require_content(into / DUMP, manifest.dump)
    return manifest


async def _prove(whole: Path, archive: Path, manifest: Manifest, place: Path, seal: Seal | None) -> None:
    """Restore what was just written into a place of its own, and hold it against its manifest."""
    await asyncio.to_thread(place.mkdir)
    opened = archive
    if seal is not None:
        opened = place / "opened"
        await asyncio.to_thread(seal.open, archive, opened)
    found = await asyncio.to_thread(unpack, opened, place)
    if replace(found, archive=manifest.archive) != manifest:
        raise CannotBackUp("the manifest in it is another one")
    await require_database(place / DATABASE, found)
    await asyncio.to_thread(require_evidence, whole / FOLDER, found.evidence)


def _finish(whole: Path, backup: Path) -> None:
    for file in whole.iterdir():
        if file.is_file():
            sync(file)
    sync_all(whole)
    whole.rename(backup)
    sync(backup.parent)


@contextmanager
def _part(root: Path) -> Iterator[Path]:
    """Give a folder that no backup is called like, and take it away, with what killed ones have left."""
    for left in root.glob(f"{_PART}*"):
        shutil.rmtree(left, ignore_errors=True)
    part = Path(mkdtemp(prefix=_PART, dir=root))
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def _alone_in(root: Path) -> Iterator[None]:
    """Let one process at a time make a backup there. Raises CannotBackUp while another one does."""
    root.mkdir(parents=True, exist_ok=True)
    with root.joinpath(_LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotBackUp("another backup is being made there just now") from error
        yield
