"""Telegram's command menu of each person: exactly the commands that person may use."""

import logging

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from domain.people.person import Person
from handlers.telegram.command import declared
from handlers.telegram.context import Context
from handlers.telegram.errors import is_outage

log = logging.getLogger(__name__)


def commands_for(person: Person) -> list[tuple[str, str]]:
    """Return (name, description) of the commands of that person, in menu order."""
    return [(command.name, command.description) for command in declared() if command.is_for(person)]


class Told(dict[int, tuple[tuple[str, str], ...]]):
    """The menu that each person was given since this process began."""


async def keep_menu(context: Context, person: Person) -> None:
    """Tell Telegram this person's menu unless this process did already.

    A command that came with a new version would otherwise be missing until somebody asks for help.
    """
    if context.services.kept(Told).get(person.id) != tuple(commands_for(person)):
        await refresh_menu(context, person)


async def refresh_menu(context: Context, person: Person) -> None:
    """Tell Telegram this person's menu. A menu that cannot be set is logged and never stops anything."""
    menu = [BotCommand(name, description) for name, description in commands_for(person)]
    try:
        await context.bot.set_my_commands(menu, scope=BotCommandScopeChat(person.telegram_id))
        context.services.kept(Told)[person.id] = tuple(commands_for(person))
    except TelegramError as error:
        # It is set again at the next /start or /bantuan; an outage has its line in the log already.
        level = logging.DEBUG if is_outage(error) else logging.WARNING
        log.log(level, "The command menu of person %s could not be set: %s", person.id, error)
