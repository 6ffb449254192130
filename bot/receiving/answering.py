"""From a row of the inbox to an answer: tried until it succeeds, or set aside where nobody waits for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from telegram import Update
from telegram.constants import ChatType

from bot.receiving.backoff import Backoff
from bot.receiving.incoming import CHAT_TYPES, NOBODY, UnreadableError, is_number, update_in
from bot.receiving.lanes import AT_ONCE
from bot.receiving.no_room import NoRoomWords
from bot.receiving.reader import Reader, Undelivered
from bot.receiving.stop import Stop
from bot.receiving.traffic import Traffic
from handlers.telegram.errors import is_outage
from storage.ports import NoRoom, Received, Storage, Unavailable

log = logging.getLogger(__name__)


POISON_TRIES = 20
"""Tries, and other updates that went through meanwhile, after which the fault is this update's own."""
BUG_TRIES = 3
"""Tries of what fails neither for Telegram's nor for the database's sake."""
LANE = "updates"
"""Under which name what was set aside stands among the troubles."""


class HopelessError(Exception):
    """However often it is tried, it fails."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class Hold(Protocol):
    """What is known of a row beside what it says."""

    async def holds(self, row: Received) -> bool:
        """Return, before each try, whether it is this process's to answer. Raises Unavailable."""

    def is_untried(self, row: Received) -> bool:
        """Return, once, whether nobody can have tried it before."""

    def rest(self) -> AbstractContextManager[None]:
        """Let others have its turn for the length of the block."""


class Answering:
    def __init__(
        self,
        reader: Reader,
        storage: Storage,
        clock: Callable[[], datetime],
        stop: Stop,
        hold: Hold,
        no_room: NoRoomWords,
    ) -> None:
        self._reader = reader
        self._storage = storage
        self._clock = clock
        self._stop = stop
        self._hold = hold
        self._no_room = no_room
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._delivered = 0
        self.traffic = Traffic()

    async def answer(self, row: Received) -> bool:
        """Return whether the update is done with; False: the end was wished for first, or it is not ours."""
        try:
            is_answered = await self._tried(row, lambda: self._handle(row))
        except UnreadableError as problem:
            log.warning("Update %d cannot be read and is set aside: %s", row.update_id, problem)
            return await self._set_aside(row, str(problem))
        except HopelessError as end:
            log.exception("Update %d fails again and again and is set aside.", row.update_id)
            reason, error = f"{type(end.error).__name__}: {end.error}", end.error
            return await self._set_aside(row, reason, lambda: self._reader.give_up(self._read(row), error))
        if is_answered:
            # A clock that was set back meanwhile says nothing.
            self.traffic.answers.add(max(0.0, (self._clock() - row.received_at).total_seconds()))
        return is_answered

    async def _handle(self, row: Received) -> None:
        """Read the row and handle its update; while it waits it is not kept in more than its raw form."""
        update = self._read(row)
        await self._reader.process_update(update, is_new=self._hold.is_untried(row))

    def _read(self, row: Received) -> Update:
        payload = update_in(row)
        try:
            update = self._reader.parse(payload)
            _check(update, row.chat_id)
        except UnreadableError:
            raise
        except Exception as error:  # the library raises whatever it stumbles over, and would stumble again
            raise UnreadableError(f"{type(error).__name__}: {error}") from error
        return update

    async def _set_aside(self, row: Received, reason: str, *ways: Callable[[], Awaitable[None]]) -> bool:
        """Keep it where an admin sees it, and tell its sender once; return as `answer` does.

        `ways` are how to tell them, best first; the last is one line that needs nothing but their chat.
        """
        self.traffic.set_aside += 1
        await until_available(lambda: self._note(row, reason), self._stop)
        for tell in (*ways, lambda: self._say_unreadable(row)):
            try:
                return await self._tried(row, tell)
            except HopelessError:
                log.exception("The sender of update %d could not be told.", row.update_id)
        return True

    async def _note(self, row: Received, reason: str) -> None:
        async with self._storage.uow() as uow:
            item = f"update {row.update_id}"
            await uow.troubles.note(LANE, item, reason, self._clock(), raw=row.payload)
            await uow.commit()

    async def _say_unreadable(self, row: Received) -> None:
        # What came from a group has no one person to be told, and a group is not told of it.
        if row.chat_id > 0:
            await self._reader.say_unreadable(row.chat_id)

    async def _tried(self, row: Received, work: Callable[[], Awaitable[None]]) -> bool:
        """Try until it succeeds; return False if it is not this process's any more.

        Raises UnreadableError, and HopelessError.
        """
        backoff, before, bugs = Backoff(0.2, 10), self._delivered, 0
        while True:
            try:
                async with self._slots:
                    if self._stop.requested or not await self._hold.holds(row):
                        return False
                    await work()
            except Undelivered as problem:
                await self._no_room.hear(problem.error, row.chat_id)
                others = self._delivered - before if problem.is_outage else POISON_TRIES
                if min(backoff.tries, others) >= POISON_TRIES:
                    raise HopelessError(problem.error) from problem
                wait = problem.wait if problem.wait is not None else backoff.next()
                # An outage of Telegram has its line in the log, and so has a full disk; of another it is one
                # per update, not per try.
                has_line = is_outage(problem.error) or isinstance(problem.error, NoRoom)
                is_news = backoff.tries <= 1 and not has_line
                level = logging.WARNING if is_news else logging.DEBUG
                log.log(level, "Update %d is tried again: %s", row.update_id, problem.error)
            except Unavailable:
                wait = backoff.next()
            except UnreadableError:
                raise
            except Exception as error:
                bugs += 1
                if bugs >= BUG_TRIES:
                    raise HopelessError(error) from error
                log.exception("Update %d is tried again.", row.update_id)
                wait = backoff.next()
            else:
                self._delivered += 1
                self._no_room.is_over()
                return True
            with self._hold.rest():
                await self._stop.sleep(wait)


async def until_available(work: Callable[[], Awaitable[None]], stop: Stop) -> None:
    """Do the work as soon as the database is there, unless the end is wished for first."""
    backoff = Backoff(0.2, 10)
    while True:
        try:
            return await work()
        except Unavailable:
            if stop.requested:
                return None
            await stop.sleep(backoff.next())


def _check(update: Update, chat_id: int) -> None:
    """Raise UnreadableError for what the handlers would pass over in silence, although somebody waits."""
    chat, user, is_press = update.effective_chat, update.effective_user, update.callback_query is not None
    if chat is None:
        # A button under a message that Telegram no longer shows has no chat, and is answered all the same.
        if not is_press:
            raise UnreadableError("it has no chat")
    # False is 0 to Python, and no chat to anybody.
    elif not is_number(chat.id) or chat.id == NOBODY or chat.id != chat_id:
        raise UnreadableError("its chat is none")
    elif chat.type not in CHAT_TYPES:
        raise UnreadableError("its chat is of no kind")
    if user is None and (chat is None or chat.type == ChatType.PRIVATE):
        raise UnreadableError("it has no sender")
    if user is not None and not is_number(user.id):
        raise UnreadableError("its sender is none")
