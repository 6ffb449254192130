"""What the handlers see of what admins look at: the audit trail, and what had to be set aside.

Import all of it from `storage.ports`.
"""

from datetime import datetime, timedelta
from typing import Protocol

from domain.parking import LONGEST_WAIT
from storage.ports.records import AuditEntry, AuditSearch, Trouble


class Audit(Protocol):
    """Who changed what and when; append-only, each entry's hash covers the entry before it.

    The other ports write it: every report event, role, invitation, OPD version, setting of a year and
    opened file leaves an entry in the same transaction.
    """

    async def entries(
        self, *, search: AuditSearch | None = None, before: int | None = None, limit: int = 20
    ) -> list[AuditEntry]:
        """Return the entries that match any part of the search, newest first, with an id below `before`."""

    async def first_broken(self) -> int | None:
        """Return the id of the first entry that is missing or does not fit the chain, or None."""


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


class Waits(Protocol):
    """What waits until an instant, for when the clock is set back: nothing stands still until it is right."""

    async def newest(self) -> datetime | None:
        """Return the newest instant at which anything was received or changed; None: nothing ever was."""

    async def end_from_the_future(self, now: datetime) -> None:
        """End every lease, pause and wait for the next try that began after now, more than a minute.

        An hour that somebody was told of stays: a snooze, a notice that waits for the morning.
        """
