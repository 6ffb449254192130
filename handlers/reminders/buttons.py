"""The button of a reminder."""

from handlers.telegram.buttons import Button


class Snooze(Button, prefix="gs"):
    """Remind again later; `wish` is one of `domain.reminders.snoozing.Wish`."""

    reminder: int
    wish: str
