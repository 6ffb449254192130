"""`backup`: a proved copy of database and evidence, made while the bot runs."""

from datetime import datetime
from pathlib import Path

from bot.commands.console import complain, tell
from bot.settings import Settings
from storage.backups.making import Made, Order, make
from storage.evidence import EVIDENCE
from storage.ports import CannotBackUp

EXIT_PROBLEM, EXIT_USAGE = 1, 2


async def backup(settings: Settings, to: Path | None, now: datetime) -> int:
    """Make a backup, and say what is in it; return the exit code."""
    root = to or settings.backup_dir
    if root is None:
        complain("No folder is named for it: `--to DIR`, or BACKUP_DIR.")
        return EXIT_USAGE
    order = Order(
        url=settings.database,
        evidence=settings.data_dir / EVIDENCE,
        root=root,
        recipient=settings.backup_recipient,
    )
    try:
        made = await make(order, now)
    except CannotBackUp as error:
        complain(f"There is no backup: {error}.")
        return EXIT_PROBLEM
    return _said(made)


def _said(made: Made) -> int:
    manifest = made.backup.manifest
    sealed = f", encrypted for {manifest.recipient}" if manifest.recipient else ""
    tell(f"The backup is {made.backup.folder}{sealed}.")
    tell(
        f"  {sum(manifest.rows.values())} rows of {len(manifest.rows)} tables (from {manifest.engine},"
        f" revision {manifest.revision}), {len(manifest.evidence)} files of evidence"
    )
    tell(f"  head of the audit trail: {manifest.audit_head if manifest.audit_head.id else 'no entry yet'}")
    tell("  It was restored into a temporary place and is whole.")
    if made.remark:
        complain(f"  Note: {made.remark}.")
    if manifest.missing:
        complain(f"  Not in it, as the bytes are gone or have changed: {', '.join(manifest.missing)}")
    if manifest.audit_broken:
        complain(f"  The audit trail that was copied is broken at entry {manifest.audit_broken}.")
    return EXIT_PROBLEM if manifest.missing or manifest.audit_broken else 0
