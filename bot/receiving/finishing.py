"""That updates were answered, noted for many at a time: nobody waits for it.

A process that is killed before it is noted answers once more, as one that is killed before it noted anything.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection

TOGETHER_SECONDS = 0.1
"""So long what was answered is collected, unless the work has ended or something else is stored before."""


class Finishing:
    """`note` stores that these were answered; it waits for the database, and must not raise."""

    def __init__(self, note: Callable[[Collection[int]], Awaitable[None]]) -> None:
        self._note = note
        self._answered = dict[int, float]()
        """When what is still to be noted was answered, the first of it first."""
        self._noting: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def __contains__(self, update_id: int) -> bool:
        """Return whether the update was answered, and that is still to be noted."""
        return update_id in self._answered

    @property
    def answered(self) -> Collection[int]:
        """What was answered, and is still to be noted; whoever stores something may note it with that."""
        return tuple(self._answered)

    def noted(self, update_ids: Collection[int]) -> None:
        """Forget what is noted; only now: the database knows it, and this need not any more."""
        for update_id in update_ids:
            self._answered.pop(update_id, None)

    def add(self, update_id: int) -> None:
        self._answered[update_id] = asyncio.get_running_loop().time()
        self._look_later()

    async def settle(self) -> None:
        """Return when all that was answered is noted, or the end keeps it from being."""
        while self._answered:
            noting = self._noting or self._begin()
            await asyncio.wait({noting})
            if noting.cancelled():
                return

    def _look_later(self) -> None:
        """Look again when what was answered first has waited long enough."""
        if self._noting is None and self._timer is None and self._answered:
            since = next(iter(self._answered.values()))
            self._timer = asyncio.get_running_loop().call_at(since + TOGETHER_SECONDS, self._look)

    def _look(self) -> None:
        """Note what was answered long ago: where something is stored all the time, that is nothing."""
        self._timer = None
        since = next(iter(self._answered.values()), None)
        if since is not None and asyncio.get_running_loop().time() - since >= TOGETHER_SECONDS:
            self._begin()
        else:
            self._look_later()

    def _begin(self) -> asyncio.Task[None]:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._noting = asyncio.create_task(self._note_all(), name="finishing")
        return self._noting

    async def _note_all(self) -> None:
        try:
            together = self.answered
            await self._note(together)
            self.noted(together)
        finally:
            self._noting = None
            self._look_later()
