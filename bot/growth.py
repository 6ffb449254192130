"""What grows, and how long it is kept: docs/growth.md has the table, `.env.example` the settings."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.keep import Keep
from handlers.announcements import LEDGER
from storage.ports import Storage, UnitOfWork

Forget = Callable[[UnitOfWork, datetime], Awaitable[int]]
# What an announcement has come to is read from its lines for good.
PARTS: Mapping[str, Forget] = {
    "updates": lambda uow, before: uow.inbox.forget(before),
    "notices": lambda uow, before: uow.notices.forget(before, but=LEDGER),
    "drafts": lambda uow, before: uow.drafts.forget(before),
    "troubles": lambda uow, before: uow.troubles.forget(before),
}
"""By the field of Keep: how to let go of what is older."""


async def forget(storage: Storage, part: str, keep: Keep, now: datetime, *, for_good: bool = True) -> int:
    """Let go of what is older of that part; return how many rows. Not `for_good`: only count them."""
    days: int = getattr(keep, part)
    async with storage.uow(now=now) as uow:
        many = await PARTS[part](uow, now - timedelta(days=days))
        if many and for_good:
            await uow.commit()
    return many
