"""Who is sent which picture every week."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.keys import IndicatorKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One person's wish to be sent a picture every week, until they say otherwise."""

    id: int = 0
    person: int
    indicator: IndicatorKey | None
    """The picture of that one; None: of all five."""
    since: datetime


class Subscriptions(Protocol):
    """Who is sent which picture every week. None of it is in the audit trail: it concerns nobody else."""

    async def add(self, person_id: int, indicator: IndicatorKey | None, at: datetime) -> Subscription:
        """Subscribe somebody to a picture; twice is once. Raises NotFound for unknown people."""

    async def stop(self, person_id: int, indicator: IndicatorKey | None) -> bool:
        """End a subscription; return whether there was one."""

    async def of(self, person_id: int) -> list[Subscription]:
        """Return what somebody is subscribed to, oldest first."""

    async def everyone(self) -> list[Subscription]:
        """Return all of them, oldest first."""
