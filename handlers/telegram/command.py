"""A command declared once: Telegram's menu, the help, the guard and the handler all follow from it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from telegram import Message, Update
from telegram.ext import filters

from domain.language.written import compared, folded
from domain.people.person import Person, Role
from handlers.telegram.cards import scroll_on
from handlers.telegram.context import Context
from handlers.telegram.screen import ending, show
from handlers.words import problems

Run: TypeAlias = Callable[[Update, Context], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """`roles` empty: for everybody who was let in; `at_the_door`: also for who is only knocking.

    `after` names the command that it follows in the menu, where that is one of another room.
    """

    name: str
    description: str
    run: Run
    roles: frozenset[Role] = frozenset()
    at_the_door: bool = False
    after: str = ""

    def is_for(self, person: Person) -> bool:
        return not self.roles or not self.roles.isdisjoint(person.roles)

    async def guarded(self, update: Update, context: Context) -> None:
        """Run the command, or say kindly that it is for others; what stood on the screen stands above it."""
        await scroll_on(context, update)
        if self.at_the_door or self.is_for(context.person):
            await self.run(update, context)
        else:
            await show(context, update, ending(problems.NOT_FOR_YOU))


_DECLARED: dict[str, Command] = {}


def declare(*commands: Command) -> tuple[Command, ...]:
    """Make these the commands of the bot, and return them in menu order.

    Raises ValueError for a name given twice, or one that follows nothing.
    """
    names = [command.name for command in commands]
    if len(set(names)) < len(names):
        raise ValueError(f"a command is declared twice: {names}")
    ordered = [command for command in commands if not command.after]
    for command in (command for command in commands if command.after):
        ordered.insert([one.name for one in ordered].index(command.after) + 1, command)
    _DECLARED.clear()
    _DECLARED.update((command.name, command) for command in ordered)
    return declared()


def declared() -> tuple[Command, ...]:
    """Return the bot's commands: the menu and the help are made of them."""
    return tuple(_DECLARED.values())


class _Unmarked(filters.MessageFilter):
    """A command that Telegram does not mark as one, because something unseen stands in front of it."""

    def filter(self, message: Message) -> bool:
        text = message.text or ""
        return not text.startswith("/") and folded(text).startswith("/")


UNMARKED = _Unmarked()


def unmarked(message: Message, context: Context) -> Command | None:
    """Return the command that such a message means, with its words in `context.args`; None for no command."""
    said, *context.args = folded(message.text or "").split()
    return _DECLARED.get(compared(said).removeprefix("/").partition("@")[0])


class Captioned(filters.MessageFilter):
    """A file whose caption begins with a command, which to Telegram is none."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self._command = f"/{command}"

    def filter(self, message: Message) -> bool:
        said = compared(message.caption or "").partition(" ")[0]
        return said.partition("@")[0] == self._command
