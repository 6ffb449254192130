"""The wall clock beside one that nobody can set."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class ClockWatch:
    """What this process knows of its clock."""

    stopwatch: Callable[[], float] = time.monotonic
    ahead_until: datetime | None = None
    """When the clock is where it was once before."""
    step: timedelta | None = None
    """By how much it went back (zero: it is right again), until that is stored."""
    _seen: tuple[datetime, float] | None = None

    @property
    def is_new(self) -> bool:
        return self._seen is None

    def look(self, now: datetime) -> timedelta:
        """Return by how much less time the clock says has passed since the last look than the stopwatch."""
        passed = self.stopwatch()
        seen, self._seen = self._seen, (now, passed)
        if seen is None:
            return timedelta()
        return timedelta(seconds=passed - seen[1]) - (now - seen[0])
