"""Updates on their way to the bot by long polling: offsets, one poll at a time, conflicts."""

import asyncio
import base64
import json

from simulator.errors import ApiError
from simulator.state import Json, World

MAX_TIMEOUT = 50
MAX_LIMIT = 100
_CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_CONFLICT_POLL = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
_CONFLICT_SET_WEBHOOK = "Conflict: terminated by setWebhook request"
# Under this name an update on order keeps its bytes; no kind of update is called so.
_BYTES = "bytes"
_MAX_ID = 2**31 - 1
# So far may an offset be ahead of the newest update; what is further away is taken for none.
_AHEAD = 10


def as_sent(update: Json) -> bytes:
    """Return the bytes of an update on its way to the bot: JSON, or whatever was ordered."""
    return base64.b64decode(update[_BYTES]) if _BYTES in update else json.dumps(update).encode()


def told(update: Json) -> object:
    """Return what an update says, None where its bytes are no JSON, or deeper than can be read."""
    try:
        return json.loads(as_sent(update))
    except (ValueError, RecursionError):
        return None


class UpdateQueue:
    """The waiting updates of a World, and the one long poll that may wait for more."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._changed = asyncio.Event()
        self._poll = 0
        self._closed = False

    def add(self, kind: str, payload: Json) -> None:
        """Queue an update and wake whoever waits for one."""
        self._world.add_update(kind, payload)
        self.wake()

    def order(self, sent: bytes) -> int:
        """Queue any bytes as an update; return the id under which they wait, their own if they have one."""
        world = self._world
        own = told({_BYTES: base64.b64encode(sent).decode()})
        named = own.get("update_id") if isinstance(own, dict) else None
        newest = world.counters.get("update", 0)
        if type(named) is int and newest < named <= _MAX_ID:
            world.counters["update"] = named
        else:
            named = world.next_number("update")
        world.updates.append({"update_id": named, _BYTES: base64.b64encode(sent).decode()})
        self.wake()
        return named

    def next_id(self) -> int:
        """Return the id that the next update will have."""
        return self._world.counters.get("update", 0) + 1

    def wake(self) -> None:
        """Let everyone who waits look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Answer the waiting poll now, for the server is about to stop."""
        self._closed = True
        self.wake()

    async def changed(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109 — a poll's own parameter
        """Wait for a change of the queue for at most timeout seconds; return whether there was one."""
        try:
            await asyncio.wait_for(self._changed.wait(), timeout)
        except TimeoutError:
            return False
        return True

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109 — as above
        """Return waiting updates as getUpdates does, after at most timeout seconds.

        An offset forgets all before it, a negative one counts from the end, one that is far ahead of the
        newest update says nothing. Raises ApiError 409 while a webhook is set, or when another poll comes in.
        """
        if self._world.webhook.url:
            raise ApiError(409, _CONFLICT_WEBHOOK)
        self._poll += 1
        mine = self._poll
        self.wake()
        self._confirm(offset)
        deadline = asyncio.get_running_loop().time() + min(max(timeout, 0), MAX_TIMEOUT)
        while not self._world.updates and not self._closed:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0 or not await self.changed(left):
                break
            self._check_still_mine(mine)
        return self._world.updates[: min(max(limit, 1), MAX_LIMIT)]

    def _check_still_mine(self, mine: int) -> None:
        if self._world.webhook.url:
            raise ApiError(409, _CONFLICT_SET_WEBHOOK)
        if mine != self._poll:
            raise ApiError(409, _CONFLICT_POLL)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._world.updates[:] = self._world.updates[offset:]
        elif 0 < offset <= self._world.counters.get("update", 0) + _AHEAD:
            self._world.updates[:] = [
                update for update in self._world.updates if update["update_id"] >= offset
            ]
