"""What was stored last under a key: known without asking, until somebody stores something else there."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
_ROOM = 1024


class _Change:
    """That something is being stored under a key, and what was known of other processes then."""

    def __init__(self, others: Hashable) -> None:
        self.others = others


class Remembered(Generic[Key, Value]):
    """`others` tells whether another process has stored anything; None: nothing can be known here.

    Whoever changes something says so before it is stored. Only what nobody has begun to change since is
    remembered once it is on the disk, so it does not matter in which order several of them come back.
    """

    def __init__(self, others: Callable[[], Hashable]) -> None:
        self._others = others
        self._found = OrderedDict[Key, tuple[Hashable, Value] | _Change]()

    def change(self, key: Key) -> Callable[[Value], None]:
        """Forget what is known under that key; return what remembers it anew once it is on the disk."""
        change = _Change(self._others())
        self._put(key, change)

        def remember(value: Value) -> None:
            if change.others is not None and self._found.get(key) is change:
                self._put(key, (change.others, value))

        return remember

    def forget_all(self) -> None:
        self._found.clear()

    def get(self, key: Key) -> Value | None:
        """Return what is stored under that key; None where that has to be asked for."""
        found = self._found.get(key)
        if found is None or isinstance(found, _Change) or found[0] != self._others():
            return None
        return found[1]

    def _put(self, key: Key, found: tuple[Hashable, Value] | _Change) -> None:
        self._found[key] = found
        self._found.move_to_end(key)
        while len(self._found) > _ROOM:
            self._found.popitem(last=False)
