"""Checking a document: what it said, held beside what holds now."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.documents.said import Said

_FIGURE = re.compile(r"(\d+)/(\d+) (?:target .+|belum ada target)")


class Then(StrEnum):
    """What became of something that a document said."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"  # nothing is said of it any more
    NEW = "new"  # the document said nothing of it


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that is said; at least one of the two is there."""

    before: Said | None
    now: Said | None

    @property
    def then(self) -> Then:
        if self.now is None:
            return Then.GONE
        if self.before is None:
            return Then.NEW
        return Then.SAME if self.before.value == self.now.value else Then.CHANGED

    @property
    def about(self) -> str:
        """What it is about."""
        return next(said.about for said in (self.before, self.now) if said is not None)


def compared(before: Sequence[Said], now: Sequence[Said]) -> tuple[Compared, ...]:
    """Return what a document said in its order, each beside what holds now, and then what is new.

    Where several things are said about the same, the first is held beside the first.
    """
    left = defaultdict[str, list[Said]](list)
    for said in now:
        left[said.about].append(said)
    told = [Compared(said, left[said.about].pop(0) if left[said.about] else None) for said in before]
    kept = {id(said) for several in left.values() for said in several}
    return *told, *(Compared(None, said) for said in now if id(said) in kept)


def counted(said: Said) -> tuple[int, int] | None:
    """Return met and all of what is said of an indicator's figure; None for what is no figure."""
    found = _FIGURE.fullmatch(said.value)
    return (int(found[1]), int(found[2])) if found is not None else None


def pages(blocks: Sequence[Sequence[str]], lines: int, width: int) -> Iterator[tuple[str, ...]]:
    """Yield the lines in pages of so many on a phone, where one holds so many characters.

    A block stays on one page unless it alone is longer than one. There is at least one page.
    """
    page: list[str] = []
    for block in blocks:
        fits = _height([*page, *block], width) <= lines
        if page and not fits:
            yield tuple(page)
            page = []
        for line in block:
            if page and _height([*page, line], width) > lines:
                yield tuple(page)
                page = []
            page.append(line)
    yield tuple(page)


def _height(lines: Sequence[str], width: int) -> int:
    return sum(max(1, -(-len(line) // width)) for line in lines)
