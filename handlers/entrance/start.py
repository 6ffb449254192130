"""`/start`, invitations and `/bantuan`: getting in and finding the way."""

from telegram import Update

from handlers import proof
from handlers.city.names import opd_names
from handlers.entrance import texts
from handlers.home import home_screen, show_home_screen
from handlers.people import enter
from handlers.telegram.context import Context
from handlers.telegram.menu import commands_for, refresh_menu
from handlers.telegram.screen import Screen, ending, show

WELCOME = "welcome"


async def start_command(update: Update, context: Context) -> None:
    """Let an invited person in, greet one who is in, check a code, explain a link that does not open."""
    token = context.args[0] if context.args else ""
    if not token:
        await show_home_screen(context, update)
        await refresh_menu(context, context.person)
        return
    if proof.is_check(token):
        await proof.opened(update, context, token)
        return
    refusal = await enter(update, context, token, WELCOME)
    if refusal is not None:
        await show(context, update, ending(refusal) if context.knows_person else Screen(refusal))
    else:
        await show_welcome(context, update, context.person.id)


async def show_welcome(context: Context, update: Update, person_id: int) -> None:
    """Greet a person, name the roles, show what waits, and set the command menu that belongs to them."""
    async with context.look() as uow:
        context.person = person = await uow.people.get(person_id)
        opds = await opd_names(uow)
    await show(context, update, await home_screen(context, texts.welcome(person, opds)))
    await refresh_menu(context, person)


async def help_command(update: Update, context: Context) -> None:
    """`/bantuan`: the commands of this person, and how a conversation goes."""
    await show(context, update, ending(texts.help_text(context.person, commands_for(context.person))))
    await refresh_menu(context, context.person)


async def unknown_command(update: Update, context: Context) -> None:
    """Say that there is no such command, and what there is."""
    await show(context, update, ending(texts.UNKNOWN_COMMAND))
