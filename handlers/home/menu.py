"""The home screen: what is owed or waits, and the way to everything that this person may do."""

from telegram import Update

from handlers.home import keyboards, texts
from handlers.telegram.command import declared
from handlers.telegram.context import Context
from handlers.telegram.home import Home, RunCommand
from handlers.telegram.screen import Screen, show
from storage.ports import Stale


async def menu_command(update: Update, context: Context) -> None:
    """`/menu`: the home screen, as a new message."""
    await show(context, update, await home_screen(context))


async def show_home(update: Update, context: Context, _: Home) -> None:
    await show(context, update, await home_screen(context))


async def home_screen(context: Context, note: str = "") -> Screen:
    """Return the home screen of whoever speaks; `note` (HTML) is what is said before anything else."""
    person = context.person
    own = [command for command in declared() if command.is_for(person)]
    return Screen(texts.home(person, note), keyboards.home(own))


async def run_command(update: Update, context: Context, button: RunCommand) -> None:
    """RunCommand a command that was pressed instead of typed. Raises Stale for one that there is not."""
    command = next((one for one in declared() if one.name == button.command), None)
    if command is None:
        raise Stale(f"a key for /{button.command}")
    context.args = []
    await command.guarded(update, context)
