"""The buttons of the steps of reminders."""

from handlers.telegram.buttons import Button


class SetSteps(Button, prefix="tt"):
    """The steps on one side of the deadlines: "before" or "after"."""

    year: int
    side: str
