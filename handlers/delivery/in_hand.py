"""What the delivery lane of this process has in hand."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

ROOM = 50
"""Messages on their way at one time: at 25 a second slow chats hold up no other until so many are slow."""


class Lane:
    """The messages that are on their way, by their line in the ledger."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self.claiming = asyncio.Lock()
        """Held from a claim until its message is on its way: what is closed in between still knows of it."""
        self.is_closed = False

    @property
    def lines(self) -> frozenset[int]:
        return frozenset(self._tasks)

    @property
    def room(self) -> int:
        """How many more messages may be on their way."""
        return self._room - len(self._tasks)

    @property
    def has_room(self) -> bool:
        return self.room > 0

    @property
    def is_empty(self) -> bool:
        return not self._tasks

    def start(self, line: int, work: Coroutine[Any, Any, None]) -> None:
        """Let a message go on its way; the work must not raise."""
        task = asyncio.create_task(work, name=f"notice {line}")
        self._tasks[line] = task
        task.add_done_callback(lambda _: self._tasks.pop(line))

    async def moves(self, within: float) -> None:
        """Return when one of the messages has gone its way, or after so many seconds."""
        await asyncio.wait(set(self._tasks.values()), timeout=within, return_when=asyncio.FIRST_COMPLETED)

    async def idle(self) -> None:
        """Return when nothing is on its way."""
        while self._tasks:
            await asyncio.wait(set(self._tasks.values()))

    async def close(self, within: float) -> int:
        """Let nothing more leave, and cut off what takes more than so many seconds; return how much.

        What is cut off here is in doubt: the ledger says so, and it is sent again after the next start.
        """
        self.is_closed = True
        until = asyncio.get_running_loop().time() + within
        with suppress(TimeoutError):
            async with asyncio.timeout_at(until), self.claiming:
                pass
        if not self._tasks:
            return 0
        left = until - asyncio.get_running_loop().time()
        _, cut = await asyncio.wait(set(self._tasks.values()), timeout=left)
        for task in cut:
            task.cancel()
        if cut:
            await asyncio.wait(cut)
        return len(cut)
