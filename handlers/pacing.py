"""How fast the delivery lane may go: even gaps between messages, and a pause for all when Telegram means all.

Telegram's 429 does not say whether it means the chat or the bot. A chat is let alone for as long as it
asks; only when several chats in a row are refused does the lane stop for all.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from storage.ports import Pace

PACE = Pace(in_all=25, lease=timedelta(seconds=30))
"""Telegram takes about thirty messages a second in all; the rest is left to replies."""
CHATS_THAT_MEAN_ALL = 3
"""So many different chats refused in a row mean that the bot itself is to be quiet."""


@dataclass
class Pacer:
    """Hands out moments to send at, at least 1/25 s apart within this process."""

    gap: float = 1 / PACE.in_all
    """Seconds."""
    clock: Callable[[], float] = time.monotonic
    _next: float = 0.0
    _quiet_until: float = 0.0
    _refused: set[int] = field(default_factory=set)

    @property
    def is_paused(self) -> bool:
        """Whether Telegram asked the bot itself to be quiet for now."""
        return self.clock() < self._quiet_until

    async def turn(self) -> None:
        """Wait for the next moment at which a message may leave."""
        now = self.clock()
        at = max(now, self._next)
        self._next = at + self.gap
        if at > now:
            await asyncio.sleep(at - now)

    def took(self) -> None:
        """Note that Telegram has taken a message."""
        self._refused.clear()

    def refused(self, chat_id: int, seconds: float) -> None:
        """Note that a chat was refused for so long; the third in a row stops the lane for all."""
        self._refused.add(chat_id)
        if len(self._refused) >= CHATS_THAT_MEAN_ALL:
            self._quiet_until = self.clock() + seconds
            self._refused.clear()
