"""Updates on their way by webhook: each chat in order, different chats at once, retried until 2xx."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import httpx

from simulator.state import Json, World
from simulator.updates import UpdateQueue, as_sent, told

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 — the header's name, not a secret
_ANSWER_TIMEOUT = 60.0


@dataclass(frozen=True)
class RetryDelays:
    """Seconds to wait after a failed delivery: doubled each time, up to the longest."""

    first: float = 1.0
    longest: float = 60.0

    def after(self, failures: int) -> float:
        return float(min(self.first * 2 ** min(failures - 1, 20), self.longest))


class WebhookDelivery:
    """Delivers the waiting updates of a World while its webhook is set."""

    def __init__(self, world: World, updates: UpdateQueue, delays: RetryDelays) -> None:
        self._world = world
        self._updates = updates
        self._delays = delays
        self._lanes: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        # A client loads the system's certificates, which takes its time: most simulators never need one.
        while not self._world.webhook.url:
            await self._updates.changed()
        async with httpx.AsyncClient(timeout=_ANSWER_TIMEOUT, trust_env=False) as client:
            try:
                while True:
                    self._open_lanes(client)
                    await self._updates.changed()
            finally:
                await self._close_lanes()

    async def _close_lanes(self) -> None:
        for lane in self._lanes.values():
            lane.cancel()
        for lane in list(self._lanes.values()):
            with suppress(asyncio.CancelledError):
                await lane

    def _open_lanes(self, client: httpx.AsyncClient) -> None:
        if not self._world.webhook.url:
            return
        for update in self._world.updates:
            chat_id = _chat_id(update)
            if chat_id not in self._lanes and len(self._lanes) < self._world.webhook.max_connections:
                self._lanes[chat_id] = asyncio.create_task(self._lane(client, chat_id))

    async def _lane(self, client: httpx.AsyncClient, chat_id: int) -> None:
        """Deliver one chat's updates in order, until there are none or the webhook is gone."""
        failures = 0
        try:
            while self._world.webhook.url and (update := self._first_of(chat_id)):
                if await self._delivered(client, update):
                    failures = 0
                    self._forget(update)
                else:
                    failures += 1
                    await asyncio.sleep(self._delays.after(failures))
        finally:
            del self._lanes[chat_id]
            self._updates.wake()

    def _first_of(self, chat_id: int) -> Json | None:
        return next((update for update in self._world.updates if _chat_id(update) == chat_id), None)

    def _forget(self, update: Json) -> None:
        # A negative offset or drop_pending_updates may have taken it away meanwhile.
        if update in self._world.updates:
            self._world.updates.remove(update)

    async def _delivered(self, client: httpx.AsyncClient, update: Json) -> bool:
        webhook = self._world.webhook
        headers = {"Content-Type": "application/json"}
        headers |= {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            response = await client.post(webhook.url, content=as_sent(update), headers=headers)
        except httpx.HTTPError as error:
            return self._failed(f"Connection failed: {type(error).__name__}")
        if response.is_success:
            return True
        status = f"{response.status_code} {response.reason_phrase}".strip()
        return self._failed(f"Wrong response from the webhook: {status}")

    def _failed(self, message: str) -> bool:
        self._world.webhook.last_error_date = self._world.clock.timestamp()
        self._world.webhook.last_error_message = message
        return False


def _chat_id(update: Json) -> int:
    """Return the chat that an update belongs to, whatever its kind; 0 where it names none."""
    said = told(update)
    payloads = [value for key, value in said.items() if key != "update_id"] if isinstance(said, dict) else []
    payload = payloads[0] if payloads else None
    message = payload.get("message", payload) if isinstance(payload, dict) else None
    chat = message.get("chat") if isinstance(message, dict) else None
    chat_id = chat.get("id") if isinstance(chat, dict) else None
    return chat_id if type(chat_id) is int else 0
