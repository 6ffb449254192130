"""The Bot API by hand: what python-telegram-bot would not send, and errors word for word."""

from typing import Any

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

from simulator.client import NO_CERTIFICATES
from simulator.server import Simulator

SITI = 11
BUDI = 12
Json = dict[str, Any]


class Api:
    """Calls methods of one simulator with JSON bodies and returns whatever comes back."""

    def __init__(self, simulator: Simulator, http: httpx.AsyncClient) -> None:
        self.base = f"{simulator.bot_api_url}{simulator.token}"
        self._http = http

    async def call(self, method: str, **params: object) -> Json:
        """Return the whole answer, refused or not."""
        response = await self._http.post(f"{self.base}/{method}", json=params)
        answer: Json = response.json()
        assert answer["ok"] is (response.status_code == 200)
        assert answer.get("error_code", 200) == response.status_code
        return answer

    async def result(self, method: str, **params: object) -> Any:  # noqa: ANN401 — every method has its own
        """Return the result of a call that must go well."""
        answer = await self.call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: object) -> str:
        """Return Telegram's sentence for a call that must be refused."""
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def form(self, method: str, fields: Json, files: Json | None = None) -> Json:
        """Call with a form, multipart where there are files."""
        response = await self._http.post(f"{self.base}/{method}", data=fields, files=files)
        answer: Json = response.json()
        return answer

    async def get(self, method: str, **params: str | int) -> Json:
        response = await self._http.get(f"{self.base}/{method}", params=params)
        answer: Json = response.json()
        return answer

    async def download(self, path: str) -> httpx.Response:
        return await self._http.get(f"{self.base.replace('/bot', '/file/bot', 1)}/{path}")

    async def updates(self, **params: object) -> list[Json]:
        updates: list[Json] = await self.result("getUpdates", **params)
        return updates

    async def sent(self, text: str = "halo", **params: object) -> int:
        """Send a text to Siti and return its message id."""
        message = await self.result("sendMessage", chat_id=SITI, text=text, **params)
        return int(message["message_id"])


def ptb_bot(simulator: Simulator) -> Bot:
    """Return python-telegram-bot's own Bot, pointed at the simulator."""
    requests = [HTTPXRequest(httpx_kwargs={"verify": NO_CERTIFICATES}) for _ in range(2)]
    return Bot(
        simulator.token,
        base_url=simulator.bot_api_url,
        base_file_url=simulator.file_url,
        request=requests[0],
        get_updates_request=requests[1],
    )


def keyboard(*buttons: Json) -> Json:
    return {"inline_keyboard": [[button] for button in buttons]}


def button(text: str = "Kirim", data: str = "a") -> Json:
    return {"text": text, "callback_data": data}
