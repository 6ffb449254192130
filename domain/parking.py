"""What becomes of one item of work that fails again and again: growing waits, then it is parked.

Parked means: tried once a day, shown to the admins with its reason, and in nobody's way.
"""

import re
from datetime import datetime, timedelta

MOST_TRIES = 5
"""After so many failures in a row an item is parked."""
_WAITS = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
LONGEST_WAIT = timedelta(days=1)
LONGEST_REASON, LONGEST_RAW = 300, 20_000
"""Characters that are kept."""
# As a bot token looks, also inside an address: an error's text may quote the address that was called.
_TOKEN = re.compile(r"(?<!\d)(\d{5,})(?::|%3A)[A-Za-z0-9_-]{8,}", re.IGNORECASE)


def is_parked(tries: int) -> bool:
    """Return whether so many failures are enough to bother an admin with."""
    return tries >= MOST_TRIES


def wait_after(tries: int, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """Return how long an item is let alone after its failure number `tries` (from 1)."""
    wait = _WAITS[tries - 1] if tries <= len(_WAITS) else LONGEST_WAIT
    return min(wait, longest)


def is_let_alone(since: datetime, until: datetime | None, now: datetime) -> bool:
    """Return whether a wait that began at `since` still lasts; None: there is none.

    A clock that was set back to before the wait began ends it: nothing may stand still until the clock has
    caught up with itself.
    """
    return until is not None and since <= now < until


def kept(text: str, most: int) -> str:
    r"""Return text as any database can hold it: surrogates and NUL escaped (\ud800, \x00), bounded.

    The secret half of a bot token is taken out.
    """
    escaped = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
    clean = _TOKEN.sub(r"\1:[secret]", escaped)
    return clean if len(clean) <= most else f"{clean[: most - 1]}…"
