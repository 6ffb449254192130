"""`prune`: let go of what nobody asks for again, or only say how much that would be."""

from datetime import datetime

from bot.commands.console import tell
from bot.growth import PARTS, forget
from bot.keep import Keep
from storage.ports import Storage

_WHAT = {
    "updates": "updates that were answered",
    "notices": "messages that were sent or given up, but for announcements",
    "drafts": "conversations that ended without a report or a file",
    "troubles": "troubles that were settled",
}


async def prune(storage: Storage, keep: Keep, now: datetime, *, dry_run: bool) -> int:
    """Do it beside a running bot as well, say what went; return 0."""
    for part in PARTS:
        many = await forget(storage, part, keep, now, for_good=not dry_run)
        tell(f"{_WHAT[part]}: {many} older than {getattr(keep, part)} days (KEEP_{part.upper()}_DAYS)")
    tell("Nothing was removed (--dry-run)." if dry_run else "They were removed.")
    return 0
