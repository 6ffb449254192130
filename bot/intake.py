"""Receive → process → acknowledge: what is taken from Telegram is kept, and answered at least once.

An update is acknowledged to Telegram only when it is in the inbox table. From there it goes into its chat's
lane; it leaves the inbox's unfinished rows only when the person was answered. Why a table and not the offset
alone: docs/decisions/0002-intake.md.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.answering import LANES_AT_ONCE, POISON_TRIES, Answering, until_available
from bot.incoming import Came, Json, chat_of, id_of, is_asked_for, received
from bot.lanes import Lanes
from bot.reader import Reader, Undelivered
from bot.stop import Stop
from storage.ports import Received, Storage, Unavailable

__all__ = ["LANES_AT_ONCE", "POISON_TRIES", "Intake", "Json", "Reader", "Undelivered", "chat_of"]

log = logging.getLogger(__name__)


class Intake:
    def __init__(self, reader: Reader, storage: Storage, clock: Callable[[], datetime], stop: Stop) -> None:
        self._storage = storage
        self._clock = clock
        self._stop = stop
        self._answering = Answering(reader, storage, clock, stop, self._holds)
        self.lanes = Lanes(self._settle, stop)

    async def resume(self) -> None:
        """Take up what was received and not finished before. Raises Unavailable."""
        async with self._storage.uow() as uow:
            rows = await uow.inbox.unfinished()
        if rows:
            log.info("Taking up %d update(s) received before the last stop.", len(rows))
        self.lanes.add(rows)

    async def accept(self, updates: Sequence[Came]) -> None:
        """Keep updates durably and start on them; the caller may acknowledge them once this returns.

        Takes JSON of any shape, and Unread. Raises Unavailable, and then none of them was accepted.
        """
        rows = [received(update, self._clock()) for update in updates if self._is_asked_for(update)]
        if not rows:
            return
        try:
            await self._keep(rows)
        except Unavailable:
            raise
        except Exception:
            log.exception("%d update(s) cannot be stored together; they are stored one by one.", len(rows))
            for row in rows:
                await self._keep_alone(row)

    def _is_asked_for(self, update: Came) -> bool:
        if is_asked_for(update):
            return True
        log.warning("Update %s names no chat; nobody can be answered.", id_of(update))
        return False

    async def _keep(self, rows: Sequence[Received]) -> None:
        async with self._storage.uow() as uow:
            await uow.inbox.store(rows)
            # Telegram may deliver an update again that was answered long ago: only what is open goes on.
            among = [row.update_id for row in rows]
            unfinished = {row.update_id for row in await uow.inbox.unfinished(among)}
            await uow.commit()
        self.lanes.add(row for row in rows if row.update_id in unfinished)

    async def _keep_alone(self, row: Received) -> None:
        try:
            await self._keep([row])
        except Unavailable:
            raise
        except Exception:  # Telegram would bring it for ever, and it would keep all others away
            log.exception("Update %d is kept in this line only: %s", row.update_id, row.payload)

    async def _settle(self, row: Received) -> None:
        try:
            if await self._answering.answer(row):
                await until_available(lambda: self._finish(row), self._stop)
        except Exception:  # a bug here must not take the chat's later messages with it
            log.exception("Update %d was left unfinished; it is taken up at the next start.", row.update_id)

    async def _holds(self, _: Received) -> bool:
        return True

    async def _finish(self, row: Received) -> None:
        async with self._storage.uow() as uow:
            await uow.inbox.finish(row.update_id, self._clock())
            await uow.commit()
