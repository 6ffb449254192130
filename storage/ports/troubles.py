"""What failed and had to be set aside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.parking import LONGEST_WAIT, is_let_alone, is_parked


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

    async def settle(self, lane: str, item: str, at: datetime) -> bool:
        """End the open line, because the item succeeded or is to be tried anew; return whether there was."""

    async def get(self, trouble_id: int) -> Trouble:
        """Raises NotFound."""

    async def of(self, lane: str) -> list[Trouble]:
        """Return the open lines of that lane, oldest first."""

    async def parked(self, lane: str, now: datetime) -> frozenset[str]:
        """Return the items of that lane that are let alone just now."""

    async def open(self, limit: int, *, before: int | None = None) -> list[Trouble]:
        """Return the open lines of all lanes, newest first, with an id below `before`."""
