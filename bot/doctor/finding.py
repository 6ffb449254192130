"""One line of `doctor`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    ok: bool
    says: str
    is_hopeless: bool = False
    """Whether the bot would not even start."""
