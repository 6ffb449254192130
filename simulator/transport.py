"""The one thing ASGI cannot do: cut a connection before or in the middle of an answer, as bad networks do."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from uvicorn.protocols.http.h11_impl import H11Protocol


class OpenProtocol(H11Protocol):
    """Uvicorn's protocol, which also lets the application reach its connection."""

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 — uvicorn narrows asyncio's own type
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


async def drop_connection(request: Request) -> Response:
    """Cut the connection of a request. Returns a response for form's sake: nobody is there to receive it."""
    await _cut(request)
    return Response(status_code=500)


def cut_in_half(request: Request, whole: Response) -> Response:
    """Return a response that announces all of another one, sends half of it and cuts the connection."""
    body = bytes(whole.body)

    async def half() -> AsyncIterator[bytes]:
        yield body[: len(body) // 2]
        await _cut(request)

    return StreamingResponse(half(), whole.status_code, dict(whole.headers))


async def _cut(request: Request) -> None:
    transport = getattr(request.state, "transport", None)
    if transport is None:
        # In a test without a port the application is called directly: its caller meets this instead.
        raise ConnectionAbortedError("the simulator cut the connection")
    transport.abort()
    # The loop must tell uvicorn that the connection is lost before the response reaches it.
    await asyncio.sleep(0)
    await asyncio.sleep(0)
