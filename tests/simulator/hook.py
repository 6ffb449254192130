"""A webhook that a test answers for."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.seconds import GUARD


@dataclass
class Hook:
    """Remembers each delivery, and answers with the statuses in ``answers`` first, then with 200.

    Chats in ``held_chats`` get no answer before ``released`` is set.
    """

    url: str = ""
    answers: list[int] = field(default_factory=list)
    deliveries: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    held_chats: set[int] = field(default_factory=set)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def count(self, wanted: int) -> None:
        """Wait until that many deliveries have come."""
        async with asyncio.timeout(GUARD), self.arrived:
            await self.arrived.wait_for(lambda: len(self.deliveries) >= wanted)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.deliveries]


def _object(body: bytes) -> dict[str, Any]:
    try:
        update = json.loads(body)
    except ValueError:
        # A simulator that was ordered to send rubbish sends it.
        return {}
    return update if isinstance(update, dict) else {}


@asynccontextmanager
async def hook() -> AsyncIterator[Hook]:
    """Listen on this computer for the length of a with block."""
    hook = Hook()
    answering: set[asyncio.Task[None] | None] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answering.add(asyncio.current_task())
        head, _, _ = (await reader.readuntil(b"\r\n\r\n")).decode().partition("\r\n\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:])
        body = await reader.readexactly(int(headers["content-length"]))
        hook.bodies.append(body)
        update = _object(body)
        async with hook.arrived:
            hook.deliveries.append((headers, update))
            hook.arrived.notify_all()
        if hook.held_chats and update["message"]["chat"]["id"] in hook.held_chats:
            await hook.released.wait()
        status = hook.answers.pop(0) if hook.answers else 200
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        hook.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
        try:
            yield hook
        finally:
            hook.released.set()
            await asyncio.gather(*(task for task in answering if task))
