"""From settings to a living bot."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.app import build
from bot.commands.rebuild import make_figures
from bot.process.life import live, obey_signals, patiently
from bot.receiving.stop import Stop
from bot.settings import Settings
from handlers.telegram.context import Services
from storage.evidence import EVIDENCE, EvidenceFolder
from storage.foreign.reader import ForeignReader
from storage.migrate import migrate
from storage.papers import DOCUMENTS, PaperFolder
from storage.rendering.renderer import ProcessRenderer
from storage.sql.unit_of_work import open_storage


def utc_now() -> datetime:
    return datetime.now(UTC)


async def run(settings: Settings, clock: Callable[[], datetime] = utc_now, stop: Stop | None = None) -> int:
    """Bring the database up to date and answer people until a signal comes; return the exit code."""
    stop = stop or Stop()
    obey_signals(stop)
    await patiently(lambda: migrate(settings.database), "Preparing the database", stop, whole=True)
    storage = open_storage(settings.database, clock)
    foreign, renderer = ForeignReader(), ProcessRenderer(settings.data_dir / EVIDENCE)
    try:
        services = Services(
            storage=storage,
            files=EvidenceFolder(settings.data_dir / EVIDENCE),
            foreign=foreign,
            renderer=renderer,
            papers=PaperFolder(settings.data_dir / DOCUMENTS),
            clock=clock,
            admins=settings.admin_telegram_ids,
            telegram_files=settings.telegram_files_dir,
        )
        app = build(
            token=settings.token, services=services, zone=settings.zone, api_url=settings.telegram_api_url
        )
        await patiently(lambda: make_figures(storage, clock()), "Making the figures", stop, whole=True)
        return await live(app, settings, stop)
    finally:
        await renderer.close()
        await foreign.close()
        await storage.close()
