"""How fast the delivery lane may go: even gaps between messages, and a pause while Telegram is away.

Telegram's 429 does not say whether it means the chat or the bot. A chat is let alone for as long as it
asks; only several chats refused in a row mean the bot. That pause is for every instance, so it is stored. A
Telegram that cannot be reached stops this process alone, or every message that waits would use up its tries
on one outage.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from storage.ports import Pace

PACE = Pace(in_all=25, lease=timedelta(seconds=45))
"""Telegram takes about thirty messages a second in all; the rest is left to replies.

The lease is longer than any attempt (see `handlers.delivery.lane`). So long waits a message whose process
died.
"""
CHATS_THAT_MEAN_ALL = 3
"""So many different chats refused in a row mean that the bot itself is to be quiet."""
FAILURES_THAT_MEAN_ALL = 3
SLACK = 0.2
"""Seconds that a turn may be late and made up for."""
_TOGETHER = 0.2
"""Seconds between two claims; what is claimed together still leaves with even gaps."""
LONGEST_QUIET = 30.0
"""Seconds after which a Telegram that was away is tried again."""


@dataclass
class Pacer:
    """Hands out moments to send at, 1/25 s apart within this process.

    A turn that comes late, because the database or the processor was busy, is made up for by those after it.
    That no second gets too full, in whichever process, is for the claims to see to (`Notices.claim`).
    """

    gap: float = 1 / PACE.in_all
    """Seconds."""
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: float = 0.0
    _quiet_until: float = 0.0
    _refused: set[int] = field(default_factory=set)
    _failures: int = 0

    @property
    def is_paused(self) -> bool:
        """Whether Telegram could not be reached, and is let alone for now."""
        return self.clock() < self._quiet_until

    @property
    def pause(self) -> float:
        """How many more seconds Telegram is let alone; 0: it is not."""
        return max(0.0, self._quiet_until - self.clock())

    @property
    def at_once(self) -> int:
        """How many messages are claimed together: those of the next fifth of a second."""
        return max(1, round(_TOGETHER / self.gap)) if self.gap else 1

    async def rest(self, seconds: float) -> None:
        """Wait for so long, at most for as long as a second's messages take."""
        await self.sleep(min(seconds, self.gap * PACE.in_all))

    async def turn(self) -> None:
        """Wait for the next moment at which a message may leave."""
        at = max(self.clock() - SLACK, self._next)
        self._next = at + self.gap
        if (wait := at - self.clock()) > 0:
            await self.sleep(wait)

    def answered(self) -> None:
        """Note that Telegram takes messages, or refuses one for what it is."""
        self._refused.clear()
        self._failures = 0

    def refused(self, chat_id: int) -> bool:
        """Note that a chat was refused for a while; return whether so many in a row mean the bot itself."""
        self._refused.add(chat_id)
        return len(self._refused) >= CHATS_THAT_MEAN_ALL

    def failed(self) -> None:
        """Note that Telegram was not reached; from the third time in a row on the lane waits, ever longer."""
        if self.is_paused:
            return  # it left before the pause began, and tells nothing new
        self._failures += 1
        doublings = self._failures - FAILURES_THAT_MEAN_ALL
        if doublings >= 0:
            self._quiet_until = self.clock() + min(2.0 ** min(doublings, 10), LONGEST_QUIET)
