"""The keys of the home screen."""

from collections.abc import Iterable

from telegram import InlineKeyboardMarkup

from handlers.telegram.command import Command
from handlers.telegram.home import RunCommand
from handlers.telegram.keys import key, markup

_NOT_A_KEY = frozenset({"menu", "start", "batal"})
"""Commands that lead here, or that mean nothing where nothing is being filled in."""


def home(commands: Iterable[Command]) -> InlineKeyboardMarkup:
    """Return the commands in two columns, in the order of the menu."""
    keys = [key(f"/{one.name}", RunCommand(one.name)) for one in commands if one.name not in _NOT_A_KEY]
    return markup(*(keys[start : start + 2] for start in range(0, len(keys), 2)))
