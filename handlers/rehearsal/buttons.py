"""The buttons of `/gladi`. `indicator` is empty where all deadlines of the year are meant."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Rehearsals(Button):
    """What can be rehearsed."""

    prefix: ClassVar[str] = "gl"


@dataclass(frozen=True, slots=True)
class Rehearse(Button):
    """A page of the calendar."""

    prefix: ClassVar[str] = "gk"
    year: int
    indicator: str
    page: int


@dataclass(frozen=True, slots=True)
class RehearsedDay(Button):
    """A page of one day's people; `day` is 20261127 for 27 November 2026."""

    prefix: ClassVar[str] = "gd"
    year: int
    indicator: str
    day: int
    page: int


@dataclass(frozen=True, slots=True)
class NeverArriving(Button):
    """A page of what cannot arrive, and why."""

    prefix: ClassVar[str] = "gn"
    year: int
    indicator: str
    page: int


@dataclass(frozen=True, slots=True)
class RehearsalSheet(Button):
    """The calendar as a workbook."""

    prefix: ClassVar[str] = "gx"
    year: int
    indicator: str
