"""Backups in memory, for tests: there is no place for them until `turn_on`; `why` lets the next ones fail."""

from datetime import datetime
from pathlib import Path

from storage.ports import Backup, Backups, CannotBackUp, NotFound


def of_that(made_at: datetime) -> Backup:
    """Return a backup of that instant of which nothing else matters."""
    return Backup(
        name="iku",
        made_at=made_at,
        proved_at=made_at,
        archive_size=1,
        evidence_size=1,
        files=0,
        missing=0,
        audit_entries=0,
        audit_broken=0,
        is_sealed=False,
    )


class FakeBackups(Backups):
    def __init__(self) -> None:
        self._is_on = False
        self.made: list[Backup] = []
        self.why = ""
        self.size = 1_200_000
        self.sealed: Path | None = None
        """The encrypted file that each has; None: they are not encrypted."""

    @property
    def is_on(self) -> bool:
        return self._is_on

    def turn_on(self) -> None:
        self._is_on = True

    async def all(self) -> list[Backup]:
        return sorted(self.made, key=lambda one: one.made_at, reverse=True)

    async def make(self, now: datetime) -> Backup:
        if self.why:
            raise CannotBackUp(self.why)
        made = Backup(
            name=f"iku-{now:%Y%m%dT%H%M%SZ}",
            made_at=now,
            proved_at=now,
            archive_size=self.size,
            evidence_size=84_000_000,
            files=312,
            missing=0,
            audit_entries=1204,
            audit_broken=0,
            is_sealed=self.sealed is not None,
        )
        self.made.append(made)
        return made

    async def file(self, name: str) -> Path:
        if self.sealed is None or name not in [one.name for one in self.made]:
            raise NotFound(name)
        return self.sealed

    async def close(self) -> None:
        """There is nothing to end."""
