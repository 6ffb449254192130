"""A Telegram that says yes to everything, in this process: what its doubles have in common."""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "iku_bot"}


class YesRequest(BaseRequest):
    """Answers every call with success; `result` says with what, of the call's name and its parameters."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def do_request(self, url: str, *_: Any, **given: Any) -> tuple[int, bytes]:  # noqa: ANN401 - PTB's
        name, data = url.rpartition("/")[2], given.get("request_data")
        said = data.parameters if isinstance(data, RequestData) else {}
        return 200, json.dumps({"ok": True, "result": self._result(name, said)}).encode()

    def _result(self, name: str, said: dict[str, Any]) -> object:
        if name == "getMe":
            return BOT
        return self.result(name, said)

    def result(self, name: str, said: dict[str, Any]) -> object:
        raise NotImplementedError
