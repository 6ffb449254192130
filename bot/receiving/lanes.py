"""One lane per chat: rows of one chat one after another, different chats side by side."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from bot.receiving.stop import Stop
from storage.ports import Received


class Lanes:
    """Hands rows to `work`, which must not raise, until the end is wished for."""

    def __init__(self, work: Callable[[Received], Awaitable[None]], stop: Stop) -> None:
        self._work = work
        self._stop = stop
        self._rows: dict[int, deque[Received]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand: set[int] = set()

    def add(self, rows: Iterable[Received]) -> None:
        """Put rows at the end of their chats' lanes; one that is in a lane already stays where it is."""
        for row in rows:
            if row.update_id not in self._in_hand:
                self._in_hand.add(row.update_id)
                self._lane(row.chat_id).append(row)

    def _lane(self, chat_id: int) -> deque[Received]:
        if chat_id not in self._rows:
            self._rows[chat_id] = deque()
            task = asyncio.create_task(self._run(chat_id), name=f"lane {chat_id}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return self._rows[chat_id]

    async def _run(self, chat_id: int) -> None:
        rows = self._rows[chat_id]
        while rows and not self._stop.requested:
            await self._work(rows[0])
            self._in_hand.discard(rows.popleft().update_id)
        # Nothing can come between the last look at the rows and this: there is no await in between.
        del self._rows[chat_id]

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
