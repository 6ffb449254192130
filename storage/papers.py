"""The bytes of what was handed over: a folder like that of the evidence, into which made files are moved."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from tempfile import mkdtemp

from storage.evidence import EvidenceFolder
from storage.ports import NotFound, PaperStore, Unavailable

DOCUMENTS = "documents"
"""The folder, in DATA_DIR."""
_MAKING = ".making-"
_MODE = 0o600
_LEFT_BEHIND = 6 * 3600.0
"""Seconds after which a folder of work belongs to nobody any more: its process was killed."""


class PaperFolder(EvidenceFolder, PaperStore):
    """A folder, which is made when it is first needed."""

    @asynccontextmanager
    async def workplace(self) -> AsyncIterator[Path]:
        try:
            folder = await asyncio.to_thread(self._new_workplace)
        except OSError as error:
            raise Unavailable(str(error)) from error
        try:
            yield folder
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def take(self, file: Path) -> str:
        try:
            return await asyncio.to_thread(self._take, file)
        except OSError as error:
            raise Unavailable(str(error)) from error

    async def find(self, sha256: str) -> Path:
        path = self.path(sha256)
        if not await asyncio.to_thread(path.is_file):
            raise NotFound(sha256)
        return path

    async def remove(self, sha256: str) -> None:
        try:
            await asyncio.to_thread(self.path(sha256).unlink, missing_ok=True)
        except OSError as error:
            raise Unavailable(str(error)) from error

    def _new_workplace(self) -> Path:
        """Return a new folder on the same disk, and take away what killed processes have left of theirs."""
        self._root.mkdir(parents=True, exist_ok=True)
        for left in self._root.glob(f"{_MAKING}*"):
            # Whoever works there may be done, and take it away, before it is looked at here.
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < time.time() - _LEFT_BEHIND:
                    shutil.rmtree(left, ignore_errors=True)
        return Path(mkdtemp(prefix=_MAKING, dir=self._root))

    def _take(self, file: Path) -> str:
        with file.open("rb") as made:
            name = file_digest(made, "sha256").hexdigest()
        # As the evidence: whoever else is on this machine reads neither links that open a door nor names.
        file.chmod(_MODE)
        self.place(file, name)
        return name
