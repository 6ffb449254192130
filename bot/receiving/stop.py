"""The wish to end, and the waits that it cuts short."""

import asyncio
import time
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, TypeVar

_T = TypeVar("_T")


class Stop:
    def __init__(self) -> None:
        self._wish = asyncio.Event()
        self._wished_at: float | None = None
        self._cut_off = set[asyncio.Future[Any]]()
        """What goes on only as long as nobody wishes for the end."""

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
        for work in self._cut_off:
            # Not at once: what is in its last step has come to its end by then.
            work.get_loop().call_soon(work.cancel)

    async def wait(self) -> None:
        await self._wish.wait()

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds, or as soon as the end is wished for."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wish.wait(), seconds)

    async def unless(self, work: Awaitable[_T]) -> _T | None:
        """Return what the work gives, or None (and the work cancelled) when the end is wished for first."""
        task = asyncio.ensure_future(work)
        self._cut_off.add(task)
        try:
            if self.requested:
                task.cancel()
            return await task
        except asyncio.CancelledError:
            own = asyncio.current_task()
            if not self.requested or (own is not None and own.cancelling()):
                raise
            return None
        finally:
            self._cut_off.discard(task)
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
