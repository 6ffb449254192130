"""A lean HTTP/1.1 server for one kind of request, so that what is measured is the bot that asks."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

Params: TypeAlias = dict[str, Any]
Reply: TypeAlias = tuple[int, bytes]
Handle: TypeAlias = Callable[[str, Params], Reply | Awaitable[Reply]]
"""Takes path and parameters; what is not known at once is waited for."""
_END = b"\r\n\r\n"


class Connection(asyncio.Protocol):
    """One kept connection; its requests are answered one after another."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._buffer = b""
        self._waiting: asyncio.Task[None] | None = None
        self._transport: asyncio.Transport

    # The names below are asyncio's own.
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("not a stream")
        self._transport = transport

    def connection_lost(self, _: Exception | None) -> None:
        if self._waiting is not None:
            self._waiting.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._waiting is None:
            self._go_on()

    def _go_on(self) -> None:
        while (request := self._next()) is not None:
            reply = self._handle(*request)
            if isinstance(reply, tuple):
                self._answer(reply)
            else:
                self._waiting = asyncio.ensure_future(self._later(reply))
                return

    async def _later(self, reply: Awaitable[Reply]) -> None:
        self._answer(await reply)
        self._waiting = None
        self._go_on()

    def _next(self) -> tuple[str, Params] | None:
        """Return path and parameters of the next whole request, if one is there."""
        end = self._buffer.find(_END)
        if end < 0:
            return None
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        start = end + len(_END)
        if headers.get("transfer-encoding") == "chunked":
            taken = _chunked(self._buffer, start)
            if taken is None:
                return None
            body, start = taken
        else:
            length = int(headers.get("content-length", 0))
            if len(self._buffer) < start + length:
                return None
            body, start = self._buffer[start : start + length], start + length
        self._buffer = self._buffer[start:]
        path, _, query = first.split(" ")[1].partition("?")
        return path, dict(parse_qsl(query)) | _read(headers.get("content-type", ""), body)

    def _answer(self, reply: Reply) -> None:
        status, body = reply
        if self._transport.is_closing():
            return
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n"
        self._transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def _chunked(buffer: bytes, at: int) -> tuple[bytes, int] | None:
    """Return a body that came in chunks, and where it ends, if all of it is there."""
    body = b""
    while (line := buffer.find(b"\r\n", at)) >= 0:
        size = int(buffer[at:line].split(b";")[0], 16)
        if len(buffer) < line + 4 + size:
            return None
        body += buffer[line + 2 : line + 2 + size]
        at = line + 4 + size
        if not size:
            return body, at
    return None


def _read(kind: str, body: bytes) -> Params:
    """Return the parameters of a body: a form, JSON, or a form in parts."""
    if not body:
        return {}
    if kind.startswith("application/json"):
        read: Params = json.loads(body)
        return read
    if kind.startswith("multipart/form-data"):
        return dict(_parts(kind.partition("boundary=")[2].strip('"').encode(), body))
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _parts(boundary: bytes, body: bytes) -> list[tuple[str, str]]:
    found = []
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, value = part.partition(_END)
        name = head.partition(b'name="')[2].partition(b'"')[0].decode()
        found.append((name, value.removesuffix(b"\r\n").decode(errors="replace")))
    return found
