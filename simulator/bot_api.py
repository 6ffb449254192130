"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import inspect
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.errors import ApiError
from simulator.faults import as_error, is_carried_out, take_fault
from simulator.hub import Hub
from simulator.methods import METHODS
from simulator.parameters import parameters
from simulator.spec import Encoded, Upload, checked, method_name
from simulator.state import Fault, LoggedCall
from simulator.transport import cut_in_half, drop_connection

MAX_REMEMBERED_CALLS = 20_000
# HTTP allows no body with these.
_BODILESS = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
# A refusal, or the object that Telegram answers with.
Outcome = ApiError | dict[str, Any] | Encoded


class BotApi:
    """Answers the bot's calls."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def routes(self) -> list[Route]:
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download),
        ]

    def _check_token(self, request: Request) -> None:
        if request.path_params["token"] != self._hub.world.bot.token:
            raise ApiError(401, "Unauthorized")

    async def _call(self, request: Request) -> Response:
        try:
            self._check_token(request)
            params, files = await parameters(request)
        except ApiError as error:
            return _answer(error)
        asked = request.path_params["method"]
        fault = take_fault(self._hub.world, asked, params)
        outcome = await self._outcome(fault, asked, params, files)
        self._remember(asked, params | files, outcome, fault)
        self._hub.touched.set()
        return await self._response(request, fault, _answer(outcome))

    async def _outcome(
        self, fault: Fault | None, asked: str, params: dict[str, Any], files: dict[str, Upload]
    ) -> Outcome:
        """Return the call's error or result object, carried out or not as the fault that meets it says."""
        if fault and fault.kind == "slow":
            await self._hub.linger(fault.seconds)
        outcome: Outcome = {}
        if is_carried_out(fault):
            try:
                outcome = await self._perform(asked, params, files)
            except ApiError as error:
                outcome = error
        return (fault and as_error(fault)) or outcome

    async def _response(self, request: Request, fault: Fault | None, honest: Response) -> Response:
        """Return what leaves the simulator: the honest answer, or what the fault makes of it."""
        if fault is None or as_error(fault) or fault.kind == "slow":
            return honest
        if fault.kind == "raw":
            body = b"" if fault.status in _BODILESS else fault.body
            return Response(body, fault.status, media_type=fault.content_type)
        if fault.kind == "cut":
            return cut_in_half(request, honest)
        if fault.kind == "hang":
            await self._hub.linger(fault.seconds)
        return await drop_connection(request)

    async def _perform(self, asked: str, params: dict[str, Any], files: dict[str, Upload]) -> Outcome:
        method = method_name(asked)
        result = METHODS[method](self._hub, checked(method, params, files))
        result = await result if inspect.isawaitable(result) else result
        if isinstance(result, Encoded):
            return Encoded(b'{"ok":true,"result":' + result + b"}")
        return {"ok": True, "result": result}

    def _remember(self, asked: str, params: dict[str, Any], outcome: Outcome, fault: Fault | None) -> None:
        status, error = HTTPStatus.OK.value, None
        if isinstance(outcome, ApiError):
            status, error = outcome.code, outcome.description
        elif fault and fault.kind == "raw":
            status, error = fault.status, "raw answer on order"
        elif fault and fault.kind in {"drop", "drop_after", "cut", "hang"}:
            error = "connection dropped"
        call = LoggedCall(
            n=self._hub.world.next_number("call"),
            method=asked,
            params={name: _readable(value) for name, value in params.items()},
            status=status,
            error=error,
            at=self._hub.world.clock.now().isoformat(),
        )
        self._hub.world.calls.append(call)
        del self._hub.world.calls[:-MAX_REMEMBERED_CALLS]

    async def _download(self, request: Request) -> Response:
        try:
            self._check_token(request)
        except ApiError as error:
            return _answer(error)
        path = request.path_params["path"]
        fault = take_fault(self._hub.world, "file", {"path": path})
        if fault and (refused := as_error(fault)):
            return _answer(refused)
        if fault and fault.kind == "slow":
            await self._hub.linger(fault.seconds)
        return await self._response(request, fault, self._file(path))

    def _file(self, path: str) -> Response:
        files = self._hub.world.files.values()
        stored = next((file for file in files if file.path == path), None)
        if stored is None or self._hub.own_server:
            return _answer(ApiError(404, "Not Found"))
        return Response(self._hub.world.contents[stored.content_key], media_type="application/octet-stream")


def _answer(outcome: Outcome) -> Response:
    if isinstance(outcome, ApiError):
        wait = (outcome.parameters or {}).get("retry_after")
        headers = {"Retry-After": str(wait)} if wait else {}
        return JSONResponse(outcome.body(), outcome.code, headers)
    return (
        Response(outcome, media_type="application/json")
        if isinstance(outcome, Encoded)
        else JSONResponse(outcome)
    )


def _readable(value: object) -> object:
    return {"file": value.name, "size": len(value.content)} if isinstance(value, Upload) else value
