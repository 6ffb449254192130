"""What the rooms have made known to the floors below: presses, conversations, replies, notices, ticks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Known(Generic[Thing]):
    """Things by name, each given once. A floor looks up in it what it does not import."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._things: dict[str, Thing] = {}
        self._listed: list[Callable[[], Mapping[str, Thing]]] = []

    def learn(self, things: Iterable[tuple[str, Thing]]) -> None:
        """Add what a room has, by its names. Raises ValueError for a name that is taken."""
        for name, thing in things:
            self._check(name)
            self._things[name] = thing

    def follow(self, listed: Callable[[], Mapping[str, Thing]]) -> None:
        """Know besides what a list holds whenever something is looked up. Raises as `learn`."""
        for name in listed():
            self._check(name)
        self._listed.append(listed)

    def _check(self, name: str) -> None:
        if name in self:
            raise ValueError(f"two {self._what} are named {name}")

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __getitem__(self, name: str) -> Thing:
        """Return what goes by that name. Raises KeyError."""
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str) -> Thing | None:
        return next((things[name] for things in self._in_turn() if name in things), None)

    def __iter__(self) -> Iterator[Thing]:
        return (thing for things in self._in_turn() for thing in things.values())

    def _in_turn(self) -> Iterator[Mapping[str, Thing]]:
        """Yield what was learned, then each list as it is now: one that is not looked into is not made."""
        yield self._things
        yield from (listed() for listed in self._listed)
