"""A lean Bot API server: what a bot's answer needs of Telegram, strict where Telegram is, and quick.

`simulator` is the one to look at and to test with; it would be slower than the bots that are measured here.
This one refuses what Telegram refuses in these calls, keeps what every message says, and tells of each call.

    async with Emulator() as emulator:
        emulator.heard = note
        emulator.feed(emulator.message(1, "/iku"))
"""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any, Self

from benchmarks.html_entities import BadText, plain
from benchmarks.http_server import Connection, Params, Reply

TOKEN = "5000:emulated-0123456789"  # noqa: S105 - opens nothing
BOT = {"id": 5000, "is_bot": True, "first_name": "Bot", "username": "emulated_bot"}
MOST_AT_ONCE, LONGEST, LONGEST_DATA = 100, 4096, 64
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was taken: what it shows in which chat, and when it came (`perf_counter`)."""

    method: str
    chat: int
    message: int
    text: str
    keys: tuple[str, ...]
    """The data of its keys, in order."""
    at: float


class Refused(Exception):
    """What Telegram answers with 400."""


class Emulator:
    def __init__(self) -> None:
        self.heard: Callable[[Call], None] = lambda _: None
        self.calls = Counter[str]()
        self.refusals = Counter[str]()
        self.busy_at = time.perf_counter()
        """When something other than a poll was last asked for."""
        self.url = ""
        self._chats: dict[int, dict[int, tuple[str, str]]] = {}
        """Text and keys of each message of each chat."""
        self._queries: set[str] = set()
        self._updates = deque[Json]()
        self._poll: asyncio.Future[None] | None = None
        # Later than those of an emulator before: a bot answers no update twice.
        self._numbers, self._messages = count(int(time.time())), count(1)
        self._methods: dict[str, Callable[[Params], object]] = {
            "getme": lambda _: BOT | {"can_join_groups": True, "can_read_all_group_messages": False},
            "getwebhookinfo": lambda _: {
                "url": "",
                "has_custom_certificate": False,
                "pending_update_count": 0,
            },
            "sendmessage": self._send,
            "sendphoto": self._send_file,
            "senddocument": self._send_file,
            "editmessagetext": self._edit,
            "editmessagereplymarkup": self._edit,
            "deletemessage": self._delete,
            "answercallbackquery": self._answer_query,
            **dict.fromkeys(
                ("setmycommands", "deletemycommands", "deletewebhook", "sendchataction"), lambda _: True
            ),
        }

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Connection(self._handle), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    def meet(self, chats: Iterable[int]) -> None:
        """Let these people have pressed Start."""
        for chat in chats:
            self._chats.setdefault(chat, {})

    def forget(self) -> None:
        """Leave nothing for the next bot: no update, no message."""
        self._updates.clear()
        self._queries.clear()
        self._chats = {chat: {} for chat in self._chats}

    def feed(self, *updates: Json) -> None:
        """Let the bot have these."""
        self._updates.extend(updates)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    async def quiet(self, seconds: float) -> None:
        """Wait until no call has come for so long."""
        while (left := self.busy_at + seconds - time.perf_counter()) > 0:  # noqa: ASYNC110 - calls come and go
            await asyncio.sleep(left)

    @property
    def waiting(self) -> int:
        """How many updates were not taken yet."""
        return len(self._updates)

    def message(self, chat: int, text: str) -> Json:
        """Return the update of somebody's message."""
        said = self._message(chat, next(self._messages), text) | {"from": _person(chat)}
        if text.startswith("/"):
            said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.partition(" ")[0])}]
        return {"update_id": next(self._numbers), "message": said}

    def press(self, chat: int, message: int, data: str) -> Json:
        """Return the update of a press on one of a message's keys."""
        number = next(self._numbers)
        query = str(number * 1000)
        self._queries.add(query)
        text, keys = self._chats[chat][message]
        shown = self._message(chat, message, plain(text, "HTML")[0]) | {"from": BOT}
        if keys:
            shown["reply_markup"] = json.loads(keys)
        pressed = {"id": query, "from": _person(chat), "message": shown, "chat_instance": "1", "data": data}
        return {"update_id": number, "callback_query": pressed}

    @staticmethod
    def _message(chat: int, number: int, text: str) -> Json:
        about = {"id": chat, "type": "private", "first_name": f"Orang {chat}"}
        return {"message_id": number, "date": int(time.time()), "chat": about, "text": text}

    def _handle(self, path: str, params: Params) -> Reply | Awaitable[Reply]:
        token, _, name = path.removeprefix("/bot").partition("/")
        method = name.lower()
        if token != TOKEN:
            return _refusal(401, "Unauthorized")
        if method == "getupdates":
            return self._get_updates(params)
        self.busy_at = time.perf_counter()
        act = self._methods.get(method)
        if act is None:
            self.refusals[f"{name}: Not Found"] += 1
            return _refusal(404, "Not Found")
        self.calls[name] += 1
        try:
            return _ok(act(params))
        except (Refused, BadText) as why:
            self.refusals[f"{name}: {why}"] += 1
            return _refusal(400, f"Bad Request: {why}")

    async def _get_updates(self, params: Params) -> Reply:
        offset = int(params.get("offset", 0))
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates:
            if self._poll is not None and not self._poll.done():
                self._poll.cancel()
            self._poll = asyncio.get_running_loop().create_future()
            await asyncio.wait({self._poll}, timeout=float(params.get("timeout", 0)))
        most = min(int(params.get("limit", MOST_AT_ONCE)), MOST_AT_ONCE)
        return _ok([self._updates[place] for place in range(min(most, len(self._updates)))])

    def _send(self, params: Params) -> Json:
        chat = self._chat(params)
        number = next(self._messages)
        return self._show("sendMessage", chat, number, params)

    def _send_file(self, params: Params) -> Json:
        """Take a file: its bytes are not looked at, and a later call cannot ask for them."""
        chat, number = self._chat(params), next(self._messages)
        file = {"file_id": f"f{number}", "file_unique_id": f"u{number}", "file_size": 1}
        what = {"photo": [file | {"width": 1, "height": 1}]} if "photo" in params else {"document": file}
        self._chats[chat][number] = (params.get("caption", ""), "")
        shown = self._message(chat, number, "") | {"from": BOT} | what
        del shown["text"]
        return shown

    def _edit(self, params: Params) -> Json:
        chat, number = self._chat(params), int(params.get("message_id", 0))
        before = self._chats[chat].get(number)
        if before is None:
            raise Refused("message to edit not found")
        params = {"text": before[0], "parse_mode": "HTML"} | params
        if before == (params["text"], params.get("reply_markup") or ""):
            raise Refused(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        return self._show("editMessageText", chat, number, params)

    def _show(self, method: str, chat: int, number: int, params: Params) -> Json:
        text, keys = params.get("text", ""), params.get("reply_markup") or ""
        said, entities = plain(text, params.get("parse_mode", ""))
        if not said.strip():
            raise Refused("message text is empty")
        if len(said) > LONGEST:
            raise Refused("message is too long")
        markup = keys if isinstance(keys, dict) else json.loads(keys) if keys else {}
        data = _data(markup)
        self._chats[chat][number] = (text, keys if isinstance(keys, str) else json.dumps(keys))
        shown = self._message(chat, number, said) | {"from": BOT}
        if entities:
            shown["entities"] = entities
        if data:
            shown["reply_markup"] = markup
        self.heard(Call(method, chat, number, text, data, time.perf_counter()))
        return shown

    def _delete(self, params: Params) -> bool:
        chat = self._chat(params)
        if self._chats[chat].pop(int(params.get("message_id", 0)), None) is None:
            raise Refused("message to delete not found")
        return True

    def _answer_query(self, params: Params) -> bool:
        query = params.get("callback_query_id", "")
        if query not in self._queries:
            raise Refused("query is too old and response timeout expired or query ID is invalid")
        self._queries.discard(query)
        return True

    def _chat(self, params: Params) -> int:
        chat = int(params.get("chat_id", 0))
        if chat not in self._chats:
            raise Refused("chat not found")
        return chat


def _data(markup: Json) -> tuple[str, ...]:
    """Return the data of the keys that have some. Raises Refused."""
    found = []
    for row in markup.get("inline_keyboard", ()):
        for key in row:
            data = key.get("callback_data")
            if not key.get("text"):
                raise Refused("can't parse inline keyboard button: no text")
            if data is not None:
                if not 1 <= len(data.encode()) <= LONGEST_DATA:
                    raise Refused("BUTTON_DATA_INVALID")
                found.append(data)
    return tuple(found)


def _person(chat: int) -> Json:
    return {"id": chat, "is_bot": False, "first_name": f"Orang {chat}", "language_code": "id"}


def _ok(result: object) -> Reply:
    return 200, json.dumps({"ok": True, "result": result}, separators=(",", ":")).encode()


def _refusal(code: int, why: str) -> Reply:
    return code, json.dumps({"ok": False, "error_code": code, "description": why}).encode()
