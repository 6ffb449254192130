"""Growing waits between tries."""

import random
from dataclasses import dataclass

_MOST_DOUBLINGS = 16  # 2 to that power is past any ceiling used here, and far from overflowing a float


@dataclass
class Backoff:
    """Waits that double from `first` to `most` seconds.

    Each is shortened by up to half at random, so that many who wait for the same thing do not come back to
    it all at once.
    """

    first: float
    most: float
    tries: int = 0

    def next(self) -> float:
        """Return the seconds to wait before the next try."""
        wait: float = min(self.first * 2.0 ** min(self.tries, _MOST_DOUBLINGS), self.most)
        self.tries += 1
        return wait * random.uniform(0.5, 1)  # noqa: S311 - spreads load, guards nothing

    def reset(self) -> None:
        self.tries = 0
