"""The buttons of `/opd`."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class OpdList(Button):
    prefix: ClassVar[str] = "ql"
    page: int


@dataclass(frozen=True, slots=True)
class ShowOpd(Button):
    prefix: ClassVar[str] = "qo"
    code: str


@dataclass(frozen=True, slots=True)
class ChangeOpd(Button):
    """Begin the conversation of that form; a new OPD and a file are about no code yet."""

    prefix: ClassVar[str] = "qe"
    form: str
    code: str


@dataclass(frozen=True, slots=True)
class PickSuccessor(Button):
    """The OPD that goes on with the tasks of one that is merged."""

    prefix: ClassVar[str] = "qm"
    code: str
    page: int


@dataclass(frozen=True, slots=True)
class MergeOpd(Button):
    prefix: ClassVar[str] = "qt"
    code: str
    successor: str
