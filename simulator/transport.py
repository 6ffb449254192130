"""The one thing ASGI cannot do: cut a connection without an answer, as a bad network does."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol


class OpenProtocol(H11Protocol):
    """Uvicorn's protocol, which also lets the application reach its connection."""

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 — uvicorn narrows asyncio's own type
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


async def drop_connection(request: Request) -> Response:
    """Cut the connection of a request. Returns a response for form's sake: nobody is there to receive it."""
    request.state.transport.abort()
    # The loop must tell uvicorn that the connection is lost before the response reaches it.
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return Response(status_code=500)
