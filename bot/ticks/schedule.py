"""Which tick runs when. A tick holds no state: what is due is read from the database each time."""

import logging
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from bot.ticks.steady import Every
from handlers import FEATURES
from handlers.telegram.chores import LOOK_AGAIN, Chore, Tick
from handlers.telegram.context import BotApplication, Context
from storage.ports import Unavailable

log = logging.getLogger(__name__)

KEEP_UPDATES = timedelta(days=3)
"""Telegram itself delivers nothing older than a day again."""


async def _before_these(context: Context) -> list[datetime]:
    return [context.now - KEEP_UPDATES]


async def _prune(context: Context, before: datetime) -> None:
    """Forget the updates that were answered long ago."""
    async with context.aside() as uow:
        await uow.inbox.forget(before)
        await uow.commit()


prune_inbox = Chore("inbox", _before_these, _prune, lambda _: "old updates", LOOK_AGAIN)

TICKS = (
    *(tick for feature in FEATURES for tick in feature.ticks),
    Tick(prune_inbox, timedelta(hours=1)),
)


def patient(tick: Tick) -> Callable[[Context], Coroutine[Any, Any, None]]:
    """Return the tick's work, which says once that the database is away and then waits for the next turn."""
    waits = False

    async def run(context: Context) -> None:
        nonlocal waits
        try:
            await tick.chore(context)
        except Unavailable as error:
            if not waits:
                log.warning("The tick %s has to wait for the database. (%s)", tick.name, error)
            waits = True
        else:
            waits = False

    return run


def schedule(app: BotApplication) -> None:
    """Put every tick into the job queue; a turn that was missed, or is still running, is not made up for."""
    if app.job_queue is None:
        raise RuntimeError("python-telegram-bot was installed without its job-queue extra.")
    for tick in TICKS:
        app.job_queue.run_custom(
            patient(tick),
            {
                "trigger": Every(tick.every),
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": None,
            },
            name=tick.name,
        )
