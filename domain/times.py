"""How long things took: how many within each of some bounds, so that much is known of many for little."""

from bisect import bisect_left
from collections.abc import Sequence

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds."""


class Times:
    """Integers alone: what is made of them is made when somebody asks."""

    __slots__ = ("bounds", "counts", "seconds")

    def __init__(self, bounds: Sequence[float] = BOUNDS) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        """How many took at most as long as each bound, and more than the one before; the last: longer."""
        self.seconds = 0.0

    @property
    def count(self) -> int:
        return sum(self.counts)

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.seconds += seconds

    def within(self) -> list[int]:
        """Return how many took at most as long as each bound, and last how many there were."""
        return [sum(self.counts[: place + 1]) for place in range(len(self.counts))]
