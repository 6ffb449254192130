"""The way from the bot to the simulator in a dialogue: no port, and what goes wrong on it."""

from collections.abc import Callable
from typing import Any

import httpx
from starlette.types import ASGIApp
from telegram.request import RequestData

from handlers.telegram.errors import NeverLeft
from simulator.state import World
from tests.fakes.storage import FakeStorage
from tests.town.colours import keyboards_in, wrong_colours
from tests.town.dead_ends import DeadEnds
from tests.town.nearby import NearRequest


def nothing(_: str) -> httpx.Response | None:
    """Let a call through."""
    return None


class Line(httpx.AsyncBaseTransport):
    """The line to Telegram, on which something else may answer instead of it."""

    def __init__(self, telegram: httpx.AsyncBaseTransport) -> None:
        self._telegram = telegram
        self.instead: Callable[[str], httpx.Response | None] = nothing
        """What comes back of a call of that method that never reaches Telegram; None lets it through."""
        self.afterwards: Callable[[str], httpx.Response | None] = nothing
        """What comes back of a call of that method although Telegram did what was asked."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        method = request.url.path.rpartition("/")[2] if request.method == "POST" else "file"
        if (other := self.instead(method)) is not None:
            return other
        answer = await self._telegram.handle_async_request(request)
        if (other := self.afterwards(method)) is not None:
            await answer.aclose()
            return other
        return answer


class OutsideUnits(NearRequest):
    """Speaks to the simulator, and fails whoever speaks with a unit of work open."""

    def __init__(self, storage: FakeStorage, world: World, app: ASGIApp) -> None:
        self.line = Line(httpx.ASGITransport(app))
        super().__init__(app=app, httpx_kwargs={"transport": self.line})
        self._storage = storage
        self.spoke_inside_a_unit: list[str] = []
        self.wrong_colours: list[str] = []
        """What is wrong with the colours of any keyboard that was sent."""
        self.dead_ends = DeadEnds(storage, world)
        self.is_cut_off = False
        """Whether no connection can be had."""
        self.before_next: Callable[[], None] | None = None
        """What happens once, between the bot's decision to call and the call."""

    @property
    def is_clear(self) -> bool:
        return self.line.instead is nothing and self.line.afterwards is nothing

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - passed through
        if self.before_next is not None:
            happen, self.before_next = self.before_next, None
            happen()
        if self.is_cut_off:
            raise NeverLeft("as the test asked")
        # That a chat is busy is shown by a task of its own, which waits for nothing that is read meanwhile.
        if self._storage.open_units and not url.endswith("/sendChatAction"):
            self.spoke_inside_a_unit.append(url.rsplit("/", 1)[-1])
        data = kwargs.get("request_data")
        if isinstance(data, RequestData):
            for keyboard in keyboards_in(data.parameters):
                self.wrong_colours += wrong_colours(keyboard)
            self.dead_ends.note(url.rsplit("/", 1)[-1], data.parameters)
        return await super().do_request(url, *args, **kwargs)
