"""The keys of the home screen."""

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.city.at_home import Way
from handlers.delivery.pins import PIN_KEY
from handlers.home.buttons import AllCommands
from handlers.telegram.command import Command
from handlers.telegram.home import RunCommand, home_key
from handlers.telegram.keys import key, markup, packed, pairs

_NOT_A_KEY = frozenset({"menu", "start", "batal"})
"""Commands that lead here, or that mean nothing where nothing is being filled in."""
_ABBREVIATIONS = frozenset({"iku", "opd"})


def home(ways: Sequence[Way], beside: Sequence[InlineKeyboardButton], *, lives: bool) -> InlineKeyboardMarkup:
    """Return these ways, what stands beside them, and the way to the rest; what lives can be pinned."""
    pinning = [PIN_KEY] if lives else []
    return markup(*packed([*(way.key() for way in ways), *beside, *pinning, key("Lainnya ›", AllCommands())]))


def all_commands(commands: Iterable[Command]) -> InlineKeyboardMarkup:
    """Return the commands in two columns, in the order of the menu."""
    keys = [key(_label(one), RunCommand(one.name)) for one in commands if one.name not in _NOT_A_KEY]
    return markup(*pairs(keys), [home_key()])


def _label(command: Command) -> str:
    return command.name.upper() if command.name in _ABBREVIATIONS else command.name.capitalize()
