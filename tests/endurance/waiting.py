"""Waiting for what the bot will have done."""

import asyncio
from collections.abc import Callable

from tests.seconds import GUARD


async def eventually(check: Callable[[], bool], within: float = GUARD) -> None:
    """Return as soon as the check holds. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while not check():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.02)
