"""What is watched while the bot runs: its errors, and how it is, for whoever asks at METRICS_LISTEN."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import BotApplication
from bot.receiving.intake import Intake
from bot.receiving.stop import Stop
from bot.settings import Settings
from bot.watch.health import Watched
from bot.watch.herald import Herald
from bot.watch.noticing import Noticing
from storage.engines import Timings

log = logging.getLogger(__name__)


class NoAddressError(Exception):
    """METRICS_LISTEN cannot be had."""


@asynccontextmanager
async def watched_over(
    app: BotApplication, intake: Intake, settings: Settings, stop: Stop
) -> AsyncIterator[Watched]:
    """Watch for the length of the block; whoever asks is answered until the end is wished for.

    Raises NoAddressError.
    """
    services = app.bot_data
    watched = Watched(app, intake, settings.data_dir, polls=not settings.webhook_url)
    services.kept(Herald).is_alive = lambda: watched.is_alive
    noticing = services.kept(Noticing)
    root = logging.getLogger()
    root.addHandler(noticing)
    server: asyncio.Task[None] | None = None
    try:
        if settings.metrics_listen:
            server = _serve(watched, settings, stop)
        yield watched
    finally:
        root.removeHandler(noticing)
        if server is not None:
            stop.request()
            await asyncio.wait({server})


def _serve(watched: Watched, settings: Settings, stop: Stop) -> asyncio.Task[None]:
    # Only a bot that is watched needs a server.
    from bot.receiving.webhook import bind, listen  # noqa: PLC0415
    from bot.watch.server import watching  # noqa: PLC0415

    try:
        at = bind(*settings.watched_at)
    except OSError as error:
        raise NoAddressError(f"METRICS_LISTEN cannot be had: {error}") from error

    async def page() -> bytes:
        from bot.watch.page import page_of  # noqa: PLC0415 - who only asks for /healthz needs no Prometheus

        kept = watched.app.bot_data.kept
        return await page_of(watched, kept(Timings), kept(Noticing).kinds)

    return asyncio.create_task(listen(watching(watched.health, page), at, stop), name="watched")
