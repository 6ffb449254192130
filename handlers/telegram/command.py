"""A command declared once: Telegram's menu, the help, the guard and the handler all follow from it."""

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from telegram import Message, MessageEntity, Update

from domain.language.written import compared, folded
from domain.people.person import Person, Role
from handlers.telegram.cards import scroll_on
from handlers.telegram.context import Context
from handlers.telegram.screen import ending, show
from handlers.words import problems
from storage.ports import Unavailable

log = logging.getLogger(__name__)

_MONOSPACE = frozenset({MessageEntity.CODE, MessageEntity.PRE})
_WRITTEN = re.compile(r"/([A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]+)?)(?!\S)")

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
        """Run the command, or say kindly that it is for others; what stood on the screen stands above it.

        A card that answers it is noted as what is on the screen now; where there is none, the command is.
        """
        context.is_on_screen = False
        try:
            if self.at_the_door or self.is_for(context.person):
                await self.run(update, context)
            else:
                await show(context, update, ending(problems.NOT_FOR_YOU))
        finally:
            if not context.is_on_screen:
                await self._noted(update, context)

    async def _noted(self, update: Update, context: Context) -> None:
        """Note that the command is the newest on the screen; it is answered, and must not look unanswered."""
        try:
            await scroll_on(context, update)
        except Unavailable as away:
            log.info("What stands above /%s is not noted: %s", self.name, away)


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


def is_marked(message: Message) -> bool:
    """Return whether a text begins with what Telegram has marked as a command, whatever bot it is for."""
    return bool(_marked_in(message))


def _marked_in(message: Message) -> str:
    """Return the command in front of a text, without its slash, "" for none.

    In monospace, as instructions are often written and copied, Telegram marks none; it is meant all the same.
    """
    text, first = message.text or "", message.entities[0] if message.entities else None
    if first is None or first.offset != 0:
        return ""
    if first.type == MessageEntity.BOT_COMMAND:
        return text[1 : first.length]
    found = _WRITTEN.match(text) if first.type in _MONOSPACE else None
    return found[1] if found is not None else ""


def command_in(message: Message, username: str) -> str | None:
    """Return the marked command that a message begins with, if it is for this bot: /iku, or /iku@its_name."""
    name, _, addressee = _marked_in(message).lower().partition("@")
    if not name:
        return None
    return name if addressee in ("", username.lower()) else None


def marked(message: Message, context: Context) -> Command | None:
    """Return the command that Telegram has marked, with its words in `context.args`; None for no such one."""
    name = command_in(message, context.bot.username)
    command = _DECLARED.get(name) if name is not None else None
    if command is not None:
        context.args = (message.text or "").split()[1:]
    return command


def is_unmarked(message: Message) -> bool:
    """Return whether it is a command that Telegram does not mark: something unseen stands in front of it."""
    text = message.text or ""
    return not text.startswith("/") and folded(text).startswith("/")


def unmarked(message: Message, context: Context) -> Command | None:
    """Return the command that such a message means, with its words in `context.args`; None for no command."""
    said, *context.args = folded(message.text or "").split()
    return _DECLARED.get(compared(said).removeprefix("/").partition("@")[0])


def captioned(message: Message) -> str:
    """Return the command that a file's caption begins with, which to Telegram is none; "" without one."""
    said = compared(message.caption or "").partition(" ")[0]
    return said.partition("@")[0].removeprefix("/") if said.startswith("/") else ""
