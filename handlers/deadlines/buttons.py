"""The buttons of `/tenggat`: deadlines, extensions, and the steps of reminders."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Deadlines(Button):
    prefix: ClassVar[str] = "ta"
    year: int


@dataclass(frozen=True, slots=True)
class DeadlineCard(Button):
    prefix: ClassVar[str] = "tc"
    year: int
    indicator: str


@dataclass(frozen=True, slots=True)
class SetDeadline(Button):
    """Set or move everybody's deadline."""

    prefix: ClassVar[str] = "ts"
    year: int
    indicator: str


@dataclass(frozen=True, slots=True)
class PickExtension(Button):
    """A page of the OPD that still owe that report, to choose who gets more time."""

    prefix: ClassVar[str] = "te"
    year: int
    indicator: str
    page: int


@dataclass(frozen=True, slots=True)
class SearchExtension(Button):
    prefix: ClassVar[str] = "tq"
    year: int
    indicator: str


@dataclass(frozen=True, slots=True)
class FoundExtension(Button):
    """A page of what a search has found; what was looked for is in its draft."""

    prefix: ClassVar[str] = "tf"
    draft: int
    page: int


@dataclass(frozen=True, slots=True)
class Extend(Button):
    prefix: ClassVar[str] = "tx"
    year: int
    indicator: str
    opd: str


@dataclass(frozen=True, slots=True)
class Extensions(Button):
    """A page of the OPD that have an extension, to choose whose is revoked."""

    prefix: ClassVar[str] = "tl"
    year: int
    indicator: str
    page: int


@dataclass(frozen=True, slots=True)
class RevokeExtension(Button):
    prefix: ClassVar[str] = "tr"
    year: int
    indicator: str
    opd: str


@dataclass(frozen=True, slots=True)
class ReminderSteps(Button):
    prefix: ClassVar[str] = "tp"
    year: int


@dataclass(frozen=True, slots=True)
class SetSteps(Button):
    """The steps on one side of the deadlines: "before" or "after"."""

    prefix: ClassVar[str] = "tt"
    year: int
    side: str
