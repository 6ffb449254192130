"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import inspect
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.errors import ApiError
from simulator.faults import as_error, take_fault
from simulator.hub import Hub
from simulator.methods import METHODS
from simulator.parameters import parameters
from simulator.spec import Upload, checked, method_name
from simulator.state import LoggedCall
from simulator.transport import drop_connection

MAX_REMEMBERED_CALLS = 20_000


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
        outcome = await self._outcome(asked, params, files)
        self._remember(asked, params | files, outcome)
        self._hub.touched.set()
        if outcome is None:
            return await drop_connection(request)
        return _answer(outcome)

    async def _outcome(
        self, asked: str, params: dict[str, Any], files: dict[str, Upload]
    ) -> ApiError | dict[str, Any] | None:
        """Return the call's error or result object; None if its answer is to be lost."""
        fault = take_fault(self._hub.world, asked, params)
        if fault and (error := as_error(fault)):
            return error
        if fault and fault.kind == "drop":
            return None
        if fault and fault.kind == "slow":
            await self._hub.linger(fault.seconds)
        try:
            result = await self._perform(asked, params, files)
        except ApiError as error:
            result = error
        return None if fault and fault.kind == "drop_after" else result

    async def _perform(
        self, asked: str, params: dict[str, Any], files: dict[str, Upload]
    ) -> ApiError | dict[str, Any]:
        method = method_name(asked)
        result = METHODS[method](self._hub, checked(method, params, files))
        return {"ok": True, "result": await result if inspect.isawaitable(result) else result}

    def _remember(
        self, asked: str, params: dict[str, Any], outcome: ApiError | dict[str, Any] | None
    ) -> None:
        status, error = HTTPStatus.OK.value, None if outcome else "connection dropped"
        if isinstance(outcome, ApiError):
            status, error = outcome.code, outcome.description
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
        fault = take_fault(self._hub.world, "file", {})
        if fault and fault.kind.startswith("drop"):
            return await drop_connection(request)
        if fault and (refused := as_error(fault)):
            return _answer(refused)
        if fault:
            await self._hub.linger(fault.seconds)
        files = self._hub.world.files.values()
        stored = next((file for file in files if file.path == request.path_params["path"]), None)
        if stored is None:
            return _answer(ApiError(404, "Not Found"))
        return Response(self._hub.world.contents[stored.content_key], media_type="application/octet-stream")


def _answer(outcome: ApiError | dict[str, Any]) -> Response:
    if isinstance(outcome, ApiError):
        return JSONResponse(outcome.body(), outcome.code)
    return JSONResponse(outcome)


def _readable(value: object) -> object:
    return {"file": value.name, "size": len(value.content)} if isinstance(value, Upload) else value
