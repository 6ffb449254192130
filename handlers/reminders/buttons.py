"""The button of a reminder."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.telegram.buttons import Button


@dataclass(frozen=True, slots=True)
class Snooze(Button):
    """Remind again later; `wish` is one of `domain.reminders.snoozing.Wish`."""

    prefix: ClassVar[str] = "gs"
    reminder: int
    wish: str
