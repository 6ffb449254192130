"""The buttons of `/audit`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class Trail(Button):
    """The entries before that one (0: the newest), of the search with that draft's id (0: all)."""

    prefix: ClassVar[str] = "yl"
    before: int
    search: int


@dataclass(frozen=True, slots=True)
class SearchTrail(Button):
    prefix: ClassVar[str] = "yq"
