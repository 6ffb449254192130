"""The buttons of a reminder. The message stays what it is: a report is opened below it."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import BELOW, Button


@dataclass(frozen=True, slots=True)
class OpenBelow(Button):
    """One report that is owed: begin it, go on with it, or repair it."""

    prefix: ClassVar[str] = BELOW + "o"
    opd: str
    indicator: str
    year: int


@dataclass(frozen=True, slots=True)
class ListBelow(Button):
    """The lists of reports, where a reminder has not a button for each."""

    prefix: ClassVar[str] = BELOW + "l"


@dataclass(frozen=True, slots=True)
class Snooze(Button):
    """Remind again later; `wish` is one of `domain.snoozing.Wish`."""

    prefix: ClassVar[str] = "gs"
    reminder: int
    wish: str
