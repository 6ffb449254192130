"""What is typed while a part of the review is on the screen: part of an OPD's name, or a report."""

from telegram import Update

from domain.forms.search import mentions
from handlers.city.reviews import desk_of
from handlers.review import texts
from handlers.review.buttons import PickFields
from handlers.review.inbox import find, named, names_of
from handlers.review.place import REVIEW
from handlers.review.send_back import ask_fields
from handlers.telegram.context import Context
from storage.ports import Card

__all__ = ["REVIEW", "heard"]


async def heard(update: Update, context: Context, card: Card, said: str) -> bool:
    """Show what of these words waits for this person, as `/verifikasi` does; return whether anything does.

    Whoever types a reason before the fields are chosen reads which comes first.
    """
    async with context.look() as uow:
        at = await desk_of(uow, context.person, context.today)
        waits = await named(uow, at, lambda row, opd: mentions(said, *names_of(opd, row)))
    if waits:
        await find(update, context, said)
    elif card.about:
        await ask_fields(update, context, PickFields.unpack(card.about), texts.FIELDS_FIRST)
    return bool(waits or card.about)
