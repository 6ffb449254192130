"""The buttons of `/verifikasi`, and *Perbaiki sekarang*. Ids are of events; `chosen` is a set of bits."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Inbox(Button):
    prefix: ClassVar[str] = "ri"
    page: int


@dataclass(frozen=True, slots=True)
class OpenCard(Button):
    prefix: ClassVar[str] = "rc"
    submission: int


@dataclass(frozen=True, slots=True)
class Next(Button):
    """The report of the inbox after that one."""

    prefix: ClassVar[str] = "rn"
    submission: int


@dataclass(frozen=True, slots=True)
class OpenFile(Button):
    prefix: ClassVar[str] = "rf"
    submission: int
    file: int


@dataclass(frozen=True, slots=True)
class Accept(Button):
    prefix: ClassVar[str] = "ra"
    submission: int


@dataclass(frozen=True, slots=True)
class PickFields(Button):
    """The fields to return, as they are after this press: bit n is the n-th field of the report."""

    prefix: ClassVar[str] = "rp"
    submission: int
    chosen: int


@dataclass(frozen=True, slots=True)
class AskReason(Button):
    prefix: ClassVar[str] = "rr"
    submission: int
    chosen: int


@dataclass(frozen=True, slots=True)
class UndoDecision(Button):
    prefix: ClassVar[str] = "ru"
    decision: int


@dataclass(frozen=True, slots=True)
class Unchanged(Button):
    """The list of the reports that repeat last year's answer."""

    prefix: ClassVar[str] = "rb"


@dataclass(frozen=True, slots=True)
class AcceptUnchanged(Button):
    """Accept exactly the list that was shown, known by its fingerprint."""

    prefix: ClassVar[str] = "rx"
    fingerprint: str


@dataclass(frozen=True, slots=True)
class UndoBatch(Button):
    """Undo everything that was accepted together with that decision."""

    prefix: ClassVar[str] = "rz"
    decision: int


@dataclass(frozen=True, slots=True)
class Repair(Button):
    """*Perbaiki sekarang* of a returned report."""

    prefix: ClassVar[str] = "rw"
    returned: int
