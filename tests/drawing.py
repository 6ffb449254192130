"""How many cases a property test draws: a few hundred, and the full number in `make test-all`."""

import os

ALL = os.environ.get("EXHAUSTIVE") == "1"


def cases(usual: int, full: int) -> int:
    """Return how many cases to draw in this run; the test carries the mark `exhaustive`."""
    return full if ALL else usual
