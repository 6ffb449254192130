"""The order in which things happened: their sequence (the ids), never the wall clock.

A clock can be set back: by NTP, by a machine that resumes, by a hardware clock in local time (7 hours here).
So histories are folded by id. An instant says when something happened as far as the clock knew. Within one
history the storage never lets it fall, so what was known at an instant is a beginning of the history; of what
was stored before it saw to that, and does fall, everything up to the instant counts, in its sequence.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

TOLERANCE = timedelta(minutes=1)
"""Clocks are set right by a little all the time, and those of several machines differ: that is no step."""
SHORT = timedelta(minutes=15)
"""A wait of so long is a length of time. A longer one means an hour that people were told of, and stays."""


class Happened(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def at(self) -> datetime: ...


Told = TypeVar("Told", bound=Happened)


def in_sequence(told: Iterable[Told]) -> list[Told]:
    """Return what happened in the order in which it was stored."""
    return sorted(told, key=lambda one: one.id)


def known_at(told: Iterable[Told], as_of: datetime) -> list[Told]:
    """Return, in sequence, what had happened by that instant."""
    return [one for one in in_sequence(told) if one.at <= as_of]


def not_before(at: datetime, last: datetime | None) -> datetime:
    """Return the instant for the next thing in a history that reaches to `last` (None: it is the first)."""
    return at if last is None else max(at, last)
