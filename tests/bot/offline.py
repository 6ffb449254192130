"""A request object without a network, in the manner of python-telegram-bot's own tests."""

import json
from collections.abc import Callable
from typing import Any

from telegram.request import BaseRequest

from bot.receiving.incoming import Json

Answer = Callable[[str], tuple[int, Json]]


class OfflineRequest(BaseRequest):
    """Answers every call with what `answer` says for its method's address, and remembers the addresses."""

    def __init__(self, answer: Answer) -> None:
        self.urls: list[str] = []
        self._answer = answer

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:  # noqa: ANN401 - unused
        self.urls.append(url)
        status, body = self._answer(url)
        return status, json.dumps(body).encode()
