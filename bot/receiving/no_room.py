"""What people hear while nothing can be stored: once each, that they are not forgotten."""

import asyncio
import logging
from collections.abc import Collection

from bot.receiving.reader import Reader, Undelivered
from storage.ports import NoRoom

log = logging.getLogger(__name__)


class NoRoomWords:
    """Remembers, in memory alone, who was told already; all of it is over as soon as something is stored."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._told = set[int]()

    async def hear(self, error: Exception, chat_id: int) -> None:
        """Tell somebody whose update failed, if that is why."""
        if isinstance(error, NoRoom):
            await self.tell([chat_id])

    async def tell(self, chats: Collection[int]) -> None:
        """Tell the people among these chats that were not told yet; groups are told nothing."""
        new = [chat for chat in dict.fromkeys(chats) if chat > 0 and chat not in self._told]
        self._told.update(new)
        await asyncio.gather(*map(self._tell, new))

    async def _tell(self, chat_id: int) -> None:
        try:
            await self._reader.say_no_room(chat_id)
        except Undelivered as error:
            log.debug("Somebody could not be told that nothing can be stored: %s", error)

    def is_over(self) -> None:
        self._told.clear()
