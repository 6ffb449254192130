"""The button of the home screen that leads to everything else."""

from handlers.telegram.buttons import Button


class AllCommands(Button, prefix="hx"):
    """Every command of whoever presses it."""
