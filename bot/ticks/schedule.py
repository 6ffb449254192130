"""Which ticks there are. A tick holds no state: what is due is read from the database each time."""

import logging
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from bot.growth import PARTS, forget
from bot.keep import Keep
from bot.ticks.wheel import Wheel
from handlers import FEATURES
from handlers.telegram.chores import LOOK_AGAIN, Chore, Tick
from handlers.telegram.context import BotApplication, Context
from storage.ports import Unavailable

log = logging.getLogger(__name__)


async def _tomorrow(context: Context) -> datetime:
    return context.now + timedelta(days=1)


async def _parts(_: Context) -> list[str]:
    return list(PARTS)


async def _prune(context: Context, part: str) -> None:
    """Let go of what nobody asks for again."""
    services = context.services
    await forget(services.storage, part, services.kept(Keep), context.now)


prune_inbox = Chore("inbox", _parts, _prune, lambda part: f"old {part}", LOOK_AGAIN, _tomorrow)

TICKS = (
    *(tick for feature in FEATURES for tick in feature.ticks),
    Tick(prune_inbox, timedelta(hours=1), wakes=frozenset({"inbox"})),
)


def patient(tick: Tick) -> Callable[[Context], Coroutine[Any, Any, datetime | None]]:
    """Return the tick's work, which says once that the database is away and then waits for the next turn."""
    waits = False

    async def run(context: Context) -> datetime | None:
        nonlocal waits
        try:
            due = await tick.chore(context)
        except Unavailable as error:
            if not waits:
                log.warning("The tick %s has to wait for the database. (%s)", tick.name, error)
            waits = True
            return context.now
        waits = False
        return due

    return run


def schedule(app: BotApplication) -> None:
    """Put every tick on the wheel; a turn that was missed, or is still under way, is not made up for."""
    if not isinstance(app.job_queue, Wheel):
        raise TypeError("The job queue of this bot is a wheel.")
    app.job_queue.carry(app, [(tick, patient(tick)) for tick in TICKS])
