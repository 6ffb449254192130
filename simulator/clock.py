"""The simulator's clock: real time plus an offset that only grows, and named marks to jump to."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Jakarta"


@dataclass
class Mark:
    """A named instant, such as a deadline of the demonstration."""

    label: str
    at: datetime


@dataclass
class Clock:
    """Tells the time to the chat, to message dates and to a demonstration bot."""

    offset_seconds: float = 0.0
    zone: str = DEFAULT_ZONE
    marks: list[Mark] = field(default_factory=list)

    def now(self) -> datetime:
        """Return the simulated instant, aware, in the clock's zone."""
        return self.at(time.time() + self.offset_seconds)

    def timestamp(self) -> int:
        """Return whole seconds since 1970, the form of a message's date."""
        return int(time.time() + self.offset_seconds)

    def at(self, timestamp: float) -> datetime:
        """Return an instant given in seconds since 1970 in the clock's zone."""
        return datetime.fromtimestamp(timestamp, ZoneInfo(self.zone))

    def advance(self, seconds: float) -> None:
        """Move forward by seconds; ValueError where that would be backwards."""
        if seconds < 0:
            raise ValueError("the clock goes forward only")
        self.offset_seconds += seconds

    def until(self, instant: datetime) -> float:
        """Return the seconds from now to an aware instant, negative if it has passed."""
        return (instant - self.now()) / timedelta(seconds=1)

    def next_mark(self) -> Mark | None:
        """Return the first mark still to come, or None."""
        return min(
            (mark for mark in self.marks if mark.at > self.now()), key=lambda mark: mark.at, default=None
        )
