"""Who may read what is stored: its owner, and nobody else on the machine."""

import logging
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from storage.database import sqlite_file
from storage.evidence import EVIDENCE
from storage.papers import DOCUMENTS

log = logging.getLogger(__name__)

FOLDER, FILE = 0o700, 0o600
_OTHERS = 0o077
_BESIDE = ("", "-wal", "-shm", ".lock")
"""The files of an SQLite database; SQLite gives those that it makes anew the mode of the first."""


def keep_private(url: str, folder: Path, *files: Path) -> None:
    """Take from all others what earlier versions and other programs let them read.

    That is the data folder with its own folders, the database and these files. What belongs to somebody else,
    or is shared by its nature (`/tmp`), is left as it is; `open_to_others` names it.
    """
    for path in open_to_others(url, folder, *files):
        # Where the mount is read-only, as under ProtectSystem=strict, nothing can be taken; `doctor` says so.
        with suppress(OSError):
            path.chmod(FOLDER if path.is_dir() else FILE)
            log.info("%s could be read by others on this machine, and no more.", path)


def open_to_others(url: str, folder: Path, *files: Path) -> tuple[Path, ...]:
    """Return what others on this machine may read of all that is stored."""
    return tuple(path for path in (*_stored(url, folder), *files) if _is_open(path))


def _stored(url: str, folder: Path) -> Iterator[Path]:
    yield from (folder, folder / EVIDENCE, folder / DOCUMENTS)
    file = sqlite_file(url)
    if file is not None:
        yield from (file.with_name(f"{file.name}{ending}") for ending in _BESIDE)


def _is_open(path: Path) -> bool:
    """Return whether others may do anything with it; links lead to what is somebody else's."""
    try:
        found = path.lstat()
    except OSError:
        return False
    is_ours = stat.S_ISREG(found.st_mode) or (
        stat.S_ISDIR(found.st_mode) and not found.st_mode & stat.S_ISVTX
    )
    return is_ours and found.st_uid == os.geteuid() and bool(found.st_mode & _OTHERS)
