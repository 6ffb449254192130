"""The delivery ledger: what goes out unasked, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any, Protocol

from storage.ports.backlog import Backlog


class NoticeState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    STOPPED = "stopped"  # whoever announced it changed their mind before it went out
    RECALLED = "recalled"  # it was sent, and deleted again


class Urgency(IntEnum):
    """What goes out first while much waits."""

    ANSWER = 0  # it follows from what somebody has just done
    DUTY = 1  # reminders, lists, digests
    BULK = 2  # announcements


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line of the delivery ledger: one message to one person who has not asked for it just now.

    `about` is an id of its kind. While it is WAITING, it may be claimed from `next_try` on (None: at once),
    unless it is leased: an attempt is under way, or was cut off and may be repeated once the lease is over.
    """

    id: int
    person: int
    kind: str
    about: int
    created_at: datetime
    state: NoticeState
    urgency: Urgency = Urgency.ANSWER
    attempts: int = 0
    unsure: int = 0
    """Attempts of which nobody knows whether they arrived: the process or the line was cut meanwhile."""
    claimed_at: datetime | None = None
    leased_until: datetime | None = None
    next_try: datetime | None = None
    message_id: int | None = None
    settled_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is to be told of all lines about one thing that are in the same state."""

    lines: int = 0
    in_doubt: int = 0
    """How many of them may have arrived more often than the ledger knows (`Notice.unsure`)."""
    settled_at: datetime | None = None
    """When the last of them was settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast messages may leave: `in_all` per second over all instances, and how long a claim holds.

    To one person they leave at most one a second.
    """

    in_all: int
    lease: timedelta


@dataclass(frozen=True, slots=True)
class Claimed:
    """The messages that an attempt was begun at, in their order."""

    lines: tuple[Notice, ...] = ()
    full_until: datetime | None = None
    """Until when this second can take no more of them; None: it could."""


AGAIN = (NoticeState.SENT, NoticeState.STOPPED, NoticeState.BLOCKED)
"""In these a line has come to its end, and the same may be said anew."""
UNTRIED: Mapping[str, Any] = MappingProxyType(
    {
        "attempts": 0,
        "unsure": 0,
        "leased_until": None,
        "next_try": None,
        "settled_at": None,
        "reason": "",
    }
)
"""What is known of a line that waits as if it had never been tried."""
CHANGING = ("state", "unsure", "leased_until", "next_try", "message_id", "settled_at", "reason")
"""What an attempt finds out about its message."""


class Notices(Protocol):
    """The delivery ledger: every message queued with an effect in one transaction, and what became of it."""

    async def add(
        self, person_id: int, kind: str, about: int, at: datetime, *, urgency: Urgency = Urgency.ANSWER
    ) -> None:
        """Queue a message; the same kind about the same thing is queued once per person."""
        await self.add_all([person_id], kind, about, at, urgency=urgency)

    async def add_all(
        self,
        person_ids: Collection[int],
        kind: str,
        about: int,
        at: datetime,
        *,
        urgency: Urgency,
        not_before: datetime | None = None,
    ) -> None:
        """Queue a message for many at once, as `add` does for one; it is claimed at `not_before` or later."""
        lines = [
            Notice(
                id=0,
                person=person,
                kind=kind,
                about=about,
                created_at=at,
                state=NoticeState.WAITING,
                urgency=urgency,
                next_try=not_before,
            )
            for person in person_ids
        ]
        await self._queue(lines)

    async def again(
        self, person_id: int, kind: str, about: int, at: datetime, *, urgency: Urgency = Urgency.DUTY
    ) -> None:
        """Queue a message, or let the one that was sent, stopped or not taken go out once more.

        One that waits goes out anyway, and one that was set aside is left to the admins.
        """
        await self.add(person_id, kind, about, at, urgency=urgency)
        await self._queue_again(person_id, kind, about, at)

    async def claim(self, now: datetime, pace: Pace, *, but: Collection[int] = ()) -> Notice | None:
        """Begin an attempt at the most urgent, then the oldest message that is due; None: not just now."""
        claimed = await self.claim_some(now, pace, 1, but=but)
        return claimed.lines[0] if claimed.lines else None

    async def claim_some(self, now: datetime, pace: Pace, most: int, *, but: Collection[int] = ()) -> Claimed:
        """Begin attempts at the most urgent, then the oldest messages that are due, at most so many.

        They are nobody else's until their lease is over. `attempts` counts it, and so does `unsure` until its
        end is stored. Within a second at most `pace.in_all` are claimed, over all instances, and one per
        person; nobody who is paused is chosen. `but` are those that the caller has in hand whatever their
        lease says.
        """

    async def next_due(self) -> datetime | None:
        """Return when the first of what waits may be claimed, as far as that is known: maybe long ago.

        None: nothing waits. That within a second only so many may be claimed is left out of account.
        """

    async def backlog(self, now: datetime) -> Backlog:
        """Return how much could be claimed by now, whatever the pace, and since when the oldest could."""

    async def by_state(self) -> Mapping[NoticeState, int]:
        """Return how many lines are in each state; states that none is in are left out."""

    async def get(self, notice_id: int) -> Notice:
        """Raises NotFound."""

    async def find(self, person_id: int, kind: str, about: int) -> Notice | None: ...

    async def about(
        self, kind: str, about: int, *, states: Collection[NoticeState] = tuple(NoticeState)
    ) -> list[Notice]:
        """Return everybody's lines for one thing that are in these states, in the order they were queued."""

    async def tally(self, kind: str, about: int) -> Mapping[NoticeState, Tally]:
        """Return what becomes of that thing's lines, by state; states that none is in are left out."""

    async def stop(self, kind: str, about: int, at: datetime) -> int:
        """Settle as STOPPED whatever of that thing waits and is not leased; return how many."""

    async def forget(self, before: datetime, *, but: Collection[str]) -> int:
        """Remove what was settled before then and is of none of these kinds; return how many lines."""

    async def update(self, notice: Notice) -> None:
        """Store what is CHANGING.

        Raises Stale when another attempt has begun since: what is known about an earlier one says nothing
        about the message any more.
        """

    async def _queue_again(self, person_id: int, kind: str, about: int, at: datetime) -> None:
        """Let a line that is in one of the states AGAIN wait as if it had never been tried."""

    async def _queue(self, lines: Sequence[Notice]) -> None:
        """Store those whose person, kind and thing are not there already."""
