"""What somebody types goes to what stands on their screen: the newest card, if it can be searched.

A room shows such a screen by `handlers.telegram.cards.show_as` (or lets it live) under a kind of its own, and
says in its FEATURE what becomes of words that are typed while it is the newest:

    listens={"review": inbox.heard}

The card of a conversation has a kind, too (DRAFT): while it is the newest, its question is answered. So a
question that was left behind does not swallow the words that are meant for a list below it, nor the list an
answer.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telegram import Update

from handlers.telegram.context import Context
from handlers.telegram.known import Known
from storage.ports import Card

DRAFT = "draft"
"""The kind of every conversation's card; `about` is the draft's id."""

Hears: TypeAlias = Callable[[Update, Context, Card, str], Awaitable[bool]]
"""Looks for what was typed in what that card shows, for `context.person` as they are now.

Returns False, having said nothing, where nothing there is called so: the words may mean something else."""

LISTENERS = Known[Hears]("screens that are typed to")


async def listener(context: Context) -> tuple[Card, Hears] | None:
    """Return the newest screen of this person and what looks for words in it; None if it is none such."""
    async with context.look() as uow:
        card = await uow.cards.newest(context.person.id)
    hears = LISTENERS.get(card.kind) if card is not None else None
    return (card, hears) if card is not None and hears is not None else None


def is_listening(card: Card | None) -> bool:
    """Return whether words that are typed below that screen are meant for it."""
    return card is not None and card.kind in LISTENERS


async def heard(update: Update, context: Context, words: str) -> bool:
    """Let what stands on the screen look for these words; return whether it took them.

    A draft whose question stands above it is put aside then, so that its card says so and brings it back.
    """
    found = await listener(context)
    if found is None:
        return False
    async with context.look() as uow:
        left = await uow.drafts.held_by(context.person.id)
    card, hears = found
    if not await hears(update, context, card, words):
        return False
    async with context.aside() as uow:
        held = await uow.drafts.held_by(context.person.id)
        if left is not None and held is not None and held.id == left.id:
            await uow.drafts.let_go(context.person.id)
            await uow.commit()
    return True
