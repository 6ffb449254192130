"""Conversations that admins hold, how one begins, and who may fill it in."""

from telegram import Update

from domain.forms.drafts import Draft
from domain.people.person import Person
from handlers.conversation.card import show_card
from handlers.telegram.admins import check_admin, runs_the_bot
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of


def may_fill(person: Person, _: Draft) -> bool:
    return runs_the_bot(person)


async def begin(update: Update, context: Context, form: str, subject: str = "") -> None:
    """Begin a guided conversation of the administration and show its first question."""
    check_admin(context)
    async with context.uow() as uow:
        draft = await uow.drafts.begin(form, subject, context.year, by=context.person.id, at=context.now)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)
