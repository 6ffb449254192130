"""The real application without a network: its phones take everything, so what it costs is its own."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Self

from bot.app import BotApplication, build
from bot.process import heap
from bot.receiving.intake import Intake
from bot.receiving.stop import Stop
from domain.language.dates import WIB
from handlers.telegram.context import Context, Services
from storage.evidence import EvidenceFolder
from storage.sql.unit_of_work import Database, open_storage
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.yes import BOT, YesRequest

Json = dict[str, Any]


class Phones(YesRequest):
    """A Telegram that takes everything, and knows what each chat was shown last."""

    def __init__(self) -> None:
        self.shown: dict[int, Json] = {}
        """Text, keys and message of each chat's newest screen with keys."""
        self.said = 0
        self._numbers = count(1)

    def result(self, name: str, said: Json) -> object:
        return self._show(said) if name.startswith(("send", "editMessageText")) else True

    def _show(self, given: Json) -> Json:
        self.said += 1
        chat, number = int(given["chat_id"]), int(given.get("message_id") or next(self._numbers))
        message = {"message_id": number, "date": int(time.time()), "chat": {"id": chat, "type": "private"}}
        message["text"] = str(given.get("text", ""))
        keys = given.get("reply_markup")
        if keys:
            message["reply_markup"] = json.loads(keys) if isinstance(keys, str) else keys
            self.shown[chat] = message
        return message


class Offline:
    """The bot on a database; `said` and `pressed` let somebody do something and wait until it is answered."""

    def __init__(self, url: str, clock: Callable[[], datetime], folder: Path) -> None:
        self.storage: Database = open_storage(url, clock)
        self.phones = Phones()
        services = Services(
            storage=self.storage,
            files=EvidenceFolder(folder),
            foreign=InThisProcess(),
            renderer=FakeRenderer(),
            papers=TemporaryPapers(),
            clock=clock,
        )
        self.app: BotApplication = build(
            token="1:token",  # noqa: S106 - opens nothing
            services=services,
            zone=WIB,
            request=self.phones,
            updates_request=self.phones,
        )
        self._intake = Intake(self.app, self.storage, clock, Stop())
        self._updates = count(1)

    @property
    def context(self) -> Context:
        """The context of a tick."""
        return self.app.context_types.context(self.app)

    async def open(self) -> None:
        await self.app.initialize()
        # As `python -m bot run` does once it has begun: else the collector's work counts as the bot's.
        heap.settle()

    async def close(self) -> None:
        await self.app.shutdown()
        await self.storage.close()

    async def said(self, chat: int, text: str) -> None:
        number = next(self._updates)
        message: Json = {
            "message_id": 10**6 + number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "Orang"},
            "from": {"id": chat, "is_bot": False, "first_name": "Orang"},
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        await self._came({"update_id": number, "message": message})

    async def pressed(self, chat: int, begins: str) -> bool:
        """Press the first key of the newest screen whose data begins so; return whether there is one."""
        shown = self.phones.shown.get(chat, {})
        rows = shown.get("reply_markup", {}).get("inline_keyboard", ())
        data = next(
            (
                key["callback_data"]
                for row in rows
                for key in row
                if key.get("callback_data", "").startswith(begins)
            ),
            None,
        )
        if data is None:
            return False
        number = next(self._updates)
        query = {
            "id": str(number),
            "from": {"id": chat, "is_bot": False, "first_name": "Orang"},
            "message": shown | {"from": BOT},
            "chat_instance": "1",
            "data": data,
        }
        await self._came({"update_id": number, "callback_query": query})
        return True

    async def _came(self, update: Json) -> None:
        await self._intake.accept([update])
        await self._intake.idle()


class Holds:
    """For how long the loop was held at most while the block ran, and what it took.

    `busy` is the longest hold as time of the processor: what it is on a machine that does nothing else.
    """

    def __init__(self) -> None:
        self.longest = self.busy = self.seconds = self.processor = 0.0

    async def _watch(self) -> None:
        while True:
            begun, before = time.perf_counter(), time.thread_time()
            await asyncio.sleep(0.001)
            self.longest = max(self.longest, time.perf_counter() - begun - 0.001)
            self.busy = max(self.busy, time.thread_time() - before)

    async def __aenter__(self) -> Self:
        self._watching = asyncio.ensure_future(self._watch())
        await asyncio.sleep(0.005)
        self.longest = self.busy = 0.0
        self._begun, self._before = time.perf_counter(), time.process_time()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.seconds, self.processor = time.perf_counter() - self._begun, time.process_time() - self._before
        await asyncio.sleep(0)  # a hold that has just ended is seen by whoever it kept waiting
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
