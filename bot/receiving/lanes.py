"""One lane per chat: rows of one chat one after another, different chats side by side, some at a time.

What waits is no more than its rows: only a chat that is being answered has a task of its own.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager

from bot.receiving.stop import Stop
from storage.ports import Received

AT_ONCE = 64
"""Chats that are answered at the same time, beside those that rest."""


class Lanes:
    """Hands rows to `work`, which must not raise, until the end is wished for."""

    def __init__(self, work: Callable[[Received], Awaitable[None]], stop: Stop) -> None:
        self._work = work
        self._stop = stop
        self._rows: dict[int, deque[Received]] = {}
        self._ready = deque[int]()
        """The chats of which no row is worked on, in the order in which they have their turns."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._resting = 0
        self._in_hand: set[int] = set()

    def add(self, rows: Iterable[Received]) -> None:
        """Put rows at the end of their chats' lanes; one that is in a lane already stays where it is."""
        for row in rows:
            if row.update_id in self._in_hand:
                continue
            self._in_hand.add(row.update_id)
            if row.chat_id in self._rows:
                self._rows[row.chat_id].append(row)
            else:
                self._rows[row.chat_id] = deque((row,))
                self._ready.append(row.chat_id)
        self._begin()

    @contextmanager
    def rest(self) -> Iterator[None]:
        """Let another chat have the turn of one whose row has to wait, for the length of the block."""
        self._resting += 1
        self._begin()
        try:
            yield
        finally:
            self._resting -= 1

    def _begin(self) -> None:
        while self._ready and self._active < AT_ONCE:
            task = asyncio.create_task(self._run(self._ready.popleft()), name="lane")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    @property
    def _active(self) -> int:
        return len(self._tasks) - self._resting

    async def _run(self, chat_id: int) -> None:
        """Work at one row of each chat in turn: many of one chat keep no other waiting."""
        while not self._stop.requested:
            rows = self._rows[chat_id]
            await self._work(rows[0])
            self._in_hand.discard(rows.popleft().update_id)
            # Nothing can come between the last look at the rows and this: there is no await in between.
            if rows:
                self._ready.append(chat_id)
            else:
                del self._rows[chat_id]
            if not self._ready or self._active > AT_ONCE:
                return
            chat_id = self._ready.popleft()

    async def idle(self) -> None:
        """Return when every row handed over so far is done."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self, within: float) -> int:
        """Wait at most `within` seconds for the work in hand, then cut it off; return how much was cut."""
        if not self._tasks:
            return 0
        _, cut = await asyncio.wait(set(self._tasks), timeout=within)
        for task in cut:
            task.cancel()
        if cut:
            await asyncio.wait(cut)
        return len(cut)
