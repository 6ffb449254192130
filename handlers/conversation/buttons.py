"""The buttons of every guided conversation, and the one that only shows something."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Answer(Button):
    """One of the choices of the question that is being asked."""

    prefix: ClassVar[str] = "a"
    draft: int
    version: int
    value: str


@dataclass(frozen=True, slots=True)
class Move(Button):
    """Go `back`, `keep` the answer in front, `skip` an optional one, or just `show` the card again."""

    prefix: ClassVar[str] = "m"
    draft: int
    version: int
    to: str


@dataclass(frozen=True, slots=True)
class Edit(Button):
    prefix: ClassVar[str] = "e"
    draft: int
    version: int
    question: str


@dataclass(frozen=True, slots=True)
class DropFile(Button):
    prefix: ClassVar[str] = "f"
    draft: int
    version: int
    file: int


@dataclass(frozen=True, slots=True)
class Send(Button):
    prefix: ClassVar[str] = "s"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Cancel(Button):
    prefix: ClassVar[str] = "x"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Undo(Button):
    """Bring a cancelled draft back."""

    prefix: ClassVar[str] = "u"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Leave(Button):
    """What lies before the first question of that conversation."""

    prefix: ClassVar[str] = "v"
    draft: int


@dataclass(frozen=True, slots=True)
class TakeOver(Button):
    """Go on with a draft that a colleague began."""

    prefix: ClassVar[str] = "t"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Resume(Button):
    """Go on with a draft that was set aside for something else."""

    prefix: ClassVar[str] = "r"
    draft: int


@dataclass(frozen=True, slots=True)
class Noop(Button):
    """A button that only shows something, such as the page number."""

    prefix: ClassVar[str] = "n"
