"""What this process has noticed of unexpected errors and not stored yet: counted in memory, at no cost."""

from datetime import datetime

from domain.mishaps.told import MOST_KINDS, OTHERS, Mishap


class Noticed:
    def __init__(self) -> None:
        self._new: dict[tuple[str, str], Mishap] = {}

    def note(self, kind: str, place: str, at: datetime) -> None:
        """Count one; also called from other threads."""
        if (kind, place) not in self._new and len(self._new) >= MOST_KINDS:
            kind, place = OTHERS, ""
        self._add(Mishap(kind, place, 1, at, at, at))

    def take(self) -> list[Mishap]:
        """Return all of it, which is the caller's to store from now on."""
        taken, self._new = self._new, {}
        return list(taken.values())

    def give_back(self, taken: list[Mishap]) -> None:
        """Take again what could not be stored."""
        newer, self._new = self._new, {one.known_by: one for one in taken}
        for one in newer.values():
            self._add(one)

    @property
    def is_any(self) -> bool:
        return bool(self._new)

    def _add(self, one: Mishap) -> None:
        former = self._new.get(one.known_by)
        self._new[one.known_by] = former.with_more(one) if former else one
