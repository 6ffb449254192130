"""The copies of everything that is stored."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from storage.ports.problems import NotFound, StorageError


class CannotBackUp(StorageError):
    """There is no backup, or none can be restored; it says why in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that lies there whole."""

    name: str
    made_at: datetime
    proved_at: datetime
    """When it was restored into a temporary place and found whole."""
    archive_size: int
    """Bytes of the file with the database."""
    evidence_size: int
    """Bytes of the evidence beside it, however many backups share them."""
    files: int
    """How many files of evidence are in it."""
    missing: int
    """How many more the database names, whose bytes were not there."""
    audit_entries: int
    audit_broken: int
    """The first entry of the copied trail that somebody has changed; 0: it holds."""
    is_sealed: bool
    """Whether only the holder of a key can read it."""


class Backups(Protocol):
    """Where the backups of this installation lie."""

    @property
    def is_on(self) -> bool:
        """Whether there is a place for them at all."""

    async def all(self) -> list[Backup]:
        """Return the backups, the newest first."""

    async def make(self, now: datetime) -> Backup:
        """Make one, prove it, and let go of those that are no longer kept.

        Raises CannotBackUp, and then there is nothing that looks like one.
        """

    async def file(self, name: str) -> Path:
        """Return the encrypted file of a backup. Raises NotFound, also for one that is not encrypted."""

    async def close(self) -> None:
        """End what belongs to it."""


class NoBackups(Backups):
    """There is no place for any."""

    @property
    def is_on(self) -> bool:
        return False

    async def all(self) -> list[Backup]:
        return []

    async def make(self, now: datetime) -> Backup:  # noqa: ARG002 - of the port
        raise CannotBackUp("BACKUP_DIR is not set")

    async def file(self, name: str) -> Path:
        raise NotFound(name)

    async def close(self) -> None:
        """There is nothing to end."""
