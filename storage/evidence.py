"""The bytes of the evidence: files named by their SHA-256, in folders ab/cd of the first four digits."""

import asyncio
import os
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from hashlib import sha256 as digest
from pathlib import Path
from tempfile import NamedTemporaryFile

from storage.ports import EvidenceStore, NotFound, Unavailable

EVIDENCE = "evidence"
"""The folder, in DATA_DIR."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class EvidenceFolder(EvidenceStore):
    """A folder, which is made when it is first needed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, content: bytes) -> str:
        """Return the SHA-256 in hex once the bytes are on disk. Raises Unavailable if the disk refuses."""
        try:
            return await asyncio.to_thread(self._put, content)
        except OSError as error:
            raise Unavailable(str(error)) from error

    async def get(self, sha256: str) -> bytes:
        """Return the bytes. Raises NotFound where they cannot be read, also for what is not a SHA-256."""
        path = self.path(sha256)
        try:
            return await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            raise NotFound(sha256) from error

    async def sizes(self, contents: Collection[str]) -> dict[str, int]:
        """Return the sizes in bytes of those that are there, whatever is in them."""
        return await asyncio.to_thread(self._sizes, contents)

    def missing(self, contents: Iterable[str]) -> int:
        """Return of how many of these nobody can have the bytes."""
        return sum(not self._path(one).is_file() for one in contents)

    def path(self, sha256: str) -> Path:
        """Return where the bytes are, if they are there. Raises NotFound for what is not a SHA-256."""
        if not _SHA256.fullmatch(sha256):
            raise NotFound(sha256)
        return self._path(sha256)

    def _sizes(self, contents: Iterable[str]) -> dict[str, int]:
        found = dict[str, int]()
        for one in contents:
            with suppress(OSError, NotFound):
                found[one] = self.path(one).stat().st_size
        return found

    def place(self, file: Path, sha256: str) -> None:
        """Move a whole file of that SHA-256 in from the same disk. Raises OSError."""
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        with file.open("rb+") as written:
            os.fsync(written.fileno())
        file.replace(path)
        _sync_above(path)

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _put(self, content: bytes) -> str:
        name = digest(content).hexdigest()
        path = self._path(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
        return name


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all: whoever sees the file sees all of it, also after a power cut."""
    with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(path)
    _sync_above(path)


def _sync_above(path: Path) -> None:
    for folder in (path.parent, *path.parent.parents[:2]):
        _sync(folder)


def _sync(folder: Path) -> None:
    """Make the names in a folder durable: a new file is only as safe as the folder that lists it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
