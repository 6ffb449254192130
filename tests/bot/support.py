"""Shared by the tests of bot/: updates as Telegram sends them, and parts that do not wait."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from telegram import Update

from bot.receiving.incoming import Json
from bot.receiving.stop import Stop

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TOKEN = "123456789:AAE-not_a_real_token_of_anybody"


def clock() -> datetime:
    return NOW


def message(update_id: int, chat: int = 1, text: str = "hai") -> Json:
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": int(NOW.timestamp()),
            "chat": {"id": chat, "type": "private", "first_name": "Siti"},
            "from": {"id": chat, "is_bot": False, "first_name": "Siti"},
            "text": text,
        },
    }


class QuickStop(Stop):
    """Sleeps are noted instead of slept; `ends_after` so many of them the end is wished for."""

    def __init__(self, ends_after: int | None = None) -> None:
        super().__init__()
        self.slept: list[float] = []
        self._ends_after = ends_after

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if len(self.slept) == self._ends_after:
            self.request()
        await asyncio.sleep(0)


async def _nothing(_: Update) -> None: ...


class FakeReader:
    """An application whose one handler is `handle`; it remembers what it handled and gave up."""

    def __init__(self, handle: Callable[[Update], Awaitable[None]] = _nothing) -> None:
        self.handle = handle
        self.handled: list[int] = []
        self.new: list[int] = []
        """Those of which it was said that nobody can have tried them before."""
        self.given_up: list[tuple[int, Exception]] = []
        self.apologized: list[int] = []
        self.told_of_no_room: list[int] = []

    def parse(self, payload: Json) -> Update:
        return Update.de_json(payload, None)

    async def process_update(self, update: object, *, is_new: bool = False) -> None:
        assert isinstance(update, Update)
        if is_new:
            self.new.append(update.update_id)
        await self.handle(update)
        self.handled.append(update.update_id)

    async def give_up(self, update: Update, error: Exception) -> None:
        self.given_up.append((update.update_id, error))

    async def say_no_room(self, chat_id: int) -> None:
        self.told_of_no_room.append(chat_id)

    async def say_unreadable(self, chat_id: int) -> None:
        self.apologized.append(chat_id)
