"""The buttons of `/iku`. They carry year and quarter: turning a page never changes the instant shown."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Iku(Button):
    """The five percentages of a year (0: the present one), or as of the end of its quarter."""

    prefix: ClassVar[str] = "i"
    year: int
    quarter: int = 0


@dataclass(frozen=True, slots=True)
class IkuDetail(Button):
    """The OPD behind one indicator."""

    prefix: ClassVar[str] = "d"
    indicator: str
    year: int
    quarter: int
    page: int


@dataclass(frozen=True, slots=True)
class IkuReport(Button):
    """The report of one OPD, to read; `page` is the page of the list it was opened from."""

    prefix: ClassVar[str] = "kr"
    indicator: str
    opd: str
    year: int
    quarter: int
    page: int


@dataclass(frozen=True, slots=True)
class IkuHistory(Button):
    """All that happened to that report and those of other years, in pages of its own.

    `listed` is the page of the list that the report was opened from.
    """

    prefix: ClassVar[str] = "kh"
    indicator: str
    opd: str
    year: int
    quarter: int
    listed: int
    page: int
