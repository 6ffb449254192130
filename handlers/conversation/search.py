"""Searching a list by typing: one question, and what was typed is answered with the list of what it found."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from telegram import Update

from domain.errors import NotAllowed
from domain.forms.drafts import Draft
from domain.forms.search import WANTED, search_form
from domain.people.person import Person
from handlers.conversation.admin import may_fill
from handlers.conversation.card import close
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from storage.ports import Stale, UnitOfWork


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, and the conversation in which it was typed."""

    words: str
    draft: Draft


Results: TypeAlias = Callable[[UnitOfWork, Context, Sought, int], Awaitable[Screen]]
"""Returns that page, from 0, of what was found."""


@dataclass(frozen=True, slots=True)
class Search:
    """A list that can be searched. `may` says by whom: nobody but admins unless it is given."""

    key: str
    title: str
    ask: str
    results: Results
    leave: Callable[[Update, Context, Draft], Awaitable[None]]
    may: Callable[[Person, Draft], bool] = may_fill

    @property
    def flow(self) -> Flow:
        """The search as a conversation."""
        return Flow(
            form=search_form(self.key, self.ask),
            may_fill=self.may,
            sheet=self._sheet,
            finish=self._finish,
            leave=self.leave,
            leave_label="‹ Kembali",
            undone="Pencarian belum selesai",
            sends_at_once=True,
            replies={self.key: self._show_found},
        )

    async def turn(self, update: Update, context: Context, draft_id: int, page: int) -> None:
        """Show another page of what was found. Raises as `sought`."""
        await show(context, update, await self._page(context, draft_id, page))

    async def sought(self, uow: UnitOfWork, draft_id: int) -> Sought:
        """Return what was looked for with that draft. Raises Stale for a draft that is no such search."""
        draft = await uow.drafts.get(draft_id)
        if draft.form != self.key or WANTED not in draft.place.answers:
            raise Stale(f"draft {draft_id} is no search of {self.key}")
        return Sought(draft.place.answers[WANTED], draft)

    async def _sheet(self, _: UnitOfWork, __: Draft) -> Sheet:
        return Sheet(title=self.title, place="")

    async def _finish(self, _: UnitOfWork, __: Context, draft: Draft) -> str:
        return name_of(self.key, draft.id)

    async def _show_found(self, context: Context, update: Update, draft_id: int) -> None:
        async with context.look() as uow:
            draft = await uow.drafts.get(draft_id)
        if not self.may(context.person, draft):
            raise NotAllowed
        await close(context, update, draft, await self._page(context, draft_id, 0))

    async def _page(self, context: Context, draft_id: int, number: int) -> Screen:
        async with context.look() as uow:
            return await self.results(uow, context, await self.sought(uow, draft_id), number)
