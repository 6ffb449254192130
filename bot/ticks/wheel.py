"""The wheel that gives every tick its turn: one timer for all of them, which a commit sets forward.

It is the application's job queue, so it starts and ends with it, and is nothing else of what a JobQueue is:
APScheduler, which that stands on, keeps instants of the wall clock, and each of its turns costs as much as
most ticks do (record 42). It is not even imported (`bot/__main__.py`).
"""

import asyncio
import time
from collections.abc import Callable, Collection, Coroutine, Iterable
from datetime import datetime
from typing import Any, TypeAlias

from telegram.ext import JobQueue

from bot.ticks.steady import Clocks, Turn
from domain.times import Times
from handlers.telegram.chores import Tick
from handlers.telegram.context import BotApplication, Context
from storage.ports import Touched

HEARTBEAT = 1.0
"""Seconds after which the clocks are looked at whatever else happens."""
_FIRST = 1.0
"""Seconds after the start at which every tick has its first turn."""

Run: TypeAlias = Callable[[Context], Coroutine[Any, Any, datetime | None]]


class Wheel(JobQueue[Context]):
    """Gives each tick its turn, never beside itself; a turn that was missed is not made up for."""

    def __init__(self, stopwatch: Callable[[], float] = time.monotonic) -> None:
        # Not the library's own __init__, which would make a scheduler.
        self.stopwatch = stopwatch
        self._clocks = Clocks()
        self._app: BotApplication | None = None
        self._ticks: tuple[tuple[Tick, Run], ...] = ()
        self._turns: dict[Turn, Run] = {}
        self._meant: dict[str, frozenset[Turn]] = {}
        """Whom a change of that table wakes."""
        self._under_way = set[asyncio.Task[None]]()
        self._timer: asyncio.TimerHandle | None = None
        self._set_for = 0.0
        self._leave: Callable[[], None] | None = None
        self.durations = dict[str, Times]()
        """How long the turns of each tick took."""
        self.looked_at: float | None = None
        """When it last looked whose turn it is, by the stopwatch; None: it does not turn."""

    def set_application(self, application: object) -> None:
        """Nothing is asked of the application before it is carried."""

    def carry(self, app: BotApplication, ticks: Iterable[tuple[Tick, Run]]) -> None:
        """Let these ticks have their turns from the start on, each done by what stands beside it."""
        self._app, self._ticks = app, tuple(ticks)

    async def rest(self) -> None:
        """Return when no turn is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return tuple(tick for tick, _ in self._ticks)

    async def start(self) -> None:
        if self._app is None or self._leave is not None:
            return
        storage = self._app.bot_data.storage
        first = self.stopwatch() + _FIRST
        self._meant.clear()
        self._turns = {Turn(tick, storage, first): run for tick, run in self._ticks}
        self._leave = storage.subscribe(self._changed)
        self._set(_FIRST)

    async def stop(self, wait: bool = True) -> None:
        """Give nobody a turn any more. With `wait`, return when those that are under way have ended.

        Cut off in that, it cuts them off.
        """
        if self._timer is not None:
            self._timer.cancel()
        if self._leave is not None:
            self._leave()
        self._timer = self._leave = self.looked_at = None
        if not wait:
            for task in self._under_way:
                task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _changed(self, touched: Touched) -> None:
        """Wake whoever follows what was stored."""
        meant = self._all_meant(touched)
        if not meant:
            return
        at = self.stopwatch()
        comes = [turn.wake(at) for turn in meant]
        soonest = min((one for one in comes if one is not None), default=None)
        if soonest is not None and soonest < self._set_for:
            self._set(soonest - at)

    def _all_meant(self, touched: Touched) -> Collection[Turn]:
        if touched is None:
            return [turn for turn in self._turns if turn.is_meant(None)]
        for table in touched - self._meant.keys():
            its_own = frozenset((table,))
            self._meant[table] = frozenset(turn for turn in self._turns if turn.is_meant(its_own))
        return frozenset().union(*(self._meant[table] for table in touched))

    def _set(self, seconds: float) -> None:
        if self._leave is None:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._set_for = self.stopwatch() + seconds
        self._timer = asyncio.get_running_loop().call_later(seconds, self._look)

    def _look(self) -> None:
        # Whatever happens here, the wheel goes on.
        self._set(HEARTBEAT)
        self._set(max(0.0, min(HEARTBEAT, self.look() - self.stopwatch())))

    def look(self) -> float:
        """Begin every turn that has come; return the stopwatch's time at which the next one may come."""
        if self._app is None:
            raise RuntimeError("it carries nothing yet")
        now, at = self._app.bot_data.clock(), self.stopwatch()
        self.looked_at = at
        if self._clocks.has_jumped(now, at):
            for turn in self._turns:
                turn.wake(at)
        for turn, run in self._turns.items():
            if turn.is_its(now, at):
                turn.begins()
                task = asyncio.create_task(self._have(self._app, turn, run), name=f"tick {turn.tick.name}")
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
        return min((turn.comes(now, at) for turn in self._turns), default=at + HEARTBEAT)

    async def _have(self, app: BotApplication, turn: Turn, run: Run) -> None:
        due: datetime | None = app.bot_data.clock()
        began = time.perf_counter()
        try:
            due = await run(app.context_types.context(app))
        except Exception as error:  # noqa: BLE001 - the application's error handler says what it was
            await app.process_error(None, error)
        finally:
            self.durations.setdefault(turn.tick.name, Times()).add(time.perf_counter() - began)
            turn.ends(app.bot_data.clock(), self.stopwatch(), due)
            self._set(0)
