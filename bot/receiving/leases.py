"""Which rows of the inbox are this process's to answer, while several instances share one database.

A row is leased for half a minute, and the lease renewed as long as the process lives. What a dead peer held
is taken over when its leases have run out; whoever was suspended and comes back asks before it goes on.
"""

import math
import time
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from storage.ports import Lease, Received, Storage

LEASE = timedelta(seconds=30)
RENEW_SECONDS = 10.0
_CALM_AFTER = 2 * LEASE.total_seconds()
"""After so long without a change whatever a dead peer held has been taken over."""


class Leases:
    """`owner` is the name of this process, the same after a restart: what it left is its own at once."""

    def __init__(
        self,
        owner: str,
        storage: Storage,
        clock: Callable[[], datetime],
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stopwatch = stopwatch
        self._calm: tuple[Hashable, float] | None = None
        """The version of the inbox, and since when it has been the same."""
        self._looked_at = -math.inf
        """When it was last asked what others let run out, and said."""
        self._owner = owner
        self._storage = storage
        self._clock = clock
        self._until = dict[int, datetime]()
        """Of every row in hand, until when nobody else takes it."""
        self._untried = set[int]()
        """What this process was the first to store, and has not tried yet."""

    async def resume(self) -> list[Received]:
        """Take everything that waits and that no other process holds. Raises Unavailable."""
        return await self._take(None)

    async def keep(self, rows: Sequence[Received], answered: Collection[int] = ()) -> list[Received]:
        """Store what came and take what of it is still to be answered, by nobody else. Raises Unavailable.

        What was `answered` meanwhile is noted with it, as `finish` does.
        """
        lease = self._lease()
        async with self._storage.uow() as uow:
            if answered:
                await uow.inbox.finish_all(answered, lease.at, self._owner)
            new = await uow.inbox.keep(lease, rows)
            known = [row.update_id for row in rows if row.update_id not in new]
            open_ones = {row.update_id for row in await uow.inbox.claim(lease, known)} if known else set()
            ours = [row for row in rows if row.update_id in new | open_ones]
            with self._held(ours, lease):
                await uow.commit()
        self._untried |= new
        self.let_go(answered)
        return ours

    def is_untried(self, row: Received) -> bool:
        """Return, once, whether nobody can have tried this row before."""
        is_first = row.update_id in self._untried
        self._untried.discard(row.update_id)
        return is_first

    async def holds(self, row: Received) -> bool:
        """Return whether the row is still ours to answer; asks only when in doubt. Raises Unavailable."""
        until = self._until.get(row.update_id)
        if until is not None and self._clock() < until:
            return True
        self._until.pop(row.update_id, None)
        self._untried.discard(row.update_id)
        return bool(await self._take([row.update_id]))

    async def finish(self, update_ids: Collection[int]) -> None:
        """Note that their senders were answered, unless others hold them by now. Raises Unavailable."""
        async with self._storage.uow() as uow:
            await uow.inbox.finish_all(update_ids, self._clock(), self._owner)
            # Not soon: nobody would hear that it was not stored, and it would wait for the next start.
            await uow.commit()
        self.let_go(update_ids)

    async def renew(self) -> list[Received]:
        """Hold what is in hand for another while, and let go of what others have. Raises Unavailable.

        Return what turns out to be ours without being in hand: a connection was lost, or a process of this
        name killed, before it heard that it had stored that.
        """
        lease = self._lease()
        old = {update_id for update_id, until in self._until.items() if not lease.is_fresh(until)}
        if not old:
            return []
        async with self._storage.uow() as uow:
            renewed = await uow.inbox.renew(lease)
            found = renewed - self._until.keys()
            rows = await uow.inbox.claim(lease, found) if found else []
            with self._held(rows, lease):
                await uow.commit()
        # What was finished meanwhile is not in hand any more, and stays so.
        for update_id in self._until.keys() & old:
            if update_id in renewed:
                self._until[update_id] = lease.until
            else:
                del self._until[update_id]
        return rows

    async def take_over(self) -> list[Received]:
        """Take what others held and let run out, and what nobody in this process knew to hold.

        Raises Unavailable. Where nothing has come or been answered for so long that every lease has run out,
        nobody is asked.
        """
        if self._is_calm():
            return []
        lease, at = self._lease(), self._stopwatch()
        async with self._storage.uow() as uow:
            rows = await uow.inbox.take_over(lease)
            with self._held(rows, lease):
                await uow.commit()
        self._looked_at = at
        return rows

    def _is_calm(self) -> bool:
        version, at = self._storage.version("inbox"), self._stopwatch()
        if self._calm is None or self._calm[0] != version:
            self._calm = version, at
        # Not the time that has passed, but the look: a process that was stopped meanwhile has seen nothing.
        return self._looked_at - self._calm[1] > _CALM_AFTER

    async def release(self) -> None:
        """Leave what is unfinished to others, at once. Raises Unavailable."""
        if not self._until:
            return
        async with self._storage.uow() as uow:
            await uow.inbox.release(self._owner)
            await uow.commit()
        self._until.clear()

    async def _take(self, among: Sequence[int] | None) -> list[Received]:
        lease = self._lease()
        async with self._storage.uow() as uow:
            rows = await uow.inbox.claim(lease, among)
            with self._held(rows, lease):
                await uow.commit()
        return rows

    @contextmanager
    def _held(self, rows: Sequence[Received], lease: Lease) -> Iterator[None]:
        """Hold these rows from before the commit on: a lane that finishes one meanwhile takes it out again.

        A commit that fails may be stored nevertheless. What it took is let go: held here, it would be renewed
        for as long as the process lives, and nobody would be answering it.
        """
        before = {row.update_id: self._until.get(row.update_id) for row in rows}
        self._until.update(dict.fromkeys(before, lease.until))
        try:
            yield
        except BaseException:  # who is cancelled has heard no more of it than who met an error; passed on
            self.let_go(before)
            self._until.update((number, until) for number, until in before.items() if until is not None)
            # Others were told of it if it is stored, and this process never is.
            self._calm = None
            raise

    def let_go(self, update_ids: Collection[int]) -> None:
        """Have these in hand no longer: what of them is unfinished is found when the lease is over."""
        for update_id in update_ids:
            self._until.pop(update_id, None)

    def _lease(self) -> Lease:
        now = self._clock()
        return Lease(owner=self._owner, at=now, until=now + LEASE)
