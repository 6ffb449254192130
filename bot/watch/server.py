"""The local port at which the bot is watched: `/healthz`, and `/metrics` if it is wanted."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.watch.health import Health

Ask = Callable[[], Awaitable[Health]]
TROUBLE = 503
"""Monitors look at the number; what it is stands in the body."""


def healthz(ask: Ask) -> Route:
    """Return the route that says how the bot is: 200, or 503 and what is the matter."""

    async def say(_: Request) -> Response:
        health = await ask()
        return JSONResponse(health.as_json(), 200 if health.is_well else TROUBLE)

    return Route("/healthz", say, methods=["GET"])


def watching(ask: Ask, page: Callable[[], Awaitable[bytes]]) -> Starlette:
    """Return the web application of METRICS_LISTEN."""

    async def metrics(_: Request) -> Response:
        return Response(await page(), media_type="text/plain; version=0.0.4")

    return Starlette(routes=[healthz(ask), Route("/metrics", metrics, methods=["GET"])])
