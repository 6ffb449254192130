"""The webhook: Telegram calls, the update is kept, and only then is it acknowledged."""

import asyncio
import hmac
import logging
import socket
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.receiving.guarded import Limits, guarded
from bot.receiving.incoming import Came, Unread, decoded
from bot.receiving.stop import Stop
from storage.ports import Unavailable

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
"""Bytes. Updates are a few kB; a message of 4096 characters with all its entities is below 1 MB."""
MOST_HEARD = 16 * 1024 * 1024
"""Bytes of a body that are waited for at all."""
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret
_LAST_REQUESTS_SECONDS = 2


def create_app(
    url: str, secret: str, accept: Callable[[list[Came]], Awaitable[None]], *more: Route
) -> Starlette:
    """Return the web application: updates at the path of `url`, and what else is to be answered there."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("wrong secret", 403, {"Connection": "close"})
        try:
            # Whatever comes is kept and acknowledged: what is refused, Telegram brings again and again.
            await accept([await _read(request)])
        except ClientDisconnect:
            return PlainTextResponse("nobody is there any more", 400)
        except _EndlessError:
            return PlainTextResponse("too much", 413, {"Connection": "close"})
        except Unavailable as error:
            log.warning("The database is away; Telegram will deliver again. (%s)", error)
            return PlainTextResponse("try again", 503)
        return PlainTextResponse("ok")

    return Starlette(
        routes=[
            Route(urlsplit(url).path or "/", receive, methods=["POST"]),
            *more,
        ]
    )


class _EndlessError(Exception):
    """Somebody who knows the secret sends what is surely no update."""


async def _read(request: Request) -> Came:
    """Return the JSON that came, or Unread; of a body larger than any update only the beginning.

    Raises _EndlessError for more than MOST_HEARD bytes.
    """
    body, heard = bytearray(), 0
    async for chunk in request.stream():
        body += chunk[: LARGEST_BODY + 1 - len(body)]
        heard += len(chunk)
        if heard > MOST_HEARD:
            raise _EndlessError
    raw = bytes(body)
    return decoded(raw) if len(raw) <= LARGEST_BODY else Unread(raw)


class Server(uvicorn.Server):
    """Leaves the signals to the process: uvicorn alone would take them for itself."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


async def listen(app: Starlette, at: socket.socket, stop: Stop, limits: Limits = Limits()) -> None:  # noqa: B008 - frozen
    """Serve at a bound socket until the end is wished for; then let the last requests finish."""
    server = Server(
        uvicorn.Config(
            app,
            http=guarded(limits),
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=_LAST_REQUESTS_SECONDS,
        )
    )

    async def end() -> None:
        await stop.wait()
        server.should_exit = True

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.serve(sockets=[at]))
        tasks.create_task(end())


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises OSError if the address cannot be had."""
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
