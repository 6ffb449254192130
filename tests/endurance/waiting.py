"""Waiting for what the bot will have done."""

import asyncio
from collections.abc import Callable


async def eventually(check: Callable[[], bool], within: float = 60) -> None:
    """Return as soon as the check holds. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while not check():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.02)
