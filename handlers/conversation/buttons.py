"""The buttons of every guided conversation, and the one that only shows something."""

from domain.forms.late_presses import Wish
from handlers.telegram.buttons import Button


class Answer(Button, prefix="a", wish=Wish.ANSWER):
    """One of the choices of the question that is being asked."""

    draft: int
    version: int
    value: str


class Move(Button, prefix="m"):
    """Go `back`, `keep` the answer in front, `skip` an optional one, or just `show` the card again.

    `past` leaves out what is left of an offered group.
    """

    draft: int
    version: int
    to: str


class Edit(Button, prefix="e"):
    draft: int
    version: int
    question: str


class DropFile(Button, prefix="f"):
    draft: int
    version: int
    file: int


class Send(Button, prefix="s", wish=Wish.SEND):
    draft: int
    version: int


class Cancel(Button, prefix="x", wish=Wish.CANCEL):
    draft: int
    version: int


class Undo(Button, prefix="u", wish=Wish.HOLD):
    """Bring a cancelled draft back."""

    draft: int
    version: int


class Leave(Button, prefix="v"):
    """What lies before the first question of that conversation."""

    draft: int


class TakeOver(Button, prefix="t", wish=Wish.HOLD):
    """Go on with a draft that a colleague began."""

    draft: int
    version: int


class Resume(Button, prefix="r", wish=Wish.HOLD):
    """Go on with a draft that was set aside for something else."""

    draft: int
