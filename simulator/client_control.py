"""The typed client's part about steering: faults, updates on order, the clock, what was called."""

import base64
import json
from typing import Any

from simulator.client_base import ClientBase, Json

TEMPORARILY_UNAVAILABLE = "Bad Request: wrong file_id or the file is temporarily unavailable"


class ControlClient(ClientBase):
    """Orders what goes wrong, moves the clock and reads which calls came in."""

    async def fault(self, kind: str, **order: Any) -> int:  # noqa: ANN401 — the contract's own fields
        """Order a fault and return its id. The fields are those of the contract; ``body`` may be bytes."""
        if isinstance(order.get("body"), bytes):
            order["body_base64"] = base64.b64encode(order.pop("body")).decode()
        return int((await self._ask("POST", "/sim/faults", json={"kind": kind, **order}))["id"])

    async def refuse(
        self, method: str, description: str, *, error_code: int = 400, times: int = 1, **where: object
    ) -> int:
        """Let Telegram refuse the next calls of a method, or those with these parameters, in these words."""
        return await self.fault(
            "error",
            method=method,
            description=description,
            error_code=error_code,
            times=times,
            where=where,
        )

    async def no_faults(self) -> None:
        await self._ask("DELETE", "/sim/faults")

    async def update(self, update: object) -> int:
        """Let the bot receive this update, whatever it is; return the id under which it waits.

        An object without update_id is given one; bytes are sent as they are, JSON or not.
        """
        body = {"update": update}
        if isinstance(update, bytes):
            body = {"base64": base64.b64encode(update).decode()}
        # Escaped, so that half a surrogate pair is a text that can be sent.
        options = {"content": json.dumps(body), "headers": {"Content-Type": "application/json"}}
        return int((await self._ask("POST", "/sim/updates", **options))["update_id"])

    async def calls(self, method: str = "", *, after: int = 0) -> list[Json]:
        """Return the Bot API calls that came in, all methods or one."""
        answer = await self._ask("GET", "/sim/calls", params={"method": method, "after": after})
        calls: list[Json] = answer["calls"]
        return calls

    async def clock(self) -> Json:
        clock: Json = await self._ask("GET", "/sim/clock")
        return clock

    async def move_clock(self, **order: float | str | bool) -> Json:
        """Move the clock: ``advance_seconds``, ``to`` or ``to_next_mark`` as in the contract."""
        clock: Json = await self._ask("POST", "/sim/clock", json=order)
        return clock
