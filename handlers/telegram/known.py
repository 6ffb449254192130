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
        return self._things[name] if name in self._things else self._all()[name]

    def get(self, name: str) -> Thing | None:
        return self._things[name] if name in self._things else self._all().get(name)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._all().values())

    def _all(self) -> dict[str, Thing]:
        found = dict(self._things)
        for listed in self._listed:
            found.update(listed())
        return found
