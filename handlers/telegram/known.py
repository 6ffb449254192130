"""What the rooms have made known to the floors below them: replies, presses, conversations, notices."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Known(Generic[Thing]):
    """Things by name, each given once. A floor looks up in it what it does not import."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._things: dict[str, Thing] = {}

    def learn(self, things: Mapping[str, Thing]) -> None:
        """Add what a room has. Raises ValueError for a name that is taken."""
        for name, thing in things.items():
            if name in self._things:
                raise ValueError(f"two {self._what} are named {name}")
            self._things[name] = thing

    def __contains__(self, name: str) -> bool:
        return name in self._things

    def __getitem__(self, name: str) -> Thing:
        """Return what goes by that name. Raises KeyError."""
        return self._things[name]

    def get(self, name: str) -> Thing | None:
        return self._things.get(name)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._things.values())
