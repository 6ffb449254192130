"""Implements `storage.ports.Backups`: a folder, and a process of its own that makes what lies in it."""

import asyncio
import shutil
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from domain.backups.keeping import kept
from storage.backups.making import Order
from storage.backups.manifest import Lying, lying_in
from storage.ports import Backup, Backups, CannotBackUp, NotFound, Unavailable
from storage.process.pool import Died, Limits, Pool

MOST_MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space of the worker."""
_LIMITS = Limits(seconds=3600, within=4 * 3600.0)
_IDLE = 5.0
"""Seconds after which the worker ends: it is needed once a night."""


class BackupFolder(Backups):
    """It and its worker are there once they are needed."""

    def __init__(self, order: Order, *, program: str = "storage.backups.worker") -> None:
        """`program` is the module that the worker runs."""
        self._order = order
        self._pool = Pool(program, str(MOST_MEMORY), at_once=1, idle=_IDLE)

    @property
    def is_on(self) -> bool:
        return True

    async def all(self) -> list[Backup]:
        return [_backup_of(one) for one in await self._lying()]

    async def make(self, now: datetime) -> Backup:
        asked = {
            "url": self._order.url,
            "evidence": str(self._order.evidence.absolute()),
            "root": str(self._order.root.absolute()),
            "recipient": self._order.recipient,
            "now": now.isoformat(),
        }
        try:
            answer = await self._pool.ask(asked, b"", _LIMITS)
        except (Died, Unavailable) as error:
            raise CannotBackUp(f"the process that makes it has ended: {error}") from error
        if "problem" in answer:
            raise CannotBackUp(answer["problem"])
        lying = await self._lying()
        made = next((one for one in lying if one.folder.name == answer["name"]), None)
        if made is None:
            raise CannotBackUp(f"{answer['name']} is not there although it was made")
        await asyncio.to_thread(_let_go, lying)
        return _backup_of(made)

    async def file(self, name: str) -> Path:
        for one in await self._lying():
            if one.folder.name == name and one.manifest.recipient:
                return one.archive
        raise NotFound(name)

    async def close(self) -> None:
        """End the worker; what is being made is made after the next start."""
        await self._pool.close()

    async def _lying(self) -> list[Lying]:
        return await asyncio.to_thread(lying_in, self._order.root)


def _let_go(lying: Collection[Lying]) -> None:
    """Take away what is no longer kept; a half of it is no backup, and the rest goes the next time."""
    stay = kept([one.manifest.made_at for one in lying])
    for one in lying:
        if one.manifest.made_at not in stay:
            # Renamed first: killed in between, it looks like what it is, something that was begun.
            gone = one.folder.rename(one.folder.with_name(f".part-{one.folder.name}"))
            shutil.rmtree(gone, ignore_errors=True)


def _backup_of(one: Lying) -> Backup:
    manifest = one.manifest
    return Backup(
        name=one.folder.name,
        made_at=manifest.made_at,
        proved_at=manifest.proved_at or manifest.made_at,
        archive_size=manifest.archive.size if manifest.archive is not None else 0,
        evidence_size=sum(file.size for file in manifest.evidence),
        files=len(manifest.evidence),
        missing=len(manifest.missing),
        audit_entries=manifest.audit_head.id,
        audit_broken=manifest.audit_broken,
        is_sealed=bool(manifest.recipient),
    )
