"""The evidence beside a database: a file that the last backup has too is linked, and takes no room."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from storage.backups.manifest import Kept, Lying
from storage.backups.sealing import Seal
from storage.ports import CannotBackUp

FOLDER = "evidence"


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def place_of(root: Path, sha256: str, *, sealed: bool = False) -> Path:
    """Return where the bytes of that SHA-256 lie in a folder of evidence."""
    return root / sha256[:2] / sha256[2:4] / f"{sha256}{'.age' if sealed else ''}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Takes evidence into a new backup; `last` is the one before it, if it may be linked to."""

    living: Path
    into: Path
    last: Lying | None
    seal: Seal | None

    def take(self, wanted: Iterable[str]) -> tuple[list[Kept], list[str]]:
        """Return what is in the backup now, and what was not there or was something else. Raises OSError."""
        before: Mapping[str, Kept] = (
            {one.sha256: one for one in self.last.manifest.evidence} if self.last is not None else {}
        )
        kept, missing = list[Kept](), list[str]()
        for sha256 in sorted(wanted):
            one = self._linked(before.get(sha256)) or self._copied(sha256)
            if one is not None:
                kept.append(one)
            else:
                missing.append(sha256)
        return kept, missing

    def _linked(self, before: Kept | None) -> Kept | None:
        """Link to the last backup's file, unless it has become another since: then it is copied anew."""
        if before is None or self.last is None:
            return None
        there = place_of(self.last.folder / FOLDER, before.sha256, sealed=self.seal is not None)
        here = self._place(before.sha256)
        # A disk that knows no links has each file several times.
        with suppress(OSError):
            if digest_of(there) == (before.sealed or before.sha256):
                os.link(there, here)
                return before
        return None

    def _copied(self, sha256: str) -> Kept | None:
        """Copy the file; never link to the living one, whose fault would be the backup's."""
        source, here = place_of(self.living, sha256), self._place(sha256)
        try:
            if digest_of(source) != sha256:
                return None
        except FileNotFoundError:
            return None
        size = source.stat().st_size
        if self.seal is None:
            shutil.copyfile(source, here)
        else:
            self._seal(self.seal, source, here, sha256)
        sync(here)
        return Kept(sha256=sha256, size=size, sealed=digest_of(here) if self.seal is not None else "")

    def _seal(self, seal: Seal, source: Path, here: Path, sha256: str) -> None:
        """Encrypt the file, and prove that it can be read again: later only the recipient could."""
        seal.close(source, here)
        opened = here.with_suffix(".opened")
        seal.open(here, opened)
        found = digest_of(opened)
        opened.unlink()
        if found != sha256:
            raise CannotBackUp(f"evidence {sha256} is another one once it is decrypted")

    def _place(self, sha256: str) -> Path:
        place = place_of(self.into, sha256, sealed=self.seal is not None)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


@contextmanager
def private() -> Iterator[None]:
    """Let what is made meanwhile be nobody else's on this machine."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def sync(path: Path) -> None:
    """Let a file, or the names in a folder, be on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(root: Path) -> None:
    """Let the names in a folder and all below it be on the disk."""
    for folder, _, _ in os.walk(root):
        sync(Path(folder))
