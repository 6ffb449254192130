"""The connection that writes an SQLite file: units of work take turns, and are stored in groups.

A unit's turn is a savepoint in the group's transaction. The group is committed, with one fsync and in another
thread, when nobody waits for a turn; until then nobody is told that anything was stored.
"""

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import partial

import aiosqlite

from storage.database import Disk, connect_sqlite, is_busy, refused_by_sqlite, threaded
from storage.engines.counts import Counts
from storage.engines.group import Group, failure_of
from storage.engines.put_off import PutOff
from storage.engines.transaction import Work
from storage.engines.versions import Versions
from storage.ports import NoRoom, Touched, Unavailable

log = logging.getLogger(__name__)

SOON = 0.01
"""Seconds within which what may be stored soon is committed."""
PUT_OFF = 0.25
"""Seconds after which what was put off is done, if nothing else was stored before."""
_BRIEFLY = 0.1  # seconds that who only looks waits for another process's lock
_A_TURN_WITHIN = 30.0  # seconds
_POLL = 0.001, 0.02  # seconds between looks whether another process has let go of its lock: first, longest


class Writer:
    def __init__(
        self,
        file: str,
        patience: float,
        versions: Versions,
        counts: Counts,
        stored: Callable[[Touched], None],
    ) -> None:
        self._file = file
        self._patience = patience
        self._versions = versions
        self._counts = counts
        self._stored = stored
        self._raw: Disk | None = None
        self._connection: aiosqlite.Connection | None = None
        self._queue: deque[asyncio.Future[None]] = deque()
        self._is_taken = False
        self._group: Group | None = None
        self._storing: asyncio.Task[None] | None = None
        self._others: Hashable = None
        self._has_no_room = False
        self._is_looked_at = False
        self._put_off = PutOff()
        self._epoch = 0
        self._is_within = False
        """Whether somebody is within a turn: what was put off was done before it began."""
        self._alarm: asyncio.TimerHandle | None = None
        self._catching_up: asyncio.Task[None] | None = None

    @property
    def raw(self) -> Disk:
        """The connection, for whoever has the turn."""
        if self._raw is None:
            raise Unavailable("the database was closed")
        return self._raw

    def others(self) -> Hashable:
        """Return what changes when another process commits, None where it cannot be known.

        It changes as well when a group is lost: what was known of what it did is not so.
        """
        # Nobody else can commit while a group is open: it holds the lock. What somebody commits before this
        # task waits for anything may be found afterwards: what is kept until then is newer than its number.
        if self._group is None and self._raw is not None and not self._is_looked_at:
            self._others = self._look_at_others(self._raw)
            self._is_looked_at = True
            asyncio.get_running_loop().call_soon(self._look_again)
        return self._others if self._raw is not None else None

    def _look_again(self) -> None:
        self._is_looked_at = False

    def _look_at_others(self, raw: Disk) -> Hashable:
        try:
            number: int = raw.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            # It will be said by the next statement; until then nothing that is kept may count as current.
            return object()
        return number, self._epoch

    async def take(self, patience: float | None = None) -> Group:
        """Wait for the turn, and return the group that it belongs to. Raises Unavailable.

        `patience` is how many seconds another process's lock is waited for.
        """
        until = _now() + (self._patience if patience is None else patience)
        if self._is_taken or self._storing is not None:
            await self._wait()
        self._is_taken = True
        try:
            group = self._group or await self._begin(until)
            if self._put_off:
                self._do_what_was_put_off(group)
            self.run("SAVEPOINT unit")
        except BaseException:  # who is cancelled here must not keep the turn from everybody; passed on
            self.pass_on()
            raise
        self._is_within = True
        group.turns += 1
        self._counts.turns += 1
        return group

    async def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        self._queue.append(turn)
        given_up = loop.call_later(max(_A_TURN_WITHIN, self._patience), _give_up, turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.pass_on()
            raise
        finally:
            given_up.cancel()

    async def _begin(self, until: float) -> Group:
        raw = self._raw or await self._connect(until)
        pause, longest = _POLL
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.Error as error:
                if not is_busy(error) or _now() >= until:
                    raise refused_by_sqlite(error, "BEGIN IMMEDIATE") from error
            await asyncio.sleep(pause)
            pause = min(2 * pause, longest)
        raw.outcome = False
        self._others, self._is_looked_at = self._look_at_others(raw), False
        self._group = Group(_now())
        return self._group

    async def _connect(self, until: float) -> Disk:
        made = list[Disk]()

        def connect() -> Disk:
            made.append(connect_sqlite(self._file))
            return made[-1]

        while True:
            try:
                self._connection = await threaded(connect)
                break
            except sqlite3.Error as error:
                # Whoever opens the log first has it for itself for a moment.
                if not is_busy(error) or _now() >= until:
                    raise refused_by_sqlite(error, "connect") from error
            await asyncio.sleep(_POLL[1])
        self._raw = made[-1]
        # Its number says nothing beside that of the connection before.
        self._epoch += 1
        return self._raw

    def run(self, sql: str) -> None:
        """Run a statement of transactions, for whoever has the turn. Raises as `storage.ports` has it."""
        try:
            self.raw.execute(sql)
        except sqlite3.Error as error:
            if self._group is not None:
                self.is_lost(self._group)
            raise refused_by_sqlite(error, sql) from error

    def undo(self) -> None:
        """Undo what the unit did in its turn."""
        try:
            self.raw.execute("ROLLBACK TO unit")
            self.raw.execute("RELEASE unit")
        except (sqlite3.Error, Unavailable) as error:
            # What cannot be undone must not be stored with what others did.
            if self._group is not None:
                self._end(self._group, error)

    def is_lost(self, group: Group) -> bool:
        """Return whether SQLite itself has rolled back everything, as it may when a disk is full."""
        if group.is_over:
            return True
        if self._raw is not None and self._raw.in_transaction:
            return False
        self._end(group, sqlite3.OperationalError("the transaction was rolled back"))
        return True

    def add(self, group: Group, touched: set[str], *, soon: bool) -> None:
        """Let a unit whose savepoint is released be stored with the group; others see it from now on."""
        group.add(touched, soon=soon)
        self._counts.commits += 1
        self._versions.change(touched)
        if not soon:
            self._versions.on_its_way(touched)

    def pass_on(self) -> None:
        """Let the next unit have its turn, or the group be stored."""
        self._is_taken = self._is_within = False
        group = self._group
        if group is not None and (not self._has_queue() or group.is_long(_now())):
            self._finish(group)
        if self._storing is None:
            self._wake()

    def _finish(self, group: Group) -> None:
        if not group.members:
            self._drop(group)
        elif group.waiting or self._queue or group.is_due:
            self._store(group)
        elif group.timer is None:
            group.timer = asyncio.get_running_loop().call_later(SOON, self._is_due, group)

    def _has_queue(self) -> bool:
        while self._queue and self._queue[0].done():
            self._queue.popleft()
        return bool(self._queue)

    def _wake(self) -> None:
        if self._has_queue():
            self._is_taken = True
            self._queue.popleft().set_result(None)

    def _drop(self, group: Group) -> None:
        """End a transaction in which nobody stored anything."""
        self._roll_back()
        self._group = None
        group.end(None)

    def _is_due(self, group: Group) -> None:
        group.is_due = True
        self.want(group)

    def want(self, group: Group) -> None:
        """Store the group now, unless somebody has the turn: then when that ends."""
        if group is self._group and not self._is_taken and self._storing is None:
            self._store(group)

    def put_off(self, work: Work, piece: object) -> bool:
        """Let a piece of work be done before the next turn; see `Engine.put_off`.

        Not while somebody is within theirs: whoever only looks would have to wait until that ends.
        """
        if self._is_within or self._raw is None:
            return False
        self._put_off.add(work, piece)
        self._versions.change(work.tables)
        if self._alarm is None and self._catching_up is None:
            self._alarm = asyncio.get_running_loop().call_later(PUT_OFF, self._catch_up_soon)
        return True

    def _do_what_was_put_off(self, group: Group) -> None:
        """Do it as a unit of its own, before the one whose turn it is."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        try:
            touched = self._put_off.do(self.raw)
        except Exception as error:
            self._end(group, error)
            raise Unavailable("the transaction that this unit belonged to is lost") from error
        self.add(group, set(touched), soon=True)

    def _catch_up_soon(self) -> None:
        self._alarm = None
        self._catching_up = asyncio.get_running_loop().create_task(self._caught_up(), name="catching up")

    async def _caught_up(self) -> None:
        try:
            await self._catch_up(self._patience)
        except Unavailable as away:
            log.debug("What was put off has to wait for the database: %s", away)
        finally:
            self._catching_up = None
            if self._put_off and self._alarm is None:
                self._alarm = asyncio.get_running_loop().call_later(PUT_OFF, self._catch_up_soon)

    async def _catch_up(self, patience: float) -> None:
        """Do what was put off. Raises Unavailable."""
        while self._put_off:
            group = await self.take(patience)
            if not self.is_lost(group):
                self.undo()
            self.pass_on()

    async def settled(self) -> None:
        """Wait until everything that is to be stored at this moment is, or has failed.

        Who only looks is not refused for what was put off: where another process keeps it from being done, it
        is as if this process had been killed before it.
        """
        if self._put_off:
            try:
                await self._catch_up(_BRIEFLY)
            except Unavailable as away:
                log.debug("What was put off is not seen yet: %s", away)
        group = self.open_group()
        if group is not None:
            told = group.waiter()
            self.want(group)
            await asyncio.wait({told})

    def open_group(self) -> Group | None:
        """Return the group in which something is that is not on the disk yet, None if there is none."""
        return self._group if self._group is not None and self._group.members else None

    def _store(self, group: Group) -> None:
        self._storing = asyncio.get_running_loop().create_task(self._commit(group))
        self._storing.add_done_callback(partial(self._or_again, group))

    def _or_again(self, group: Group, storing: asyncio.Task[None]) -> None:
        # Cancelled before it had begun: whoever waits must hear how it ends nevertheless.
        if storing.cancelled() and not group.is_over:
            self._store(group)

    async def _commit(self, group: Group) -> None:
        until = _now() + self._patience
        error: Exception | None = None
        while True:
            try:
                await self._committed()
            except asyncio.CancelledError:
                # The thread goes on nevertheless, and whoever waits must hear how it ended.
                continue
            except Exception as caught:  # noqa: BLE001 - whatever it is, whoever waits must hear of it
                if is_busy(caught) and _now() < until:
                    continue
                error = caught
            break
        self._storing = None
        try:
            self._end(group, error)
        finally:
            self._wake()

    async def _committed(self) -> None:
        if self._connection is None:
            raise sqlite3.OperationalError("the database was closed")
        self._counts.hops += 1
        try:
            await self._connection.commit()
        except sqlite3.Error as error:
            if is_busy(error):
                await asyncio.sleep(_POLL[1])
            raise

    def _end(self, group: Group, error: Exception | None) -> None:
        if self._group is group:
            self._group = None
        if error is None:
            self._counts.groups += 1
            self._say_room()
        else:
            self._roll_back()
            self._epoch += 1
            self._is_looked_at = False
            self._versions.change(group.touched)
            if group.members:
                self._say_not_stored(group, error)
        self._versions.settled()
        group.end(error)
        if error is None:
            self._stored(frozenset(group.touched))

    def _say_room(self) -> None:
        if self._has_no_room:
            log.info("There is room again; what had to wait is stored.")
        self._has_no_room = False

    def _say_not_stored(self, group: Group, error: Exception) -> None:
        if not isinstance(failure_of(error), NoRoom):
            log.error("A group of %d units could not be stored.", group.members, exc_info=error)
        elif not self._has_no_room:
            self._has_no_room = True
            log.error("Nothing can be stored (%s): free some space. All is tried again until it can.", error)

    def _roll_back(self) -> None:
        if self._raw is not None and self._raw.in_transaction:
            try:
                self._raw.execute("ROLLBACK")
            except sqlite3.Error as error:
                log.warning(
                    "A transaction could not be rolled back; it ends with its connection.", exc_info=error
                )
                self._forget()

    def _forget(self) -> None:
        """Let go of the connection; the next unit makes a new one."""
        if self._connection is not None:
            self._connection.stop()
        self._connection = self._raw = None
        self._is_looked_at = False

    async def close(self) -> None:
        """Store what was to be stored soon, and close the connection."""
        if self._connection is None:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self.settled(), _A_TURN_WITHIN)
        if self._alarm is not None:
            self._alarm.cancel()
        if self._group is not None:
            self._end(self._group, sqlite3.OperationalError("the database was closed"))
        connection, self._connection, self._raw = self._connection, None, None
        await connection.close()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _give_up(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_exception(Unavailable("a unit of work waited too long for its turn"))
