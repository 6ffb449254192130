"""A request object without a network, in the manner of python-telegram-bot's own tests."""

import json
from collections.abc import Callable
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.receiving.incoming import Json

Answer = Callable[[str], tuple[int, Json]]


class OfflineRequest(BaseRequest):
    """Answers every call with what `answer` says for its method's address, and remembers what was said."""

    def __init__(self, answer: Answer) -> None:
        self.urls: list[str] = []
        self.said: list[Json] = []
        self._answer = answer

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - PTB's
        request_data: RequestData | None = None,
        *_: Any,  # noqa: ANN401 - unused
        **__: Any,  # noqa: ANN401 - unused
    ) -> tuple[int, bytes]:
        self.urls.append(url)
        self.said.append(dict(request_data.parameters) if request_data is not None else {})
        status, body = self._answer(url)
        return status, json.dumps(body).encode()
