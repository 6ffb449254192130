"""What ticks do: a chore lists its items, and each of them is one piece of work by itself.

A chore says as well when it is worth being asked again: whoever runs it need not ask the database for that.

An item that fails unexpectedly is let alone for a growing while, is parked after some tries where an admin
sees it, and never keeps the others from their turn (docs/decisions, parking). A database that is away parks
nothing: the tick waits for it.
"""

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeAlias, TypeVar

from telegram.error import TelegramError

from domain.parking import LONGEST_WAIT
from handlers.telegram.context import Context
from handlers.telegram.errors import is_outage, is_passing
from handlers.telegram.known import Known
from storage.ports import Trouble, Unavailable, give_way

log = logging.getLogger(__name__)
Item = TypeVar("Item")
_Troubles: TypeAlias = Mapping[str, Trouble]

LIST = "list"
"""What the finding of a chore's items is called where that fails itself."""
LOOK_AGAIN = timedelta(minutes=1)
"""How long at most something is let alone that is not one person's or one file's."""
SLICE = 0.005
"""Seconds for which something long holds up everybody else at most, before it lets them in."""
_AWAY = 2
"""So many items in a row that find the database away mean that it is; one may have met a lock of its own."""


@dataclass(frozen=True, slots=True)
class Chore(Generic[Item]):
    """The work of one tick. Called, it does everything that is due; calling it again is harmless.

    `items` finds what is due; `work` does one of them, in units of work of its own; `called` names one, so
    that an admin knows it ("person 7"). `longest` is how long at most an item is let alone. `next_due` says
    when time alone makes the next one due, though nothing is stored meanwhile; None: it never does.
    """

    name: str
    items: Callable[[Context], Awaitable[Collection[Item]]]
    work: Callable[[Context, Item], Awaitable[None]]
    called: Callable[[Item], str]
    longest: timedelta = LONGEST_WAIT
    next_due: Callable[[Context], Awaitable[datetime | None]] | None = None
    _had_no_list: set[str] = field(default_factory=lambda: {LIST}, repr=False)
    """Holds LIST while that may stand among the troubles: also at the start, as left by another process."""

    async def __call__(self, context: Context) -> datetime | None:
        """Return when it is to be called again, though nothing is stored until then; None: it need not be.

        What is past by now could not be done, and may be tried at any time. Raises Unavailable like `each`.
        """
        try:
            found = await self.items(context)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, an admin sees it, and it is tried again
            return await self._without_list(context, error)
        if self._had_no_list:
            if LIST in await troubles_of(context, self.name):
                await settled(context, self.name, LIST)
            self._had_no_list.clear()
        left = None
        if found:
            left = await each(context, self.name, found, self.work, self.called, longest=self.longest)
        if self.next_due is None:
            return left
        try:
            return earliest(left, await self.next_due(context))
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            return await self._without_list(context, error)

    async def _without_list(self, context: Context, error: Exception) -> datetime:
        await self._note_no_list(context, error)
        return context.now

    async def _note_no_list(self, context: Context, error: Exception) -> None:
        """Without its list a chore stands still, so it is tried at every turn; only the telling waits."""
        self._had_no_list.add(LIST)
        known = await troubles_of(context, self.name)
        if LIST not in known or not known[LIST].is_let_alone(context.now):
            await failed(context, self.name, LIST, error)


async def done_as_found(_context: Context, _item: object) -> None:
    """Be the work of a chore that begins each item as it finds it, and parks each by itself."""


def earliest(*moments: datetime | None) -> datetime | None:
    """Return the first of these moments; None: there is none."""
    return min((one for one in moments if one is not None), default=None)


async def in_slices(items: Iterable[Item]) -> AsyncIterator[Item]:
    """Give one after the other, and let everybody else in whenever that has taken as long as a SLICE."""
    begun = time.perf_counter()
    for item in items:
        yield item
        if time.perf_counter() - begun > SLICE:
            await give_way()
            begun = time.perf_counter()


async def each(
    context: Context,
    lane: str,
    items: Collection[Item],
    work: Callable[[Context, Item], Awaitable[None]],
    called: Callable[[Item], str],
    *,
    longest: timedelta = LONGEST_WAIT,
) -> datetime | None:
    """Do the work for one item after another, whatever becomes of any of them.

    An item that is let alone is passed over. What passes by itself is no failure of the item: it is due
    again at the next turn. Return when the first of what is left may be tried again; None: nothing is left.
    Raises Unavailable when two items in a row find the database away.
    """
    known, away, again = await troubles_of(context, lane), 0, None
    async for item in in_slices(items):
        name = called(item)
        if name in known and known[name].is_let_alone(context.now):
            again = earliest(again, known[name].until)
            continue
        try:
            left = await _done(context, lane, name, work(context, item), longest)
            if left is None and name in known:
                await settled(context, lane, name)
            again, away = earliest(again, left), 0
        except Unavailable as error:
            away += 1
            if away == _AWAY:
                raise
            again = earliest(again, context.now)
            log.warning("%s: %s has to wait for the database. (%s)", lane, name, error)
    return again


async def _done(
    context: Context, lane: str, name: str, work: Awaitable[None], longest: timedelta
) -> datetime | None:
    """Do one piece of work; return None, or when it is tried again. Raises Unavailable and nothing else."""
    try:
        await work
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this item's own, and an admin sees it
        if isinstance(error, TelegramError) and is_passing(error):
            level = logging.DEBUG if is_outage(error) else logging.WARNING
            log.log(level, "%s: %s has to wait for Telegram. (%s)", lane, name, error)
            return context.now
        return await failed(context, lane, name, error, longest=longest)
    return None


async def troubles_of(context: Context, lane: str) -> _Troubles:
    """Return the lane's open troubles by their items."""
    async with context.look() as uow:
        return {one.item: one for one in await uow.troubles.of(lane)}


async def failed(
    context: Context, lane: str, name: str, error: Exception, *, longest: timedelta = LONGEST_WAIT
) -> datetime:
    """Note an unexpected error: its traceback in the log once, its reason where admins see it.

    Return until when it is let alone.
    """
    async with context.aside() as uow:
        noted = await uow.troubles.note(lane, name, repr(error), context.now, longest=longest)
        await uow.commit()
    said = (lane, name, noted.tries, noted.until)
    if noted.tries == 1:
        log.error("%s: %s failed (try %d); it is let alone until %s.", *said, exc_info=error)
    else:
        log.warning("%s: %s failed again (try %d); it is let alone until %s. (%r)", *said, error)
    return noted.until


async def settled(context: Context, lane: str, name: str) -> None:
    """Note that an item has succeeded after all."""
    async with context.aside() as uow:
        was_open = await uow.troubles.settle(lane, name, context.now)
        await uow.commit()
    if was_open:
        log.info("%s: %s succeeded after all.", lane, name)


@dataclass(frozen=True, slots=True)
class Tick:
    """A chore, and when it is done. Nothing else can be a tick: a chore parks what fails (record 13)."""

    chore: Chore[Any]
    every: timedelta
    """How long it rests between two turns; what could not be done is tried again after as long."""
    title: str = ""
    """What stands above what it had to set aside, where admins have it tried again; "" where they cannot."""
    retries: bool = True
    """Whether what was set aside is tried again by itself; else an admin has to ask for it."""
    wakes: frozenset[str] | None = None
    """The tables whose changes may give it something to do; beside that it is done when its chore says.

    None: it asks nothing of the database, and is done at every turn."""
    at_once: bool = False
    """Whether somebody waits for it: then it does not rest before a turn that a change asks for."""

    @property
    def name(self) -> str:
        return self.chore.name


TICKS = Known[Tick]("ticks")
