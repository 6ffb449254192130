"""The buttons of `/audit`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Trail(Button):
    """The entries before that one (0: the newest), of the search with that draft's id (0: all)."""

    prefix: ClassVar[str] = "yl"
    before: int
    search: int


@dataclass(frozen=True, slots=True)
class SearchTrail(Button):
    prefix: ClassVar[str] = "yq"


@dataclass(frozen=True, slots=True)
class Parked(Button):
    """A page of what failed and was set aside."""

    prefix: ClassVar[str] = "yp"
    page: int


@dataclass(frozen=True, slots=True)
class TryAgain(Button):
    """Let what was set aside be tried anew at once, or call it seen where nothing is left to try."""

    prefix: ClassVar[str] = "yr"
    trouble: int
