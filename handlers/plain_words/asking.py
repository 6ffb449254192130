"""A wish becomes a command, by the command's own guard; what may be several is asked back."""

from telegram import InlineKeyboardButton, Update

from domain.plain_words.wish import Command, Ticket, Unsure
from handlers.plain_words import texts
from handlers.plain_words.buttons import Meant, OpenTicket
from handlers.telegram.buttons import LONGEST
from handlers.telegram.command import declared
from handlers.telegram.context import Context
from handlers.telegram.home import home_key
from handlers.telegram.keys import key, markup, short
from handlers.telegram.screen import Screen, show
from storage.ports import Stale


async def run(update: Update, context: Context, wish: Command) -> None:
    """Run a command as if it had been typed. Raises Stale for one that there is not."""
    command = next((one for one in declared() if one.name == wish.name), None)
    if command is None:
        raise Stale(f"a wish for /{wish.name}")
    context.args = list(wish.args)
    await command.guarded(update, context)


async def meant(update: Update, context: Context, button: Meant) -> None:
    """Do what the person says was meant. Raises as `run`."""
    await run(update, context, Command(button.command, tuple(button.words.split())))


async def ask_back(update: Update, context: Context, unsure: Unsure) -> None:
    """Ask which of these was meant; nothing is done before that is said."""
    async with context.look() as uow:
        names = {opd.code: opd.short_name for opd in await uow.opds.all()}
    keys = [_key(one, names) for one in unsure.perhaps]
    await show(context, update, Screen(texts.DID_YOU_MEAN, markup(*([one] for one in keys), [home_key()])))


def _key(wish: Command | Ticket, names: dict[str, str]) -> InlineKeyboardButton:
    if isinstance(wish, Ticket):
        return key(texts.of_ticket(wish.number), OpenTicket(wish.number))
    return key(short(texts.label(wish, names)), _button(wish))


def _button(wish: Command) -> Meant:
    """Return the button of a wish; of long words to look for as many as it holds: fewer find more."""
    words, room = list(wish.args), LONGEST - len(Meant(wish.name, "").pack())
    while len(" ".join(words).encode()) > room:
        words.pop()
    return Meant(wish.name, " ".join(words))
