"""That updates were answered, noted for many at a time: nobody waits for it.

A process that is killed before it is noted answers once more, as one that is killed before it noted anything.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress

TOGETHER_SECONDS = 0.1
"""So long what was answered is collected, unless the work has ended or something else is stored before."""


class Finishing:
    """`note` stores that these were answered; it waits for the database, and must not raise."""

    def __init__(self, note: Callable[[Collection[int]], Awaitable[None]]) -> None:
        self._note = note
        self._answered = set[int]()
        self._noting: asyncio.Task[None] | None = None
        self._at_once = asyncio.Event()

    def __contains__(self, update_id: int) -> bool:
        """Return whether the update was answered, and that is still to be noted."""
        return update_id in self._answered

    @property
    def answered(self) -> Collection[int]:
        """What was answered, and is still to be noted; whoever stores something may note it with that."""
        return tuple(self._answered)

    def noted(self, update_ids: Collection[int]) -> None:
        """Forget what is noted; only now: the database knows it, and this need not any more."""
        self._answered.difference_update(update_ids)

    def add(self, update_id: int) -> None:
        self._answered.add(update_id)
        if self._noting is None:
            self._noting = asyncio.create_task(self._note_all(), name="finishing")

    async def settle(self) -> None:
        """Return when all that was answered is noted, or the end keeps it from being."""
        self._at_once.set()
        while self._noting is not None:
            await asyncio.wait({self._noting})

    async def _note_all(self) -> None:
        try:
            while self._answered:
                await self._wait()
                together = self.answered
                if together:
                    await self._note(together)
                    self.noted(together)
        finally:
            self._noting = None
            self._at_once.clear()

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(TOGETHER_SECONDS):
                await self._at_once.wait()
