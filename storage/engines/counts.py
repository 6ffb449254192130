"""How much work the database was given: for the benchmarks, and for tests that must not measure time."""

from dataclasses import asdict, dataclass, replace


@dataclass(slots=True)
class Counts:
    """What was done since the engine was opened; take a `copy` before and subtract it after."""

    statements: int = 0
    looks: int = 0
    """Units that only read, and did."""
    turns: int = 0
    """Times that a unit got the right to write."""
    commits: int = 0
    """Units that stored something."""
    groups: int = 0
    """Commits of the database itself: each one fsync."""
    hops: int = 0
    """Calls that went to another thread or another process."""

    def copy(self) -> "Counts":
        return replace(self)

    def __sub__(self, earlier: "Counts") -> "Counts":
        now, then = asdict(self), asdict(earlier)
        return Counts(**{name: now[name] - then[name] for name in now})

    def each(self, units: int) -> str:
        """Return what one of that many took, in words."""
        return ", ".join(f"{number / units:.2f} {name}" for name, number in asdict(self).items())
