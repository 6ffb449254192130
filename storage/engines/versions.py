"""Which state of which table this process has seen: what may be kept is kept under such a number."""

from collections.abc import Collection, Hashable, Iterable
from contextvars import ContextVar
from typing import Protocol


class Inside(Protocol):
    """A transaction that a task is in: what it reads may be older than what others see, or its own alone."""

    def is_open(self) -> bool: ...

    def spoils(self, tables: Collection[str], versions: "Versions") -> bool:
        """Return whether what it reads of these tables is not what their newest version stands for."""


_inside: ContextVar[tuple[Inside, ...]] = ContextVar("inside", default=())


def enter(transaction: Inside) -> None:
    """Let versions asked for in this task know that it reads through this transaction, until that ends."""
    others = [one for one in _inside.get() if one is not transaction and one.is_open()]
    _inside.set((*others, transaction))


class Versions:
    """Numbers of the changes that this process made, by table."""

    def __init__(self) -> None:
        self.newest = 0
        self._changed: dict[str, int] = {}
        self._on_its_way: set[str] = set()

    def change(self, tables: Iterable[str]) -> None:
        """Count a change that others can see from now on."""
        self.newest += 1
        for table in tables:
            self._changed[table] = self.newest

    def on_its_way(self, tables: Iterable[str]) -> None:
        """Let these have no version that holds until `settled`: what they show may not be stored at last."""
        self._on_its_way.update(tables)

    def settled(self) -> None:
        self._on_its_way.clear()

    def last(self, tables: Collection[str]) -> int:
        """Return the number of the last change of any of the tables (none named: of any)."""
        if not tables:
            return self.newest
        return max(self._changed.get(table, 0) for table in tables)

    def of(self, tables: Collection[str], others: Hashable, newest: int | None = None) -> Hashable:
        """Return the version of the tables, given what is known of other processes' commits.

        It equals no other where they were changed after the change of number `newest`, or where a state was
        asked for that may pass: of a change on its way to the disk, or in a transaction that sees what others
        do not.
        """
        if self._on_its_way and (not tables or not self._on_its_way.isdisjoint(tables)):
            return object()
        if newest is not None and self.last(tables) > newest:
            return object()
        if any(inside.is_open() and inside.spoils(tables, self) for inside in _inside.get()):
            return object()
        return others, self.last(tables)
