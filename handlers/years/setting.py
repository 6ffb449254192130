"""Setting something for a year in a conversation: how it begins, what it would change, and where it ends."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol, Self, TypeAlias, TypeVar

from telegram import InlineKeyboardMarkup, Update

from domain.closing.official import may_change
from domain.forms.drafts import Draft
from domain.forms.form import Form, Place
from domain.keys import Answers
from domain.years.rules import YearRules, readable_rules
from handlers.city.open_years import lock_settings
from handlers.conversation.admin import may_fill
from handlers.conversation.card import show_card
from handlers.conversation.flow import Flow
from handlers.conversation.texts import Sheet
from handlers.telegram.context import Context
from handlers.telegram.replies import name_of
from handlers.telegram.screen import Screen, show
from handlers.words import words
from handlers.years.desk import check_year
from storage.ports import UnitOfWork

Facts = TypeVar("Facts")
Value: TypeAlias = tuple[str, str, str]
"""A setting's key, its value, and the legal basis or reason for it ("" for none)."""
Effect: TypeAlias = Callable[[UnitOfWork, Draft, YearRules], Awaitable[tuple[str, ...]]]
"""Returns what a draft would change, where these rules held for its year."""


class OfYear(Protocol):
    """A button or a draft about a year."""

    @property
    def year(self) -> int: ...


@dataclass(frozen=True, slots=True)
class YearScreen:
    """A screen about a year, from which something is set and which shows it afterwards.

    `screen` returns it with a note above it, `reply` names it where something was stored, `label` is that
    of the key that leads back to it.
    """

    screen: Callable[[Context, int, str], Awaitable[Screen]]
    reply: str
    label: str

    @classmethod
    def of(
        cls,
        read: Callable[[UnitOfWork, Context, int], Awaitable[Facts]],
        text: Callable[[Facts, str], str],
        keyboard: Callable[[Facts], InlineKeyboardMarkup],
        reply: str,
        label: str,
    ) -> Self:
        """Return the screen whose text, with that note, and keys tell what is read about the year."""

        async def screen(context: Context, year: int, note: str) -> Screen:
            async with context.look() as uow:
                facts = await read(uow, context, year)
            return Screen(text(facts, note), keyboard(facts))

        return cls(screen, reply, label)

    async def show(self, update: Update, context: Context, about: OfYear) -> None:
        """Show it. Raises as its screen."""
        await show(context, update, await self.screen(context, about.year, ""))

    async def show_saved(self, context: Context, update: Update, year: int) -> None:
        """Show it after something was stored."""
        await show(context, update, await self.screen(context, year, words.SAVED))


async def begin(
    update: Update,
    context: Context,
    form: Form,
    year: int,
    subject: str = "",
    place: Place | None = None,
    may: Callable[[YearRules], None] = may_change,
) -> None:
    """Begin a conversation about a year at its first question; who may is for the caller to ask.

    `may` raises NotPossible while the year's rules do not allow it, by default while it is closed. Raises
    Stale for a year that no button has.
    """
    by, at = context.person.id, context.now
    async with context.uow() as uow:
        await check_year(uow, context, year)
        may(await uow.years.rules(year))
        draft = await uow.drafts.begin(form.key, subject, year, by=by, at=at)
        if place is not None:
            draft = await uow.drafts.save(replace(draft, place=place), by=by, at=at)
        await uow.commit(name_of("card", draft.id))
    await show_card(context, update, draft.id)


async def rules_with(uow: UnitOfWork, year: int, values: Iterable[Value]) -> YearRules:
    """Return what would hold in a year once these values are set as well."""
    stored = [(one.key, one.value) for one in await uow.years.settings(year)]
    return readable_rules(year, [*stored, *((key, value) for key, value, _ in values)])[0]


async def _nothing(_: UnitOfWork, __: Draft, ___: YearRules) -> tuple[str, ...]:
    return ()


def setting_flow(
    form: Form,
    back: YearScreen,
    sheet: Callable[[Draft, YearRules], Sheet],
    values: Callable[[Draft, Answers], Iterable[Value]],
    effect: Effect = _nothing,
    may: Callable[[YearRules], None] = may_change,
) -> Flow:
    """Return a conversation in which an admin sets `values` for a year.

    Its `effect` is told below the summary. `may` is asked again before anything is stored, when nobody else
    can change the year's settings.
    """

    async def whole_sheet(uow: UnitOfWork, draft: Draft) -> Sheet:
        shown = sheet(draft, await uow.years.rules(draft.year))
        if form.current(draft.place) is not None:
            return shown
        answered = values(draft, form.complete(draft.place.answers))
        return replace(shown, notes=await effect(uow, draft, await rules_with(uow, draft.year, answered)))

    async def store(uow: UnitOfWork, context: Context, draft: Draft) -> str:
        answers = form.complete(draft.place.answers)
        await lock_settings(uow, draft.year)
        may(await uow.years.rules(draft.year))
        for key, value, basis in values(draft, answers):
            by, at = context.person.id, context.now
            await uow.years.set(draft.year, key, value, by=by, at=at, legal_basis=basis)
        return name_of(back.reply, draft.year)

    return Flow(
        form=form,
        may_fill=may_fill,
        sheet=whole_sheet,
        finish=store,
        leave=back.show,
        leave_label=back.label,
        send_label="Simpan",
    )
