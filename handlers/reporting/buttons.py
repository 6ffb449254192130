"""The buttons of an operator's lists and receipts."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button

GO, CORRECT, REPAIR = "go", "correct", "repair"
"""How a report is opened: as it stands, to correct a verified one, straight to what was returned."""


@dataclass(frozen=True, slots=True)
class AskWithdraw(Button):
    """Ask whether a submission that waits is to be taken back."""

    prefix: ClassVar[str] = "wq"
    submission: int


@dataclass(frozen=True, slots=True)
class KeepSent(Button):
    """Let it wait on."""

    prefix: ClassVar[str] = "wk"
    submission: int


@dataclass(frozen=True, slots=True)
class Withdraw(Button):
    prefix: ClassVar[str] = "w"
    submission: int


@dataclass(frozen=True, slots=True)
class Reports(Button):
    """The list of reports of one OPD ("": choose one) and year (0: the one that is on)."""

    prefix: ClassVar[str] = "l"
    opd: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class OpenReport(Button):
    """One report of that list; `mode` is GO, CORRECT or REPAIR."""

    prefix: ClassVar[str] = "o"
    opd: str
    indicator: str
    year: int
    mode: str = GO


@dataclass(frozen=True, slots=True)
class Status(Button):
    """Where one OPD ("": choose one) stands in a year (0: the one that is on)."""

    prefix: ClassVar[str] = "st"
    opd: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class History(Button):
    prefix: ClassVar[str] = "h"
    opd: str
    page: int
