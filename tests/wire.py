"""The way from the bot to the simulator in a dialogue: no port, and what goes wrong on it."""

from collections.abc import Callable
from typing import Any

import httpx
from telegram.request import HTTPXRequest, RequestData

from tests.colours import keyboards_in, wrong_colours
from tests.fakes.storage import FakeStorage


class OutsideUnits(HTTPXRequest):
    """Speaks to the simulator, and fails whoever speaks with a unit of work open."""

    def __init__(self, storage: FakeStorage, transport: httpx.AsyncBaseTransport) -> None:
        super().__init__(httpx_kwargs={"transport": transport})
        self._storage = storage
        self.spoke_inside_a_unit: list[str] = []
        self.wrong_colours: list[str] = []
        """What is wrong with the colours of any keyboard that was sent."""
        self.is_cut_off = False
        """Whether no connection can be had."""
        self.before_next: Callable[[], None] | None = None
        """What happens once, between the bot's decision to call and the call."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - passed through
        if self.before_next is not None:
            happen, self.before_next = self.before_next, None
            happen()
        if self.is_cut_off:
            raise httpx.ConnectError("as the test asked")
        if self._storage.open_units:
            self.spoke_inside_a_unit.append(url.rsplit("/", 1)[-1])
        data = kwargs.get("request_data")
        if isinstance(data, RequestData):
            for keyboard in keyboards_in(data.parameters):
                self.wrong_colours += wrong_colours(keyboard)
        return await super().do_request(url, *args, **kwargs)
