"""What is watched while the bot runs: its errors, and how it is, for whoever asks at METRICS_LISTEN."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.app import BotApplication
from bot.receiving.intake import Intake
from bot.receiving.stop import Stop
from bot.settings import Settings
from bot.watch.health import Watched
from bot.watch.herald import Herald
from bot.watch.noticing import Noticing
from handlers.mishaps import Noticed
from storage.engines import Timings


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
    noticing = Noticing(services.kept(Noticed), services.clock)
    server: asyncio.Task[None] | None = None
    with _hearing(noticing, *_sentry(settings.sentry_dsn)):
        try:
            if settings.metrics_listen:
                server = _serve(watched, noticing, settings, stop)
            yield watched
        finally:
            if server is not None:
                stop.request()
                await asyncio.wait({server})


@contextmanager
def _hearing(*handlers: logging.Handler) -> Iterator[None]:
    """Let these hear what is logged, for the length of the block."""
    root = logging.getLogger()
    for each in handlers:
        root.addHandler(each)
    try:
        yield
    finally:
        for each in handlers:
            root.removeHandler(each)
            each.close()


def _sentry(dsn: str) -> list[logging.Handler]:
    if not dsn:
        return []
    from bot.watch.sentry import Sentry  # noqa: PLC0415 - few want it

    return [Sentry(dsn)]


def _serve(watched: Watched, noticing: Noticing, settings: Settings, stop: Stop) -> asyncio.Task[None]:
    # Only a bot that is watched needs a server.
    from bot.receiving.webhook import bind, listen  # noqa: PLC0415
    from bot.watch.server import watching  # noqa: PLC0415

    try:
        at = bind(*settings.watched_at)
    except OSError as error:
        raise NoAddressError(f"METRICS_LISTEN cannot be had: {error}") from error

    async def page() -> bytes:
        from bot.watch.page import page_of  # noqa: PLC0415 - who only asks for /healthz needs no Prometheus

        return await page_of(watched, watched.app.bot_data.kept(Timings), noticing.kinds)

    return asyncio.create_task(listen(watching(watched.health, page), at, stop), name="watched")
