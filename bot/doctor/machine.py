"""What `doctor` finds on the machine: room on the disk, SQLite's log, who may read, the backup's age."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.doctor.finding import Finding
from bot.settings import Settings
from bot.watch.health import LEAST_ROOM
from domain.backups.keeping import is_too_old
from storage.database import sqlite_file
from storage.private import open_to_others

LARGEST_LOG = 64 * 1024 * 1024
"""Bytes. It is a few MB where nobody keeps SQLite from writing it into the database."""
_MB = 1024 * 1024
_ENVIRONMENT = Path(".env")


async def machine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield one finding each; nothing of a log where there is no SQLite."""
    yield await asyncio.to_thread(_disk, settings.data_dir)
    file = sqlite_file(settings.database)
    if file is not None:
        yield _log_of(file)
    yield _modes(settings)
    yield await _backup(settings)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    says = f"{free // _MB} MB are left on the disk of {folder}"
    if free < LEAST_ROOM:
        return Finding("disk", ok=False, says=f"only {says}: free some space before nothing can be stored")
    return Finding("disk", ok=True, says=says)


def _log_of(file: Path) -> Finding:
    log = file.with_name(f"{file.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    says = f"{log.name} has {size // _MB} MB"
    if size > LARGEST_LOG:
        cure = "some program keeps the database open and reads: end it, then restart the bot"
        return Finding("log", ok=False, says=f"{says}: {cure}")
    return Finding("log", ok=True, says=says)


def _modes(settings: Settings) -> Finding:
    found = open_to_others(settings.database, settings.data_dir, _ENVIRONMENT)
    if not found:
        return Finding("modes", ok=True, says="nobody else on this machine can read what is stored")
    named = ", ".join(map(str, found[:3]))
    says = f"others on this machine can read {named}: chmod -R go= {settings.data_dir} {_ENVIRONMENT}"
    return Finding("modes", ok=False, says=says)


async def _backup(settings: Settings) -> Finding:
    if settings.backup_dir is None:
        return Finding("backup", ok=True, says="BACKUP_DIR is not set: none is made by itself")
    from storage.backups.folder import BackupFolder  # noqa: PLC0415 - only where there are any
    from storage.backups.making import Order  # noqa: PLC0415 - as above

    order = Order(url=settings.database, evidence=settings.data_dir, root=settings.backup_dir)
    backups, now = BackupFolder(order), datetime.now(UTC)
    try:
        newest = next(iter(await backups.all()), None)
    finally:
        await backups.close()
    if newest is None:
        return Finding("backup", ok=False, says=f"none is in {settings.backup_dir} yet: python -m bot backup")
    hours = round((now - newest.made_at) / timedelta(hours=1))
    says = f"the newest was made {hours} h ago, and proved to restore"
    if is_too_old(newest.made_at, now):
        return Finding("backup", ok=False, says=f"{says}: see /cadangan why there is no newer")
    return Finding("backup", ok=True, says=says)
