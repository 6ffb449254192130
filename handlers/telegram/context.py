"""What every handler is given: the services, the moment, and who is speaking."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast
from weakref import WeakValueDictionary

from telegram import Message, Update
from telegram.ext import Application, CallbackContext, ExtBot, JobQueue

from domain.forms.drafts import Draft
from domain.language.dates import WIB
from domain.people.person import Person
from storage.ports import (
    Backups,
    Card,
    EvidenceStore,
    ForeignFiles,
    NoBackups,
    PaperStore,
    Renderer,
    Seen,
    Shelf,
    Storage,
    UnitOfWork,
)

AnyDict: TypeAlias = dict[Any, Any]
Kept = TypeVar("Kept")


class Turns:
    """One at a time in a chat: an update being handled and a tick that changes a card there take turns."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def of(self, chat_id: int) -> asyncio.Lock:
        """Return the chat's lock; it is forgotten when nobody holds or awaits it."""
        return self._locks.setdefault(chat_id, asyncio.Lock())


class New(set[int]):
    """The ids of updates that are being tried for the first time: nothing can have come of them before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of the bot that differ between production, demo and tests."""

    storage: Storage
    files: EvidenceStore
    papers: PaperStore
    """The bytes of what is handed over."""
    foreign: ForeignFiles
    renderer: Renderer
    clock: Callable[[], datetime]
    """Returns the present instant, timezone-aware."""
    backups: Backups = field(default_factory=NoBackups)
    """Where the backups lie."""
    admins: frozenset[int] = frozenset()
    """Telegram ids of the first administrators, from the settings."""
    telegram_files: Path | None = None
    """Where the folder of a Bot API server of one's own is found on this machine."""
    turns: Turns = field(default_factory=Turns)
    own: dict[type[Any], Any] = field(default_factory=dict)
    """What a room or floor keeps in this process alone, beside the storage."""

    def kept(self, kind: type[Kept]) -> Kept:
        """Return the one thing of that kind that this process keeps, made when it is first asked for."""
        if kind not in self.own:
            self.own[kind] = kind()
        found: Kept = self.own[kind]
        return found


class Context(CallbackContext[ExtBot[None], AnyDict, AnyDict, Services]):
    """One update's (or one tick's) context; the same object goes through every handler of an update."""

    _person: Person | None = None
    update_id: int | None = None
    is_new: bool = False
    """Whether this process has just been the first to store this update: nothing can have come of it yet."""
    is_answered: bool = False
    """Whether the press that this update is has been answered."""
    is_on_screen: bool = False
    """Whether it is noted that the newest on the screen is what answers this update."""
    noted: tuple[int, int] | None = None
    """Chat and message of the card that is noted as the newest on the screen."""
    in_hand: object | None = None
    """What the reply of this update shows, as its effect has left it; whoever shows it asks if it stands."""
    left: Sequence[Draft] | None = None
    """What this person has let go of and whose card does not say so; None: that has to be asked."""
    _topic: tuple[int, int] | None = None
    pressed: tuple[int, int] | None = None
    """Chat and message of the card whose button was pressed."""
    _stands: Card | None = None
    _is_read: bool = False
    shared: dict[Hashable, Any] | None = None
    """What several contexts of one tick read only once; None: everything is read anew."""

    @classmethod
    def from_update(cls, update: object, application: "BotApplication") -> "Context":
        context = super().from_update(update, application)
        if isinstance(update, Update):
            context.update_id, context._topic = update.update_id, _topic_of(update)  # noqa: SLF001 - its own class
            context.is_new = update.update_id in application.bot_data.kept(New)
            context.pressed = _pressed_in(update)
        return context

    @property
    def services(self) -> Services:
        return self.bot_data

    @property
    def now(self) -> datetime:
        return self.services.clock()

    @property
    def today(self) -> date:
        """The present day (WIB)."""
        return self.now.astimezone(WIB).date()

    @property
    def year(self) -> int:
        """The year that is being reported."""
        return self.today.year

    @property
    def knows_person(self) -> bool:
        """Whether it is somebody known who speaks; who knocks with an invitation is nobody yet."""
        return self._person is not None

    @property
    def person(self) -> Person:
        """Who is speaking; set before any other handler runs."""
        if self._person is None:
            raise LookupError("No handler may run before this person was let in.")
        return self._person

    @person.setter
    def person(self, person: Person) -> None:
        self._person = person

    async def standing(self, uow: UnitOfWork | None = None) -> Card | None:
        """Return what the message whose button was pressed is known to show: read once, before it changes."""
        if self._is_read or self.pressed is None:
            return self._stands
        if uow is None:
            async with self.look() as own:
                return await self.standing(own)
        self._stands = await uow.cards.at(*self.pressed)
        self._is_read = True
        return self._stands

    def it_stands(self, card: Card) -> None:
        """Know that this is what the message whose button was pressed shows."""
        self._stands, self._is_read = card, True

    def nothing_stands(self) -> None:
        """Know that the message whose button was pressed is no card any more."""
        self._stands, self._is_read = None, True

    def topic_in(self, chat_id: int) -> int | None:
        """Return the topic of that chat in which this was asked; None for General and for chats without."""
        return self._topic[1] if self._topic is not None and self._topic[0] == chat_id else None

    def of(self, person: Person, shared: dict[Hashable, Any] | None) -> "Context":
        """Return the context in which a tick does something for that person, as if they were speaking."""
        own = Context(cast("BotApplication", self.application))
        own.person, own.shared = person, shared
        return own

    async def once(self, what: Hashable, read: Callable[[], Awaitable[Kept]]) -> Kept:
        """Return what is read; within one look at all living cards, under one name it is read once."""
        if self.shared is None:
            return await read()
        if what not in self.shared:
            self.shared[what] = await read()
        found: Kept = self.shared[what]
        return found

    @asynccontextmanager
    async def uow(self) -> AsyncIterator[UnitOfWork]:
        """Open the unit of work that carries this update's effect: applied at most once.

        Raises AlreadyApplied when it was stored meanwhile (by another instance that holds the same update):
        what the handler would read now is what came of it, and no longer what the update was meant for.
        """
        self.left, is_new, self.is_new = None, self.is_new, False
        async with self.services.storage.uow(self.update_id, self.now) as uow:
            # Nothing can have come of one that is new; that nothing does twice is made sure of by the commit.
            if self.update_id is not None and not is_new:
                await uow.inbox.begin(self.update_id)
            uow.seen = self._seen()
            yield uow

    def aside(self) -> UnitOfWork:
        """Open a unit for what may safely happen again (such as noting where a card is)."""
        self.left = None
        uow = self.services.storage.uow(None, self.now)
        uow.seen = self._seen()
        return uow

    def look(self) -> UnitOfWork:
        """Open a unit that only reads."""
        uow = self.services.storage.look(self.now)
        uow.seen = self._seen()
        return uow

    def _seen(self) -> Seen:
        """Return what a unit may take from what was read before: asked for before it reads anything."""
        return Seen(self.services.kept(Shelf), self.services.storage)


def _pressed_in(update: Update) -> tuple[int, int] | None:
    query = update.callback_query
    if query is None or query.message is None:
        return None
    return query.message.chat.id, query.message.message_id


def _topic_of(update: Update) -> tuple[int, int] | None:
    """Return chat and topic of what was asked in a topic.

    A reply in General carries the number of a thread too, to which nothing can be sent.
    """
    asked = update.effective_message
    if not isinstance(asked, Message) or not asked.is_topic_message or asked.message_thread_id is None:
        return None
    return asked.chat.id, asked.message_thread_id


BotApplication: TypeAlias = Application[ExtBot[None], Context, AnyDict, AnyDict, Services, JobQueue[Context]]
