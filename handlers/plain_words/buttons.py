"""The buttons below *Maksud Bapak/Ibu:*."""

from handlers.telegram.buttons import Button


class Meant(Button, prefix="km"):
    """A command with words behind it, run as if whoever presses it had typed it: it asks who may."""

    command: str
    words: str


class OpenTicket(Button, prefix="kn"):
    """The report that a ticket stands for."""

    ticket: str
