"""The tick that lets go of the bytes of old documents; what they said, and their codes, stay for good."""

from datetime import datetime, timedelta

from handlers.telegram.chores import Chore
from handlers.telegram.context import Context, Services

KEPT_FOR = timedelta(days=7)
"""The same document is asked for on its own day only, and Telegram keeps what it was sent."""
_AT_ONE_TURN = 100


async def _old(context: Context) -> list[str]:
    async with context.look() as uow:
        return await uow.documents.old_contents(context.now - KEPT_FOR, _AT_ONE_TURN)


async def _forget(context: Context, sha256: str) -> None:
    await let_go(context.services, sha256)


async def let_go(services: Services, sha256: str) -> None:
    """Remove the bytes, then note it: killed in between, they are removed once more."""
    await services.papers.remove(sha256)
    async with services.storage.uow() as uow:
        await uow.documents.drop(sha256, services.clock())
        await uow.commit()


async def _tomorrow(context: Context) -> datetime:
    return context.now + timedelta(days=1)


forget = Chore("papers.old", _old, _forget, lambda sha256: f"bytes {sha256[:12]}", next_due=_tomorrow)
