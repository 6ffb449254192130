"""Long lists in pages: a page that does not exist (any more) is the nearest one that does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`number` counts from 0; there is always at least one page."""

    number: int
    count: int
    items: Sequence[Item]


def page_of(items: Sequence[Item], number: int, size: int) -> Page[Item]:
    """Return that page of the items, the first or last where the number is beyond them."""
    count = max(1, -(-len(items) // size))
    here = min(max(number, 0), count - 1)
    return Page(here, count, items[here * size : (here + 1) * size])
