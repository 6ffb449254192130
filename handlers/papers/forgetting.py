"""The tick that lets go of the bytes of old documents; what they said, and their codes, stay for good."""

from datetime import timedelta

from handlers.telegram.chores import Chore
from handlers.telegram.context import Context

KEPT_FOR = timedelta(days=7)
"""The same document is asked for on its own day only, and Telegram keeps what it was sent."""
_AT_ONE_TURN = 100


async def _old(context: Context) -> list[str]:
    async with context.aside() as uow:
        return await uow.documents.old_contents(context.now - KEPT_FOR, _AT_ONE_TURN)


async def let_go(context: Context, sha256: str) -> None:
    """Remove the bytes, then note it: killed in between, they are removed once more."""
    await context.services.papers.remove(sha256)
    async with context.aside() as uow:
        await uow.documents.drop(sha256, context.now)
        await uow.commit()


forget = Chore("papers.old", _old, let_go, lambda sha256: f"bytes {sha256[:12]}")
