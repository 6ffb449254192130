"""How much waits, and since when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    count: int = 0
    since: datetime | None = None
    """When the oldest of it could have been done first; None: nothing waits."""
