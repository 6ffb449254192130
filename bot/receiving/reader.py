"""What the intake needs of the application, and how that says that something has to be tried again."""

from typing import Protocol

from telegram import Update

from bot.receiving.incoming import Json


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

    async def process_update(self, update: object, *, is_new: bool = False) -> None:
        """Handle it; `is_new` says that nobody can have tried it before. Raises Undelivered."""

    async def give_up(self, update: Update, error: Exception) -> None:
        """Tell the person that this update failed. Raises Undelivered."""

    async def say_no_room(self, chat_id: int) -> None:
        """Tell somebody that nothing can be stored just now. Raises Undelivered."""

    async def say_unreadable(self, chat_id: int) -> None:
        """Tell somebody that their last message could not be read. Raises Undelivered."""
