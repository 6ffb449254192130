"""From settings to a living bot."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.app import build
from bot.commands.rebuild import make_figures
from bot.keep import Keep
from bot.process.life import EXIT_SETTINGS, live, obey_signals, patiently
from bot.receiving.stop import Stop
from bot.settings import Settings
from bot.watch.herald import Herald
from handlers.telegram.context import Services
from storage.database import RESTORE
from storage.engines import Timings
from storage.evidence import EVIDENCE, EvidenceFolder
from storage.foreign.reader import ForeignReader
from storage.migrate import migrate
from storage.papers import DOCUMENTS, PaperFolder
from storage.ports import Backups, NoBackups
from storage.private import keep_private
from storage.rendering.renderer import ProcessRenderer
from storage.soundness import check_usable, damage_in
from storage.sql.unit_of_work import open_storage

log = logging.getLogger(__name__)

_AFTER_THE_START = 5.0  # seconds
_ENV = Path(".env")
"""Of the folder in which the process runs, where the settings are read from."""


def utc_now() -> datetime:
    return datetime.now(UTC)


async def run(settings: Settings, clock: Callable[[], datetime] = utc_now, stop: Stop | None = None) -> int:
    """Bring the database up to date and answer people until a signal comes; return the exit code.

    Raises Unusable where nothing may be begun on this folder and this database.
    """
    stop = stop or Stop()
    obey_signals(stop)
    herald = Herald()
    watching = asyncio.create_task(herald.watch(stop), name="watchdog")
    await patiently(lambda: _prepare(settings), "Preparing the database", stop, whole=True)
    timings = Timings()
    storage = open_storage(settings.database, clock, timings=timings if settings.metrics_listen else None)
    foreign, renderer = ForeignReader(), ProcessRenderer(settings.data_dir / EVIDENCE)
    backups = _backups(settings)
    try:
        services = Services(
            storage=storage,
            files=EvidenceFolder(settings.data_dir / EVIDENCE),
            foreign=foreign,
            renderer=renderer,
            papers=PaperFolder(settings.data_dir / DOCUMENTS),
            clock=clock,
            backups=backups,
            admins=settings.admin_telegram_ids,
            telegram_files=settings.telegram_files_dir,
            own={Timings: timings, Herald: herald, Keep: settings.keep},
        )
        app = build(
            token=settings.token, services=services, zone=settings.zone, api_url=settings.telegram_api_url
        )
        await patiently(lambda: make_figures(storage, clock()), "Making the figures", stop, whole=True)
        looking = asyncio.create_task(_is_damaged(settings.database, stop), name="damage")
        code = await live(app, settings, stop)
        await watching
        return EXIT_SETTINGS if await looking else code
    finally:
        await backups.close()
        await renderer.close()
        await foreign.close()
        await storage.close()


async def _prepare(settings: Settings) -> None:
    keep_private(settings.database, settings.data_dir, _ENV)
    await check_usable(settings.database, settings.data_dir, settings.data_dir / EVIDENCE)
    await migrate(settings.database)
    # What this start has made.
    keep_private(settings.database, settings.data_dir)


async def _is_damaged(database: str, stop: Stop) -> bool:
    """Look through the whole database once people are answered; end the process if it is damaged.

    A page that nobody has asked for yet is not seen at the start, and reading all of them would make it long.
    """
    await stop.sleep(_AFTER_THE_START)
    damage = "" if stop.requested else await damage_in(database)
    if damage:
        log.error("The database is damaged (%s): %s.", damage, RESTORE)
        stop.request()
    return bool(damage)


def _backups(settings: Settings) -> Backups:
    """Return where the nightly backups lie, if any are made."""
    if settings.backup_dir is None:
        return NoBackups()
    # Most installations of a demonstration make none.
    from storage.backups.folder import BackupFolder  # noqa: PLC0415
    from storage.backups.making import Order  # noqa: PLC0415

    order = Order(
        url=settings.database,
        evidence=settings.data_dir / EVIDENCE,
        root=settings.backup_dir,
        recipient=settings.backup_recipient,
    )
    return BackupFolder(order)
