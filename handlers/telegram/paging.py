"""Long lists in pages: a page that does not exist (any more) is the nearest one that does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Never, TypeVar

from handlers.telegram.buttons import Button, Noop
from handlers.telegram.keys import Keys, key

Item_co = TypeVar("Item_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Page(Generic[Item_co]):
    """`number` counts from 0; there is always at least one page. `total` counts the items of all pages."""

    number: int
    count: int
    items: Sequence[Item_co]
    total: int
    first: int
    """The number that the first of these items has in the whole list, counted from 1."""

    def keys(self, turn: Callable[[int], Button]) -> Keys:
        """Return ‹ 2/5 ›, or nothing where one page is all there is; `turn` makes the button of a page."""
        if self.count <= 1:
            return []
        return [
            key("‹", turn(self.number - 1)) if self.number else key("·", Noop()),
            key(f"{self.number + 1}/{self.count}", Noop()),
            key("›", turn(self.number + 1)) if self.number + 1 < self.count else key("·", Noop()),
        ]


def page_of(items: Sequence[Item_co], number: int, size: int) -> Page[Item_co]:
    """Return that page of the items, the first or last where the number is beyond them."""
    here = page_at(len(items), number, size)
    start = here.first - 1
    return Page(here.number, here.count, items[start : start + size], here.total, here.first)


def page_at(total: int, number: int, size: int) -> Page[Never]:
    """Return which page of so many items that is, like `page_of`; its items are still to be read."""
    count = max(1, -(-total // size))
    here = min(max(number, 0), count - 1)
    return Page(here, count, (), total, here * size + 1)
