"""A server at the other end of a real wire that does what it likes with a request that it has read."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Manner = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Rude:
    """What came, and how each request is met: by the next of the manners, the last of them for ever."""

    manners: list[Manner]
    port: int = 0
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    connections: int = 0
    is_deaf: bool = False
    """Whether it reads nothing of what is sent to it."""
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot1:secret"

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._open.add(writer)
        if self.is_deaf:
            return
        while not writer.is_closing():
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
            except (asyncio.IncompleteReadError, ConnectionResetError):
                break
            sizes = [line for line in head.split("\r\n") if line.lower().startswith("content-length:")]
            self.bodies.append(await reader.readexactly(int(sizes[0].split(":")[1])) if sizes else b"")
            self.heads.append(head)
            await (self.manners.pop(0) if len(self.manners) > 1 else self.manners[0])(writer)
        writer.close()

    def hang_up(self) -> None:
        for writer in self._open:
            writer.close()


@asynccontextmanager
async def rude(*manners: Manner, is_deaf: bool = False) -> AsyncIterator[Rude]:
    """Serve on a port of its own for the length of the block."""
    host = Rude([*manners], is_deaf=is_deaf)
    server = await asyncio.start_server(host.meet, "127.0.0.1", 0)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        host.hang_up()
        server.close()


def says(raw: bytes, *, then_close: bool = False, after: float = 0.0) -> Manner:
    """Answer with these bytes."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(after)
        writer.write(raw)
        await writer.drain()
        if then_close:
            writer.close()

    return answer


def http(body: bytes, status: str = "200 OK", *more: str) -> bytes:
    """Return an answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *more]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def reset(writer: asyncio.StreamWriter) -> None:
    """Break the connection off without a word."""
    writer.transport.abort()


async def leaves(writer: asyncio.StreamWriter) -> None:
    """Close the connection in order, without a word."""
    writer.close()
