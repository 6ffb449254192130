"""The buttons of an operator's lists and receipts."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class Withdraw(Button):
    prefix: ClassVar[str] = "w"
    submission: int


@dataclass(frozen=True, slots=True)
class Reports(Button):
    """The list of reports of one OPD ("": choose one) and year (0: the present one)."""

    prefix: ClassVar[str] = "l"
    opd: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class OpenReport(Button):
    """One report of that list; `mode` is `go`, or `correct` to correct a verified one."""

    prefix: ClassVar[str] = "o"
    opd: str
    indicator: str
    year: int
    mode: str = "go"


@dataclass(frozen=True, slots=True)
class Status(Button):
    prefix: ClassVar[str] = "st"
    opd: str


@dataclass(frozen=True, slots=True)
class History(Button):
    prefix: ClassVar[str] = "h"
    opd: str
    page: int
