"""The units of work that are committed together."""

import asyncio
import sqlite3
from collections.abc import Iterable

from storage.database import refused_by_sqlite
from storage.ports import NoRoom, Unavailable

_TURNS = 64
_LONG = 0.005  # seconds


class Group:
    """One transaction of the database, with a savepoint for each unit."""

    def __init__(self, began: float) -> None:
        self._began = began
        self.turns = 0
        self.members = 0
        """Units that have something to be stored."""
        self.durable = 0
        """Members that do not return before it is."""
        self.touched: set[str] = set()
        self.waiting: list[asyncio.Future[None]] = []
        self.timer: asyncio.TimerHandle | None = None
        self.is_due = False
        self.is_over = False

    def add(self, touched: Iterable[str], *, soon: bool) -> None:
        self.members += 1
        self.durable += not soon
        self.touched.update(touched)

    def is_long(self, now: float) -> bool:
        """Return whether it has gone on for so long that it must be stored, whoever waits to join it."""
        return self.is_due or self.turns >= _TURNS or now - self._began >= _LONG

    def waiter(self) -> asyncio.Future[None]:
        """Return what is done when the group is stored. It raises Unavailable when that failed."""
        told = asyncio.get_running_loop().create_future()
        self.waiting.append(told)
        return told

    def end(self, error: Exception | None) -> None:
        """Tell everybody who waits how it ended."""
        self.is_over = True
        if self.timer is not None:
            self.timer.cancel()
        for told in self.waiting:
            if told.done():
                continue
            if error is None:
                told.set_result(None)
            else:
                told.set_exception(failure_of(error))
                told.exception()  # Whoever was cancelled meanwhile asks for it no more.


def failure_of(error: Exception) -> Unavailable:
    """Return what whoever waits is told of an error that kept a group from being stored."""
    is_full = isinstance(error, sqlite3.Error) and isinstance(refused_by_sqlite(error, "COMMIT"), NoRoom)
    failure = (NoRoom if is_full else Unavailable)(str(error))
    failure.__cause__ = error
    return failure
