"""The buttons of the pictures that come every week."""

from handlers.telegram.buttons import Button


class Weekly(Button, prefix="gw"):
    """Below a picture: whether that person is to be sent it every week (1), or no more (0).

    `indicator` "" is the picture of all five; year and quarter are of the picture that it stands below.
    """

    indicator: str
    on: int
    year: int
    quarter: int


class Mine(Button, prefix="gm"):
    """The pictures that somebody is sent every week."""


class StopMine(Button, prefix="gz"):
    """End one of them; `indicator` as above."""

    indicator: str
