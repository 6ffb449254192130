"""The buttons of `/iku`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class Iku(Button):
    """The five percentages of a year."""

    prefix: ClassVar[str] = "i"
    year: int


@dataclass(frozen=True, slots=True)
class IkuDetail(Button):
    prefix: ClassVar[str] = "d"
    indicator: str
    year: int
    page: int
