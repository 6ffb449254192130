"""The rest of the people API: events, what arrived, the clock, faults on order, the calls that came in."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import asdict
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulator.clock import Clock
from simulator.errors import PeopleError
from simulator.faults import add_fault
from simulator.fields import bytes_field, json_body, number, query_number, text
from simulator.hub import Hub
from simulator.state import Json
from simulator.views import arrived_view, clock_view

_KEEP_ALIVE_SECONDS = 15.0
_ARRIVED_AT_ONCE = 200


class ControlApi:
    """Answers whoever watches or steers the simulator."""

    def __init__(self, hub: Hub, keep_alive: float = _KEEP_ALIVE_SECONDS) -> None:
        self._hub = hub
        self._world = hub.world
        self._keep_alive = keep_alive

    def routes(self) -> list[Route]:
        return [
            Route("/sim/events", self._events),
            Route("/sim/messages", self._arrived),
            Route("/sim/clock", self._clock),
            Route("/sim/clock", self._move_clock, methods=["POST"]),
            Route("/sim/faults", self._add_fault, methods=["POST"]),
            Route("/sim/faults", self._no_faults, methods=["DELETE"]),
            Route("/sim/updates", self._order_update, methods=["POST"]),
            Route("/sim/calls", self._calls),
        ]

    async def _events(self, request: Request) -> Response:
        person_id = query_number(request, "person") or None
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self.stream(person_id), media_type="text/event-stream", headers=headers)

    async def stream(self, person_id: int | None) -> AsyncGenerator[str, None]:
        """Yield one person's events, or everyone's, as lines of an event stream, until the hub is closed."""
        with self._hub.events.listen(person_id) as queue:
            yield ": connected\n\n"
            while not self._hub.closing.is_set():
                try:
                    event = await asyncio.wait_for(queue.get(), self._keep_alive)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event is not None:
                    data = json.dumps(event.data, ensure_ascii=False)
                    yield f"event: {event.name}\ndata: {data}\n\n"

    async def _arrived(self, request: Request) -> Response:
        limit = query_number(request, "limit") or _ARRIVED_AT_ONCE
        return JSONResponse({"messages": arrived_view(self._world, query_number(request, "after"), limit)})

    async def _clock(self, _request: Request) -> Response:
        return JSONResponse(clock_view(self._world))

    async def _move_clock(self, request: Request) -> Response:
        _move(self._world.clock, await json_body(request))
        self._hub.tell("clock", clock_view(self._world))
        self._hub.touched.set()
        return JSONResponse(clock_view(self._world))

    async def _add_fault(self, request: Request) -> Response:
        fault = add_fault(self._world, await json_body(request))
        self._hub.touched.set()
        return JSONResponse({"id": fault.id})

    async def _no_faults(self, _request: Request) -> Response:
        self._world.faults.clear()
        self._hub.touched.set()
        return JSONResponse({})

    async def _order_update(self, request: Request) -> Response:
        body = await json_body(request)
        sent = bytes_field(body, "base64") if "base64" in body else self._written(body)
        update_id = self._hub.updates.order(sent)
        self._hub.touched.set()
        return JSONResponse({"update_id": update_id})

    def _written(self, body: Json) -> bytes:
        if "update" not in body:
            raise PeopleError(400, "give update or base64")
        update = body["update"]
        if isinstance(update, dict):
            update = {"update_id": self._hub.updates.next_id()} | update
        return json.dumps(update).encode()

    async def _calls(self, request: Request) -> Response:
        after = query_number(request, "after")
        method = request.query_params.get("method", "").lower()
        calls = (call for call in self._world.calls if call.n > after)
        return JSONResponse(
            {"calls": [asdict(call) for call in calls if method in ("", call.method.lower())]}
        )


def _move(clock: Clock, order: Json) -> None:
    """Move a clock as ordered; PeopleError 400 if the order is not understood, 409 if it is backwards."""
    if order.get("to_next_mark"):
        mark = clock.next_mark()
        if mark is None:
            raise PeopleError(409, "there is no mark ahead")
        seconds = clock.until(mark.at)
    elif "to" in order:
        seconds = clock.until(_instant(text(order, "to")))
    else:
        seconds = number(order, "advance_seconds")
    try:
        clock.advance(seconds)
    except ValueError as error:
        raise PeopleError(409, str(error)) from error


def _instant(value: str) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise PeopleError(400, "to must be an ISO time") from error
    if instant.tzinfo is None:
        raise PeopleError(400, "to must name its offset, as in 2026-11-23T08:00:00+07:00")
    return instant
