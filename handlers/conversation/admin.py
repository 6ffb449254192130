"""What the screens of the administration share: who may, and searching a list by typing."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft
from domain.forms.search import WANTED, search_form
from domain.people.person import Person, Role
from handlers.conversation import admin_texts as admin
from handlers.conversation.card import close, show_card
from handlers.conversation.flow import Flow, register_flow
from handlers.conversation.search_words import search_words
from handlers.conversation.texts import Sheet
from handlers.telegram.buttons import Button
from handlers.telegram.context import Context
from handlers.telegram.press import Press
from handlers.telegram.replies import name_of, reply
from handlers.telegram.screen import Screen
from storage.ports import Stale, UnitOfWork

ADMINS = frozenset({Role.ADMIN})

Run: TypeAlias = Callable[[Update, Context, Any], Awaitable[None]]
Results: TypeAlias = Callable[[Context, int, int], Awaitable[Screen]]
"""Returns the page of what the search with that draft's id has found."""


def check_admin(context: Context) -> None:
    """Raises NotAllowed for anybody who does not run the bot."""
    if not runs_the_bot(context.person):
        raise NotAllowed


def runs_the_bot(person: Person) -> bool:
    return Role.ADMIN in person.roles


def for_admins(*pressed: tuple[type[Button], Run]) -> tuple[Press, ...]:
    """Return presses that ask first, every time, whether this person still runs the bot."""
    return tuple(Press(button, _guarded(run), admin.NOT_ADMIN) for button, run in pressed)


def _guarded(run: Run) -> Run:
    async def asked(update: Update, context: Context, button: Any) -> None:  # noqa: ANN401 - as Press has it
        check_admin(context)
        await run(update, context, button)

    return asked


def may_fill(person: Person, _: Draft) -> bool:
    return runs_the_bot(person)


async def begin(update: Update, context: Context, form: str, subject: str = "") -> None:
    """Begin a guided conversation of the administration and show its first question."""
    check_admin(context)
    async with context.uow() as uow:
        draft = await uow.drafts.begin(form, subject, context.year, by=context.person.id, at=context.now)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)


def register_search(
    key: str,
    title: str,
    ask: str,
    results: Results,
    leave: Callable[[Update, Context, Draft], Awaitable[None]],
    may: Callable[[Person, Draft], bool] = may_fill,
) -> Flow:
    """Make a search known: one question, and what was typed is answered with the list of what it found.

    `may` says who searches; nobody but admins unless it is given.
    """

    async def sheet(_: UnitOfWork, __: Draft) -> Sheet:
        return Sheet(title=title, place="")

    async def finish(_: UnitOfWork, __: Context, draft: Draft) -> str:
        return name_of(key, draft.id)

    @reply(key)
    async def show_found(context: Context, update: Update, draft_id: int) -> None:
        async with context.aside() as uow:
            draft = await uow.drafts.get(draft_id)
        if not may(context.person, draft):
            raise NotAllowed
        await close(context, update, draft, await results(context, draft_id, 0))

    return register_flow(
        Flow(
            form=search_form(key),
            words=search_words(title, ask),
            may_fill=may,
            sheet=sheet,
            finish=finish,
            leave=leave,
            leave_label="‹ Kembali",
            undone="Pencarian belum selesai",
            sends_at_once=True,
        )
    )


async def wanted(uow: UnitOfWork, draft_id: int, form: str) -> str:
    """Return what was looked for with that draft. Raises Stale for a draft that is no such search."""
    draft = await uow.drafts.get(draft_id)
    if draft.form != form or WANTED not in draft.place.answers:
        raise Stale(f"draft {draft_id} is no search of {form}")
    return draft.place.answers[WANTED]
