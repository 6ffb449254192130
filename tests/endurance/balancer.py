"""Stands before several instances: one address for Telegram, and every update goes to the next of them."""

import asyncio
import itertools
from types import TracebackType
from typing import Self

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.receiving.stop import Stop
from bot.receiving.webhook import bind, listen
from simulator.client import NO_CERTIFICATES

_HERE, _PATH = "127.0.0.1", "/telegram"


class Balancer:
    """Passes on to instances that listen at `ports`; one that is not there is passed over."""

    def __init__(self, ports: list[int]) -> None:
        self._socket = bind(_HERE, 0)
        self._http = httpx.AsyncClient(trust_env=False, verify=NO_CERTIFICATES)
        self.addresses = [f"http://{_HERE}:{port}{_PATH}" for port in ports]
        self._instances = itertools.cycle(self.addresses)
        self._stop = Stop()

    @property
    def url(self) -> str:
        return f"http://{_HERE}:{self._socket.getsockname()[1]}{_PATH}"

    async def __aenter__(self) -> Self:
        app = Starlette(routes=[Route(_PATH, self._pass_on, methods=["POST"])])
        self._serving = asyncio.create_task(listen(app, self._socket, self._stop))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.request()
        await self._serving
        await self._http.aclose()

    async def _pass_on(self, request: Request) -> Response:
        body = await request.body()
        for instance in itertools.islice(self._instances, len(self.addresses)):
            try:
                answer = await self._http.post(instance, content=body, headers=request.headers.raw)
            except httpx.TransportError:
                continue
            return Response(answer.content, answer.status_code)
        return Response("no instance is there", 503)


def free_port() -> int:
    with bind(_HERE, 0) as unused:
        port: int = unused.getsockname()[1]
    return port
