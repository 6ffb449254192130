"""The way home, which every room puts at the end of what it does, and commands as keys."""

from telegram import InlineKeyboardButton

from handlers.telegram.buttons import Button
from handlers.telegram.keys import below, key

HOME = "‹ Beranda"


class Home(Button, prefix="hm"):
    """The home screen of whoever presses it."""


class RunCommand(Button, prefix="hc"):
    """A command, run as if whoever presses it had typed it: it asks for itself who may."""

    command: str


def home_key() -> InlineKeyboardButton:
    """Return the key that turns this message into the home screen."""
    return key(HOME, Home())


def home_below() -> InlineKeyboardButton:
    """Return the key of a message that stays to be read: the home screen stands below it."""
    return below(HOME, Home())
