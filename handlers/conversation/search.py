"""Searching a list by typing: one question, and what was typed is answered with the list of what it found."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft
from domain.forms.search import WANTED, search_form
from domain.people.person import Person
from handlers.conversation.admin import may_fill
from handlers.conversation.card import close
from handlers.conversation.flow import Flow
from handlers.conversation.search_words import search_words
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen
from storage.ports import Stale, UnitOfWork

Results: TypeAlias = Callable[[Context, int, int], Awaitable[Screen]]
"""Returns the page of what the search with that draft's id has found."""


def search_flow(
    key: str,
    title: str,
    ask: str,
    results: Results,
    leave: Callable[[Update, Context, Draft], Awaitable[None]],
    may: Callable[[Person, Draft], bool] = may_fill,
) -> Flow:
    """Return a search as a conversation. `may` says who searches; nobody but admins unless it is given."""

    async def sheet(_: UnitOfWork, __: Draft) -> Sheet:
        return Sheet(title=title, place="")

    async def finish(_: UnitOfWork, __: Context, draft: Draft) -> str:
        return name_of(key, draft.id)

    async def show_found(context: Context, update: Update, draft_id: int) -> None:
        async with context.aside() as uow:
            draft = await uow.drafts.get(draft_id)
        if not may(context.person, draft):
            raise NotAllowed
        await close(context, update, draft, await results(context, draft_id, 0))

    return Flow(
        form=search_form(key),
        words=search_words(title, ask),
        may_fill=may,
        sheet=sheet,
        finish=finish,
        leave=leave,
        leave_label="‹ Kembali",
        undone="Pencarian belum selesai",
        sends_at_once=True,
        replies={key: show_found},
    )


async def wanted(uow: UnitOfWork, draft_id: int, form: str) -> str:
    """Return what was looked for with that draft. Raises Stale for a draft that is no such search."""
    draft = await uow.drafts.get(draft_id)
    if draft.form != form or WANTED not in draft.place.answers:
        raise Stale(f"draft {draft_id} is no search of {form}")
    return draft.place.answers[WANTED]
