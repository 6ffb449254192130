"""What waits until an instant of the clock."""

from datetime import datetime
from typing import Protocol


class Waits(Protocol):
    """What waits until an instant, for when the clock is set back: nothing stands still until it is right."""

    async def newest(self) -> datetime | None:
        """Return the newest instant at which anything was received or changed; None: nothing ever was."""

    async def end_from_the_future(self, now: datetime) -> None:
        """End every lease, pause and wait for the next try that began after now, more than a minute.

        An hour that somebody was told of stays: a snooze, a notice that waits for the morning.
        """
