"""A whole bot on SQLite in this process, with a Telegram that says yes to everything, and what it costs.

What is counted is what reaches SQLite itself, whoever sent it: statements, and the commits among them.
"""

import json
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from telegram import Update

from bot.app import build
from bot.sample.seed import seed
from domain.language.dates import WIB
from handlers.telegram.context import BotApplication, Context, Services
from storage.evidence import EvidenceFolder
from storage.ports import Received, Storage, UnitOfWork
from storage.sql.unit_of_work import Database, open_storage
from tests.fakes.foreign import InThisProcess
from tests.fakes.papers import TemporaryPapers
from tests.fakes.rendering import FakeRenderer
from tests.yes import YesRequest

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
_TURNS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@dataclass
class Cost:
    """What happened between two looks at it; `calls` are those of Telegram."""

    units: int = 0
    statements: list[str] = field(default_factory=list)
    """All but those that begin and end a transaction or a savepoint, and the looks for changes of others."""
    commits: int = 0
    calls: list[str] = field(default_factory=list)
    processor: float = 0.0


class Yes(YesRequest):
    """Telegram, as far as a bot needs it that only speaks; it keeps what stands in the chat."""

    def __init__(self) -> None:
        self.number = 10
        self.calls: list[str] = []
        self.keyboards: dict[int, Any] = {}
        self.text = ""

    def result(self, name: str, said: dict[str, Any]) -> object:
        self.calls.append(name)
        if name not in ("sendMessage", "editMessageText"):
            return True
        number = int(said["message_id"]) if "message_id" in said else self.next_number()
        self.keyboards = {number: said.get("reply_markup")}
        self.text = said["text"]
        chat = {"id": int(said["chat_id"]), "type": "private"}
        return {"message_id": number, "date": int(NOW.timestamp()), "chat": chat, "text": said["text"]}

    def next_number(self) -> int:
        self.number += 1
        return self.number

    def key(self, label: str) -> tuple[int, str]:
        """Return the newest message and what its key of that label sends. Raises LookupError without one."""
        for number, shown in self.keyboards.items():
            rows = (json.loads(shown) if isinstance(shown, str) else shown or {}).get("inline_keyboard", [])
            for one in (one for row in rows for one in row):
                if one["text"] == label or one["text"].endswith(f" {label}"):
                    return number, one["callback_data"]
        raise LookupError(f"no key {label} below {self.text}")


class CountedBot:
    """One bot and somebody who talks to it; `cost` is what has happened since it was last taken."""

    def __init__(self, app: BotApplication, storage: Storage, telegram: Yes, cost: Cost) -> None:
        self._app = app
        self._storage = storage
        self._telegram = telegram
        self._cost = cost
        self._update = 0

    @property
    def text(self) -> str:
        """The newest message of the bot."""
        return self._telegram.text

    async def says(self, person: int, text: str) -> Cost:
        """Let somebody type; return what the answer cost."""
        word = {"offset": 0, "length": len(text.split(maxsplit=1)[0]), "type": "bot_command"}
        entities = [word] if text.startswith("/") else []
        message = {**self._message(person, self._telegram.next_number()), "text": text, "entities": entities}
        return await self._happens({"message": message}, person)

    async def presses(self, person: int, label: str) -> Cost:
        """Let somebody press a key below the newest message; return what the answer cost."""
        number, data = self._telegram.key(label)
        message = self._message(person, number)
        query = {"id": f"{self._update}", "from": _user(person), "chat_instance": "1", "data": data}
        return await self._happens({"callback_query": {**query, "message": message}}, person)

    def _message(self, person: int, number: int) -> dict[str, Any]:
        chat = {"id": person, "type": "private", "first_name": "S"}
        sent = int(NOW.timestamp())
        return {"message_id": number, "date": sent, "chat": chat, "from": _user(person)}

    async def _happens(self, said: dict[str, Any], person: int) -> Cost:
        self._update += 1
        payload = {"update_id": self._update, **said}
        row = Received(update_id=self._update, chat_id=person, payload=json.dumps(payload), received_at=NOW)
        async with self._storage.uow() as uow:
            await uow.inbox.store([row])
            await uow.commit()
        update = Update.de_json(payload, self._app.bot)
        self.take()
        await self._app.process_update(update)
        return self.take()

    def context(self) -> Context:
        """Return what a tick is given."""
        return self._app.context_types.context(self._app)

    def take(self) -> Cost:
        """Return what has happened since the last time."""
        now, cost = time.process_time(), self._cost
        taken = Cost(cost.units, cost.statements, cost.commits, self._telegram.calls, now - cost.processor)
        cost.units, cost.statements, cost.commits, cost.processor = 0, [], 0, now
        self._telegram.calls = []
        return taken


def _user(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "S"}


@contextmanager
def _watched(cost: Cost) -> Iterator[None]:
    """Count what reaches any SQLite that is opened inside, and every unit of work."""

    def noted(statement: str) -> None:
        first = statement.split(maxsplit=1)[0].upper()
        if first == "COMMIT":
            cost.commits += 1
        elif first not in _TURNS and not first.startswith("--"):
            cost.statements.append(statement)

    connect, uow, look = sqlite3.connect, Database.uow, Database.look

    def connected(*args: Any, **kwargs: Any) -> sqlite3.Connection:  # noqa: ANN401 - passed through
        connection: sqlite3.Connection = connect(*args, **kwargs)
        connection.set_trace_callback(noted)
        return connection

    def opened(self: Database, *args: Any, **kwargs: Any) -> UnitOfWork:  # noqa: ANN401 - passed through
        cost.units += 1
        return uow(self, *args, **kwargs)

    def looked(self: Database, *args: Any, **kwargs: Any) -> UnitOfWork:  # noqa: ANN401 - passed through
        cost.units += 1
        return look(self, *args, **kwargs)

    with (
        mock.patch.object(sqlite3, "connect", connected),
        mock.patch.object(Database, "uow", opened),
        mock.patch.object(Database, "look", looked),
    ):
        yield


@asynccontextmanager
async def counted_bot(url: str, folder: Path, *, counts: bool = True) -> AsyncIterator[CountedBot]:
    """Let a bot live on a migrated SQLite, in the demonstration's city of 28 OPD.

    Without `counts` only the processor's time is: what watches statements costs some.
    """
    cost, telegram = Cost(), Yes()
    with _watched(cost if counts else Cost()):
        storage = open_storage(url, lambda: NOW)
        await seed(storage, NOW)
        services = Services(
            storage=storage,
            files=EvidenceFolder(folder),
            foreign=InThisProcess(),
            renderer=FakeRenderer(),
            papers=TemporaryPapers(),
            clock=lambda: NOW,
        )
        app = build(
            token="1:token",
            services=services,
            zone=WIB,
            request=telegram,
            updates_request=Yes(),
        )
        await app.initialize()
        try:
            yield CountedBot(app, storage, telegram, cost)
        finally:
            await app.shutdown()
            await storage.close()
