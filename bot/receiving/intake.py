"""Receive → process → acknowledge: what is taken from Telegram is kept, and answered at least once.

An update is acknowledged to Telegram only when it is in the inbox table. From there it goes into its chat's
lane; it leaves the inbox's unfinished rows only when the person was answered. Why a table and not the offset
alone: docs/decisions/0002-intake.md.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from bot.receiving.answering import Answering, until_available
from bot.receiving.finishing import Finishing
from bot.receiving.incoming import Came, id_of, is_asked_for, received
from bot.receiving.lanes import Lanes
from bot.receiving.leases import RENEW_SECONDS, Leases
from bot.receiving.no_room import NoRoomWords
from bot.receiving.reader import Reader
from bot.receiving.stop import Stop
from bot.receiving.traffic import Traffic
from storage.ports import NoRoom, Received, Storage, Unavailable

log = logging.getLogger(__name__)

SETTLE_SECONDS = 0.5
"""For noting at the end what was answered last."""


class Intake:
    def __init__(
        self,
        reader: Reader,
        storage: Storage,
        clock: Callable[[], datetime],
        stop: Stop,
        owner: str = "only",
    ) -> None:
        self._clock = clock
        self._stop = stop
        self._leases = Leases(owner, storage, clock)
        self._lanes = Lanes(self._settle, stop)
        self._finishing = Finishing(self._finish)
        self._no_room = NoRoomWords(reader)
        self._answering = Answering(reader, storage, clock, stop, self, self._no_room)

    @property
    def traffic(self) -> Traffic:
        return self._answering.traffic

    async def resume(self) -> None:
        """Take up what was received and not finished before. Raises Unavailable."""
        rows = await self._leases.resume()
        if rows:
            log.info("Taking up %d update(s) received before the last stop.", len(rows))
        self._lanes.add(rows)

    async def accept(self, updates: Sequence[Came]) -> None:
        """Keep updates durably and start on them; the caller may acknowledge them once this returns.

        Takes JSON of any shape, and Unread. Raises Unavailable, and then none of them was accepted.
        """
        rows = [received(update, self._clock()) for update in updates if self._is_asked_for(update)]
        if not rows:
            return
        try:
            await self._keep(rows, self._finishing.answered)
        except NoRoom:
            await self._no_room.tell([row.chat_id for row in rows])
            raise
        except Unavailable:
            raise
        except Exception:  # one that cannot be stored must not keep the others from being stored
            log.exception("%d update(s) cannot be stored together; they are stored one by one.", len(rows))
            for row in rows:
                await self._keep_alone(row)
        self.traffic.received += len(rows)

    async def stay(self) -> None:
        """Hold what is in hand, and take over what a dead peer held, until the end is wished for."""
        while not self._stop.requested:
            await self._stop.sleep(RENEW_SECONDS)
            try:
                await self.renew_and_take_over()
            except Unavailable as error:
                log.debug("The leases have to wait for the database. (%s)", error)
            except Exception:  # without this task a dead peer's updates would wait for its restart
                log.exception("The leases could not be renewed.")

    async def renew_and_take_over(self) -> None:
        """Do once what `stay` does again and again. Raises Unavailable."""
        for take in (self._leases.renew, self._leases.take_over):
            rows = await take()
            if rows:
                log.warning("Taking over %d update(s) that nobody is answering.", len(rows))
            self._lanes.add(rows)

    async def holds(self, row: Received) -> bool:
        """Return whether the row is this process's to answer. Raises Unavailable."""
        return row.update_id not in self._finishing and await self._leases.holds(row)

    def is_untried(self, row: Received) -> bool:
        """Return, once, whether nobody can have tried this row before."""
        return self._leases.is_untried(row)

    def rest(self) -> AbstractContextManager[None]:
        """Let another chat have the turn of one whose row has to wait, for the length of the block."""
        return self._lanes.rest()

    async def idle(self) -> None:
        """Return when all that was accepted so far is answered, and noted as such."""
        await self._lanes.idle()
        await self._finishing.settle()

    async def close(self, within: float) -> int:
        """Wait at most `within` seconds for the work in hand, then cut it off; return how much was cut."""
        cut = await self._lanes.close(within)
        try:
            async with asyncio.timeout(SETTLE_SECONDS):
                await self._finishing.settle()
        except TimeoutError:
            log.info("What was answered last could not be noted in time; the next start answers it again.")
        return cut

    async def leave(self) -> None:
        """Let others have what is unfinished at once; without the database they wait for the leases' end."""
        try:
            await self._leases.release()
        except Unavailable as error:
            log.info("What is unfinished could not be handed over. (%s)", error)

    def _is_asked_for(self, update: Came) -> bool:
        if is_asked_for(update):
            return True
        log.warning("Update %s names no chat; nobody can be answered.", id_of(update))
        return False

    async def _keep(self, rows: Sequence[Received], answered: Collection[int] = ()) -> None:
        # Telegram may deliver an update again that was answered long ago: only what is open goes on. What is
        # answered and not noted yet looks open, and is not ours to answer once more.
        self._lanes.add(await self._leases.keep(rows, answered))
        self._finishing.noted(answered)

    async def _keep_alone(self, row: Received) -> None:
        try:
            # Without what was answered: if that is what cannot be stored, this can nevertheless.
            await self._keep([row])
        except Unavailable:
            raise
        except Exception:  # Telegram would bring it for ever, and it would keep all others away
            log.exception("Update %d is kept in this line only: %s", row.update_id, row.payload)

    async def _settle(self, row: Received) -> None:
        try:
            if await self._answering.answer(row):
                self._finishing.add(row.update_id)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            # A library has let out the end of something of its own; nobody wants this lane to end.
            log.warning("Update %d was cut off by nobody, and is tried again.", row.update_id)
            self._leases.let_go([row.update_id])
        except Exception:  # a bug here must not take the chat's later messages with it
            log.exception("Update %d was left unfinished; it is taken up at the next start.", row.update_id)

    async def _finish(self, update_ids: Collection[int]) -> None:
        try:
            await until_available(lambda: self._leases.finish(update_ids), self._stop)
        except Exception:  # as above: later ones have to be noted, too
            log.exception("Updates were left unfinished and are taken up at the next start: %s", update_ids)
