"""`restore`: a backup put back into an empty place."""

from dataclasses import dataclass
from pathlib import Path

from bot.commands.console import complain, tell
from bot.settings import Settings
from storage.backups.restoring import RESERVE, Restored, Wish
from storage.backups.restoring import restore as put_back
from storage.evidence import EVIDENCE
from storage.ports import StorageError, Unavailable

EXIT_PROBLEM = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says."""

    file: Path
    key: Path | None
    last_ticket: int | None


async def restore(settings: Settings, asked: Asked) -> int:
    """Put it back to where the settings point, and say what was found; return the exit code.

    Raises Unavailable.
    """
    wish = Wish(
        file=asked.file,
        url=settings.database,
        evidence=settings.data_dir / EVIDENCE,
        key=asked.key,
        others=(settings.backup_dir,) if settings.backup_dir is not None else (),
        last_ticket=asked.last_ticket,
    )
    try:
        restored = await put_back(wish)
    except Unavailable:
        raise
    except StorageError as error:
        complain(f"Nothing was restored: {error}")
        return EXIT_PROBLEM
    return _said(restored, asked)


def _said(restored: Restored, asked: Asked) -> int:
    manifest = restored.manifest
    tell(f"Restored as of {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC (from {manifest.engine}).")
    tell(
        f"  {sum(manifest.rows.values())} rows of {len(manifest.rows)} tables:"
        f" {manifest.rows.get('people', 0)} people, {manifest.rows.get('report_events', 0)} report events"
    )
    tell(f"  {restored.evidence} files of evidence, each with the SHA-256 of its name")
    tell(f"  head of the audit trail: {manifest.audit_head if manifest.audit_head.id else 'no entry yet'}")
    left_out = (
        "as you said" if asked.last_ticket is not None else
        f"{RESERVE} numbers are left out for tickets given after {restored.known_by:%Y-%m-%d %H:%M} UTC"
    )  # fmt: skip
    tell(f"  The next ticket has at least the number {restored.goes_on_at} ({left_out}).")
    if manifest.audit_broken:
        complain(f"  The audit trail was broken at entry {manifest.audit_broken} when it was copied.")
    gone = (*restored.lost, *manifest.missing)
    if gone:
        complain(f"  {len(gone)} files of evidence are not in the backup: {', '.join(gone)}")
    return EXIT_PROBLEM if gone or manifest.audit_broken else 0
