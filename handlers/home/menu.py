"""`/menu` and `/status`, the way back there, and commands that are pressed instead of typed."""

from telegram import Update

from domain.people.person import Role
from handlers.home import keyboards, texts
from handlers.home.buttons import AllCommands
from handlers.home.screen import show_home_screen
from handlers.telegram.command import declared
from handlers.telegram.context import Context
from handlers.telegram.home import Home, RunCommand
from handlers.telegram.menu import keep_menu
from handlers.telegram.screen import Screen, show
from storage.ports import Stale


async def menu_command(update: Update, context: Context) -> None:
    """`/menu`: the home screen, as a new message."""
    await show_home_screen(context, update)
    await keep_menu(context, context.person)


async def status_command(update: Update, context: Context) -> None:
    """`/status`: what the home screen says to an operator."""
    await show_home_screen(context, update, (Role.OPERATOR,))
    await keep_menu(context, context.person)


async def show_home(update: Update, context: Context, _: Home) -> None:
    await show_home_screen(context, update)
    await keep_menu(context, context.person)


async def show_all(update: Update, context: Context, _: AllCommands) -> None:
    """*Lainnya*: everything that this person may do."""
    own = [command for command in declared() if command.is_for(context.person)]
    await show(context, update, Screen(texts.ALL, keyboards.all_commands(own)))


async def run_command(update: Update, context: Context, button: RunCommand) -> None:
    """Run a command that was pressed instead of typed. Raises Stale for one that there is not."""
    command = next((one for one in declared() if one.name == button.command), None)
    if command is None:
        raise Stale(f"a key for /{button.command}")
    context.args = []
    await command.guarded(update, context)
