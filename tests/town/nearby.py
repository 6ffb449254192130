"""The simulator in the same process: its application is called as it is, without a client of HTTP between.

Such a client takes more time than all that is tested here. Files, and what a test lets go wrong on the way,
still take the whole way.
"""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

import httpx
from starlette.types import ASGIApp, Message
from telegram.request import HTTPXRequest, RequestData

from bot.line.request import Judged
from simulator.client import Json, People
from simulator.state import World
from simulator.views import message_view

HOST = "127.0.0.1"
URL = f"http://{HOST}"
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


async def answered(
    app: ASGIApp, method: str, path: str, *, query: str = "", body: bytes = b"", kind: str = _JSON
) -> tuple[int, bytes]:
    """Return the status and the body with which the application answers; what it raises comes through."""
    headers = {"host": HOST, "content-type": kind, "content-length": str(len(body))}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "server": (HOST, None),
        "client": (HOST, 123),
        "root_path": "",
    }
    status, parts = 0, list[bytes]()
    asked, complete = False, asyncio.Event()

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await complete.wait()
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                complete.set()

    await app(scope, receive, send)
    assert complete.is_set(), f"{method} {path} was not answered to its end"
    return status, b"".join(parts)


class Neighbours(People):
    """The people of a simulator in this process."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        super().__init__(URL, httpx.ASGITransport(app))
        self._app = app
        self._world = world

    async def _answered(self, method: str, path: str, **options: Any) -> tuple[int, bytes]:  # noqa: ANN401 - httpx's own
        if not path.isascii() or {"?", "%"} & {*path} or options.keys() - {"json", "params"}:
            return await super()._answered(method, path, **options)
        said = json.dumps(options["json"], ensure_ascii=False, allow_nan=False) if "json" in options else ""
        query = urlencode(options.get("params", {}))
        return await answered(self._app, method, path, query=query, body=said.encode())

    async def last(self, person: int) -> Json | None:
        """Return the bot's newest message as the people API shows it, without showing the whole chat."""
        chat = self._world.chats.get(person)
        if chat is None or chat.is_group:
            return await super().last(person)
        newest = next((one for one in reversed(list(chat.shown())) if one.by_bot), None)
        if newest is None:
            return None
        shown: Json = json.loads(json.dumps(message_view(self._world, chat, newest)))
        return shown


class _Near(HTTPXRequest):
    """The way to Telegram, and its short cut: everything but files."""

    def __init__(self, app: ASGIApp, **options: Any) -> None:  # noqa: ANN401 - HTTPXRequest's own
        super().__init__(**options)
        self._app = app

    @property
    def is_clear(self) -> bool:
        """Whether nothing is to go wrong on the way."""
        return True

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,  # noqa: ANN401 - handed on as they come
        **more: Any,  # noqa: ANN401 - as above
    ) -> tuple[int, bytes]:
        has_files = request_data is not None and bool(request_data.multipart_data)
        if method != "POST" or has_files or not self.is_clear:
            return await super().do_request(url, method, request_data, *timeouts, **more)
        body = urlencode(request_data.json_parameters).encode() if request_data is not None else b""
        return await answered(self._app, method, url.removeprefix(URL), body=body, kind=_FORM)


class NearRequest(Judged, _Near):
    """Judges every answer as the bot does, and has it from the simulator in this process."""
