"""The wish to end, and the waits that it cuts short."""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")


class Stop:
    def __init__(self) -> None:
        self._wish = asyncio.Event()
        self._wished_at: float | None = None

    @property
    def requested(self) -> bool:
        return self._wish.is_set()

    @property
    def since(self) -> float:
        """Seconds that have passed since the end was first wished for; 0 before."""
        return time.monotonic() - self._wished_at if self._wished_at is not None else 0.0

    def request(self) -> None:
        if self._wished_at is None:
            self._wished_at = time.monotonic()
        self._wish.set()

    async def wait(self) -> None:
        await self._wish.wait()

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds, or as soon as the end is wished for."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wish.wait(), seconds)

    async def unless(self, work: Awaitable[_T]) -> _T | None:
        """Return what the work gives, or None (and the work cancelled) when the end is wished for first."""
        task, wish = asyncio.ensure_future(work), asyncio.ensure_future(self._wish.wait())
        try:
            await asyncio.wait({task, wish}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            wish.cancel()
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
