"""Puts the simulator together, and runs it inside an event loop that is already running."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.bot_api import BotApi
from simulator.control_api import ControlApi
from simulator.errors import ApiError, PeopleError
from simulator.groups_api import GroupsApi
from simulator.hub import Hub
from simulator.own_server import OwnServer
from simulator.people_api import PeopleApi
from simulator.serving import PAGE, Guard, index
from simulator.state import World
from simulator.store import StateFile
from simulator.transport import OpenProtocol
from simulator.webhook import RetryDelays, WebhookDelivery

LOCAL_NAMES = ("127.0.0.1", "localhost", "::1", "[::1]")
# Several changes in a row are written once; a crash loses at most this much.
_SAVE_AFTER_SECONDS = 0.3
# Longer than clients keep an idle connection: one that is just being closed here would break their next call.
_KEPT_SECONDS = 75
# Nothing waits on purpose once the hub is closed; this is for a client that stopped reading.
_SHUTDOWN_SECONDS = 3


def create_app(hub: Hub, allowed_hosts: Sequence[str] = LOCAL_NAMES) -> Starlette:
    """Return the application: Bot API, people API and page over one hub, for requests to these host names."""
    return Starlette(
        routes=[
            Route("/", index),
            *BotApi(hub).routes(),
            *PeopleApi(hub).routes(),
            *GroupsApi(hub).routes(),
            *ControlApi(hub).routes(),
            Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(allowed_hosts), www_redirect=False),
            Middleware(Guard),
        ],
        exception_handlers={PeopleError: _refused, HTTPException: _not_served},
    )


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, PeopleError) else 500
    return JSONResponse({"error": str(error)}, status)


async def _not_served(request: Request, error: Exception) -> Response:
    """Answer a path or a form that nothing here understands, in the words of the API it was meant for."""
    status, detail = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    if request.url.path.startswith(("/bot", "/file")):
        return JSONResponse(ApiError(status, detail).body(), status)
    return JSONResponse({"error": detail}, status)


class _Server(uvicorn.Server):
    """Uvicorn as a guest in someone else's loop: it leaves the signals alone and says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self.leaving = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        """Serve until told to leave, without the tenth of a second that uvicorn takes to notice."""
        while not self.leaving.is_set():
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.leaving.wait(), 1)


class Simulator:
    """A simulated Telegram that can be started, stopped and started again on the same port.

    ``async with Simulator(world) as simulator`` runs it for the length of the block. With ``state`` the World
    is read from that file if it exists (it then takes the place of ``world``) and kept there.
    """

    def __init__(  # noqa: PLR0913 — each is a setting of its own, named by its keyword
        self,
        world: World | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str | None = None,
        state: Path | None = None,
        allowed_hosts: Sequence[str] = (),
        webhook_delays: RetryDelays | None = None,
        own_server: OwnServer | None = None,
    ) -> None:
        self._file = StateFile(state) if state else None
        saved = self._file.load() if self._file else None
        self.world = saved or world or World()
        if token:
            self.world.bot.token = token
        self.host = host
        self.port = port
        self._allowed_hosts = (*LOCAL_NAMES, host, *allowed_hosts)
        self._delays = webhook_delays or RetryDelays()
        self._own_server = own_server
        self._hub: Hub | None = None
        self._server: _Server | None = None

    @property
    def token(self) -> str:
        return self.world.bot.token

    @property
    def url(self) -> str:
        """The address of the page, and the base of the people API; known once it has been started."""
        return f"http://{self.host}:{self.port}"

    @property
    def bot_api_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls base_file_url."""
        return f"{self.url}/file/bot"

    async def start(self) -> None:
        """Listen; OSError where the port is taken."""
        listener = self._bind()
        self._hub = Hub(self.world, self._own_server)
        config = uvicorn.Config(
            create_app(self._hub, self._allowed_hosts),
            http=OpenProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_keep_alive=_KEPT_SECONDS,
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listener]))
        delivery = WebhookDelivery(self.world, self._hub.updates, self._delays)
        self._delivering = asyncio.create_task(delivery.run())
        self._saving = asyncio.create_task(self._keep_saved(self._hub))
        await self._server.listening.wait()

    async def stop(self) -> None:
        """Let go everyone who waits, stop listening and save the state. The World stays as it is."""
        if self._hub is None or self._server is None:
            return
        self._hub.close()
        self._server.leaving.set()
        await self._serving
        self._delivering.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._delivering
        await self._saving
        if self._file:
            self._file.save(self.world)
        self._hub = self._server = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    def _bind(self) -> socket.socket:
        listener = socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self.host, self.port))
        except OSError:
            listener.close()
            raise
        self.port = listener.getsockname()[1]
        return listener

    async def _keep_saved(self, hub: Hub) -> None:
        """Save some moments after a change, until the hub is closed. The last state is left to ``stop``."""
        while self._file and not hub.closing.is_set():
            await hub.touched.wait()
            await hub.linger(_SAVE_AFTER_SECONDS)
            hub.touched.clear()
            await asyncio.to_thread(self._file.snapshot(self.world))
