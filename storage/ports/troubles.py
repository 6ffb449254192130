"""What failed and had to be set aside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.parking import (
    LONGEST_RAW,
    LONGEST_REASON,
    LONGEST_WAIT,
    is_let_alone,
    is_parked,
    kept,
    wait_after,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One item of one lane ("reminders", "person 7") that failed and was not mended yet.

    `reason` and `raw` (what could not be understood, as it came) are bounded and hold no secret.
    """

    id: int
    lane: str
    item: str
    reason: str
    raw: str
    tries: int
    first_at: datetime
    last_at: datetime
    until: datetime
    """Until when it is let alone."""
    settled_at: datetime | None = None

    @property
    def is_parked(self) -> bool:
        """Whether it failed so often that only a person can help."""
        return is_parked(self.tries)

    def is_let_alone(self, now: datetime) -> bool:
        return is_let_alone(self.last_at, self.until, now)


class Troubles(Protocol):
    """What failed and had to be set aside, so that it stands in nobody's way (docs/decisions, parking).

    There is one open line for each lane and item; a settled one stays as it was.
    """

    async def note(
        self,
        lane: str,
        item: str,
        reason: str,
        at: datetime,
        *,
        raw: str = "",
        longest: timedelta = LONGEST_WAIT,
    ) -> Trouble:
        """Count a failure of that item, and let it alone for `domain.parking.wait_after`.

        `raw` is what cannot be understood, as it came. Of all texts only so much is kept as `domain.parking`
        says, without any bot token, and what no database holds is escaped.
        """
        item, reason, raw = kept(item, LONGEST_REASON), kept(reason, LONGEST_REASON), kept(raw, LONGEST_RAW)
        former = await self._open_line(lane, item)
        tries = former.tries + 1 if former is not None else 1
        line = Trouble(
            id=former.id if former is not None else 0,
            lane=lane,
            item=item,
            reason=reason,
            raw=raw or (former.raw if former is not None else ""),
            tries=tries,
            first_at=former.first_at if former is not None else at,
            last_at=at,
            until=at + wait_after(tries, longest),
        )
        return await self._store(line)

    async def settle(self, lane: str, item: str, at: datetime) -> bool:
        """End the open line, because the item succeeded or is to be tried anew; return whether there was."""
        return await self._settle(lane, kept(item, LONGEST_REASON), at)

    async def forget(self, before: datetime) -> int:
        """Remove what was settled before then; return how many lines."""

    async def get(self, trouble_id: int) -> Trouble:
        """Raises NotFound."""

    async def of(self, lane: str) -> list[Trouble]:
        """Return the open lines of that lane, oldest first."""

    async def parked(self, lane: str, now: datetime) -> frozenset[str]:
        """Return the items of that lane that are let alone just now."""
        return frozenset(one.item for one in await self.of(lane) if one.is_let_alone(now))

    async def open(self, limit: int, *, before: int | None = None) -> list[Trouble]:
        """Return the open lines of all lanes, newest first, with an id below `before`."""

    async def _open_line(self, lane: str, item: str) -> Trouble | None:
        """Return the open line of an item, about which no other unit decides until this one ends."""

    async def _store(self, line: Trouble) -> Trouble:
        """Store a new line (its id is 0) or change an old one."""

    async def _settle(self, lane: str, item: str, at: datetime) -> bool: ...
