"""Every update received, until well after it was answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.ports.backlog import Backlog


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An update as it came from Telegram, before anything was done about it."""

    update_id: int
    chat_id: int
    payload: str
    """The update's JSON."""
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A process's hold on what it works on: nobody else takes it from `at` until `until`."""

    owner: str
    at: datetime
    until: datetime

    @property
    def longest(self) -> datetime:
        """No lease lasts longer, unless the clock was set back since: nobody waits for that one."""
        return self.at + 2 * (self.until - self.at)

    @property
    def fresh(self) -> datetime:
        """A lease that lasts beyond this instant need not be renewed yet."""
        return self.until - (self.until - self.at) / 3

    def is_fresh(self, until: datetime) -> bool:
        """Return whether a lease that lasts until then need not be renewed yet."""
        return self.fresh < until <= self.longest


class Inbox(Protocol):
    """Every update received, until well after it was answered (see docs/decisions, intake)."""

    async def store(self, updates: Sequence[Received]) -> None:
        """Keep updates; those that are known already are left as they are."""

    async def keep(self, lease: Lease, updates: Sequence[Received]) -> frozenset[int]:
        """Keep updates and hold them at once; return the ids of those that were not known before.

        Those that are known are left as they are, and to whoever holds them.
        """

    async def unfinished(self, among: Collection[int] | None = None) -> list[Received]:
        """Return what was received and not finished (of these update ids), in the order it came."""

    async def backlog(self) -> Backlog:
        """Return how much was received and not finished, and when the oldest of it was received."""

    async def reply_to(self, update_id: int) -> str | None:
        """Return the reply stored with this update's effect, or None if it has had none."""

    async def begin(self, update_id: int) -> None:
        """Let nobody else begin on this update until this unit ends. Raises AlreadyApplied."""

    async def apply(self, update_id: int, reply: str, at: datetime) -> None:
        """Note that the effect is stored with this unit of work. Raises AlreadyApplied."""

    async def finish(self, update_id: int, at: datetime, owner: str | None = None) -> None:
        """Note that the person was answered; with `owner`, unless another process holds it by now."""

    async def finish_all(self, update_ids: Collection[int], at: datetime, owner: str) -> None:
        """Note that all these were answered, unless another process holds one by now."""

    async def claim(self, lease: Lease, among: Collection[int] | None = None) -> list[Received]:
        """Hold what is unfinished (of these update ids) and held by no other; return it in order.

        What this owner holds already, from before a restart too, is held anew and returned as well.
        """

    async def take_over(self, lease: Lease) -> list[Received]:
        """Hold some of what anybody held and let run out, and of what nobody held; return it in order."""

    async def renew(self, lease: Lease) -> frozenset[int]:
        """Hold for longer what this owner holds, where a good part of its time is over; return its ids."""

    async def release(self, owner: str) -> None:
        """Let others have at once what this owner holds and has not finished."""

    async def forget(self, before: datetime) -> int:
        """Delete what was finished before that instant; return how many."""
