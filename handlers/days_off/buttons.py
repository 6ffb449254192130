"""The buttons of a year's days off, below `/tenggat`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class DaysOff(Button):
    prefix: ClassVar[str] = "to"
    year: int
    page: int


@dataclass(frozen=True, slots=True)
class DayOffCard(Button):
    """One day of that list: "2026-12-25"."""

    prefix: ClassVar[str] = "td"
    iso: str


@dataclass(frozen=True, slots=True)
class AddDayOff(Button):
    prefix: ClassVar[str] = "tn"
    year: int


@dataclass(frozen=True, slots=True)
class ChangeDayOff(Button):
    """Make a day a working day ("kerja"), or take back what the city said of it ("asal")."""

    prefix: ClassVar[str] = "th"
    iso: str
    to: str
