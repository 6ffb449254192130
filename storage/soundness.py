"""Whether a database can be used as it is: looked at before anything is done to it.

What waiting does not heal is said at the start, in one line with its cure. What passes by itself (a server
that is away, a lock) is nobody's case here.
"""

import asyncio
import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from storage.database import RESTORE, sqlite_file
from storage.migrate import current_revision, known_revisions
from storage.ports import Unusable

TRIAL_BYTES = 64 * 1024
"""An empty file finds room on a full disk as well."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_HEAD = b"SQLite format 3\x00"
_MOST_SAID = 3


async def check_usable(url: str, folder: Path, evidence: Path) -> None:
    """Raise Unusable, with one line, if the bot must not begin on this database and this data folder.

    That is a folder or file that cannot be written, a full disk, a database that is damaged, newer than the
    program, or blank although there are files of evidence. Raises Unavailable for a server that is away.
    """
    file = sqlite_file(url)
    # Before anything is connected: to close a file takes the locks of this process's connections from it.
    await asyncio.to_thread(_check_places, folder, file, evidence)
    revision = await current_revision(url)
    if revision is None:
        if await asyncio.to_thread(_has_files, evidence):
            raise Unusable(_blank(str(file or "The database"), evidence))
    elif revision not in known_revisions():
        newest = max(known_revisions())
        raise Unusable(
            f"The database is at {revision}, and this program knows nothing newer than {newest}: run the"
            " newer program, or put back the backup that was made before it"
        )


def _check_places(folder: Path, file: Path | None, evidence: Path) -> None:
    check_folder(folder)
    if evidence.exists():
        check_folder(evidence)
    if file is not None:
        check_folder(file.parent)
        _check_file(file, evidence)


def check_folder(folder: Path) -> None:
    """Raise Unusable if nothing can be written there; a folder that is missing is made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(TRIAL_BYTES))
            trial.flush()
    except OSError as error:
        cure = "free some space" if error.errno in _FULL else "change its owner, its mount, or DATA_DIR"
        raise Unusable(f"{folder} cannot be written ({error.strerror}): {cure}") from error


def _check_file(file: Path, evidence: Path) -> None:
    try:
        size = file.stat().st_size
        with file.open("rb+") as stream:
            head = stream.read(len(_HEAD))
    except FileNotFoundError:
        size, head = 0, b""
    except OSError as error:
        raise Unusable(f"{file} cannot be opened ({error.strerror}): change its owner or mode") from error
    log = file.with_name(f"{file.name}-wal")
    if not size:
        if _has_files(evidence):
            raise Unusable(_blank(str(file), evidence))
        # SQLite would throw that away without a word.
        if log.exists() and log.stat().st_size:
            raise Unusable(f"{file} is empty, although {log.name} beside it is not: {RESTORE}")
    elif head != _HEAD:
        raise Unusable(f"{file} is damaged or no database of this bot (its head is another): {RESTORE}")


def _has_files(evidence: Path) -> bool:
    return next(evidence.glob("??/??/*"), None) is not None


def _blank(what: str, evidence: Path) -> str:
    return (
        f"{what} is empty, although files of evidence are in {evidence}: {RESTORE};"
        " to begin a new city nevertheless, move that folder away"
    )


async def damage_in(url: str, *, thorough: bool = False) -> str:
    """Return what SQLite finds wrong in its file, "" where all is well; PostgreSQL looks after itself.

    Reads the whole file, in another thread, and keeps nobody from working meanwhile. `thorough` compares
    every index with its table, too.
    """
    file = sqlite_file(url)
    return "" if file is None else await asyncio.to_thread(_damage, file, thorough=thorough)


def _damage(file: Path, *, thorough: bool) -> str:
    question = f"PRAGMA {'integrity' if thorough else 'quick'}_check({_MOST_SAID})"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = [str(said) for (said,) in connection.execute(question)]
            if thorough:
                found += _lost_parents(connection)
    except sqlite3.DatabaseError as error:
        return str(error)
    return "; ".join(" ".join(one.split()) for one in found if one != "ok")


def _lost_parents(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST_SAID):
        yield f"row {row} of {table} refers to a row of {parent} that is not there"
