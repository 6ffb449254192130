"""Receive → process → acknowledge: what is taken from Telegram is kept, and answered at least once.

An update is acknowledged to Telegram only when it is in the inbox table. From there it goes into its chat's
lane; it leaves the inbox's unfinished rows only when the person was answered. Why a table and not the offset
alone: docs/decisions/0002-intake.md.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from telegram import Update

from bot.backoff import Backoff
from bot.lanes import Lanes
from bot.stop import Stop
from handlers.errors import is_outage
from storage.ports import Received, Storage, Unavailable

log = logging.getLogger(__name__)

Json: TypeAlias = dict[str, Any]

LANES_AT_ONCE = 64
POISON_TRIES = 20
"""Tries, and other updates that went through meanwhile, after which the fault is this update's own."""
_CARRIERS = ("message", "edited_message", "my_chat_member")


class Undelivered(Exception):
    """The update could not be answered now and must be tried again; `wait` is seconds, if Telegram said.

    No `is_outage`: Telegram is there, and says of this one that it cannot do it now.
    """

    def __init__(self, error: Exception, wait: float | None = None, *, is_outage: bool = True) -> None:
        super().__init__(error)
        self.error = error
        self.wait = wait
        self.is_outage = is_outage


class Reader(Protocol):
    """What the intake needs of the application."""

    def parse(self, payload: Json) -> Update:
        """Raises whatever the library raises for a payload that it cannot read."""

    async def process_update(self, update: object) -> None:
        """Raises Undelivered."""

    async def give_up(self, update: Update, error: Exception) -> None:
        """Tell the person that this update failed."""


def chat_of(update: Json) -> int | None:
    """Return the id of the chat that an update belongs to, or None if it names none."""
    pressed = update.get("callback_query", {})
    carriers = [update.get(kind, {}) for kind in _CARRIERS] + [pressed.get("message", {})]
    chats = (carrier.get("chat", {}).get("id") for carrier in carriers)
    found = next((chat for chat in chats if isinstance(chat, int)), None)
    # A button under a message that Telegram no longer shows comes without the message, but with its presser.
    return found if found is not None else pressed.get("from", {}).get("id")


class Intake:
    def __init__(self, reader: Reader, storage: Storage, clock: Callable[[], datetime], stop: Stop) -> None:
        self._reader = reader
        self._storage = storage
        self._clock = clock
        self._stop = stop
        self._slots = asyncio.Semaphore(LANES_AT_ONCE)
        self._delivered = 0
        self.lanes = Lanes(self._settle, stop)

    async def resume(self) -> None:
        """Take up what was received and not finished before. Raises Unavailable."""
        async with self._storage.uow() as uow:
            rows = await uow.inbox.unfinished()
        if rows:
            log.info("Taking up %d update(s) received before the last stop.", len(rows))
        self.lanes.add(rows)

    async def accept(self, updates: Sequence[Json]) -> None:
        """Keep updates durably and start on them; the caller may acknowledge them once this returns.

        Raises Unavailable, and then none of them was accepted.
        """
        rows = [row for row in map(self._received, updates) if row is not None]
        if not rows:
            return
        async with self._storage.uow() as uow:
            await uow.inbox.store(rows)
            # Telegram may deliver an update again that was answered long ago: only what is open goes on.
            among = [row.update_id for row in rows]
            unfinished = {row.update_id for row in await uow.inbox.unfinished(among)}
            await uow.commit()
        self.lanes.add(row for row in rows if row.update_id in unfinished)

    def _received(self, update: Json) -> Received | None:
        chat_id = chat_of(update)
        if chat_id is None:
            log.warning("Update %s names no chat; nobody can be answered.", update.get("update_id"))
            return None
        return Received(
            update_id=update["update_id"],
            chat_id=chat_id,
            payload=json.dumps(update, ensure_ascii=False),
            received_at=self._clock(),
        )

    async def _settle(self, row: Received) -> None:
        try:
            update = self._parsed(row)
            if update is None or await self._deliver(update):
                await self._until_available(lambda: self._finish(row))
        except Exception:  # a bug here must not take the chat's later messages with it
            log.exception("Update %d was left unfinished; it is taken up at the next start.", row.update_id)

    def _parsed(self, row: Received) -> Update | None:
        try:
            return self._reader.parse(json.loads(row.payload))
        except Exception:  # whatever a broken payload makes the library raise, it will raise it again
            log.exception("Update %d cannot be read and is passed over.", row.update_id)
            return None

    async def _deliver(self, update: Update) -> bool:
        """Process until it is answered; return False if the end was wished for first."""
        backoff, before = Backoff(0.2, 10), self._delivered
        while True:
            try:
                async with self._slots:
                    if self._stop.requested:
                        return False
                    await self._reader.process_update(update)
            except Undelivered as problem:
                others = self._delivered - before if problem.is_outage else POISON_TRIES
                if min(backoff.tries, others) >= POISON_TRIES:
                    log.exception("Update %d fails while others succeed; giving up.", update.update_id)
                    await self._reader.give_up(update, problem.error)
                    return True
                wait = problem.wait if problem.wait is not None else backoff.next()
                # An outage of Telegram has its line in the log; of another it is one per update, not per try.
                is_news = backoff.tries <= 1 and not is_outage(problem.error)
                level = logging.WARNING if is_news else logging.DEBUG
                log.log(level, "Update %d is tried again: %s", update.update_id, problem.error)
            else:
                self._delivered += 1
                return True
            await self._stop.sleep(wait)
            if self._stop.requested:
                return False

    async def _until_available(self, work: Callable[[], Awaitable[None]]) -> None:
        backoff = Backoff(0.2, 10)
        while True:
            try:
                return await work()
            except Unavailable:
                if self._stop.requested:
                    return None
                await self._stop.sleep(backoff.next())

    async def _finish(self, row: Received) -> None:
        async with self._storage.uow() as uow:
            await uow.inbox.finish(row.update_id, self._clock())
            await uow.commit()
