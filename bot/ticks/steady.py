"""When a tick has its turn, by a stopwatch that nobody can set beside the wall clock.

What is due at 08.00 is an instant of the wall clock; how long a tick rests is a length of the stopwatch. Set
back by seven hours, a clock that alone decided would let every tick stand still for seven hours
(APScheduler's issues 351 and 752); set ahead, it would make up for what was never missed (526 and 1066). So
every jump of the one against the other gives each tick a turn, and from that it knows anew when it is due.
Waking up from sleep is such a jump: the stopwatch slept too.
"""

from collections.abc import Hashable
from datetime import datetime, timedelta

from handlers.telegram.chores import Tick
from storage.ports import Storage, Touched

RETRIES = "troubles"
"""The table in which an admin lets something be tried again: it wakes whoever may be meant."""
MOMENT = 0.01
"""Seconds for which what follows a change waits for more of the same."""
AT_ONCE_AGAIN = 0.05
"""Seconds for which a tick rests that somebody waits for."""
ANYWAY = 6 * 3600.0
"""Seconds after which a tick looks although nothing tells it to."""
_JUMP = timedelta(seconds=2)


class Clocks:
    """The wall clock beside the stopwatch."""

    def __init__(self) -> None:
        self._seen: tuple[datetime, float] | None = None

    def has_jumped(self, now: datetime, at: float) -> bool:
        """Return whether the one has gone on by something else than the other since the last look."""
        seen, self._seen = self._seen, (now, at)
        return seen is not None and abs((now - seen[0]) - timedelta(seconds=at - seen[1])) > _JUMP


class Turn:
    """One tick's. `at` is the stopwatch's time, `now` the wall clock's."""

    def __init__(self, tick: Tick, storage: Storage, first: float) -> None:
        self.tick = tick
        self._storage = storage
        self._tables = tick.wakes and tick.wakes | {RETRIES}
        self._is_woken, self._is_running = True, False
        self._rests_until = first
        self._looks_at = first
        self._again_at: float | None = None
        self._anyway_at = first
        self._due: datetime | None = None
        self._known: Hashable = None

    def is_meant(self, touched: Touched) -> bool:
        """Return whether a change of those tables may give it something to do."""
        return self._tables is not None and (touched is None or not self._tables.isdisjoint(touched))

    def wake(self, at: float) -> float | None:
        """Let it have a turn; return when. None: it is under way, and has another one after this one."""
        self._is_woken = True
        return None if self._is_running else max(at + MOMENT, self._rests_until)

    def is_its(self, now: datetime, at: float) -> bool:
        """Return whether this is its turn."""
        if self._is_running or at < self._rests_until:
            return False
        if self._tables is None or self._is_woken or at >= self._anyway_at:
            return True
        if self._due is not None and self._due <= now:
            return True
        if self._again_at is not None and self._again_at <= at:
            return True
        if at < self._looks_at:
            return False
        self._looks_at = at + self.tick.every.total_seconds()
        return self._storage.version(*sorted(self._tables)) != self._known

    def begins(self) -> None:
        self._is_running, self._is_woken = True, False
        if self._tables is not None:
            # Before it reads: whatever is changed meanwhile asks for another turn.
            self._known = self._storage.version(*sorted(self._tables))

    def ends(self, now: datetime, at: float, due: datetime | None) -> None:
        """Note when the chore wants to be called again; what is past by now is tried after its rest."""
        every = self.tick.every.total_seconds()
        self._is_running = False
        self._rests_until = at + (AT_ONCE_AGAIN if self.tick.at_once else every)
        self._looks_at, self._anyway_at = at + every, at + max(every, ANYWAY)
        is_over = due is not None and due <= now
        self._due, self._again_at = (None, at + every) if is_over else (due, None)

    def comes(self, now: datetime, at: float) -> float:
        """Return when it has its turn at the earliest, if nothing happens; infinity while it is under way."""
        if self._is_running:
            return float("inf")
        if self._is_woken or self._tables is None:
            return self._rests_until
        soonest = min(self._looks_at, self._again_at or float("inf"), self._anyway_at)
        if self._due is not None:
            soonest = min(soonest, at + (self._due - now).total_seconds())
        return max(soonest, self._rests_until)
