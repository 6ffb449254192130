"""A clock that goes back is said once, shown to the admins, and makes nothing stand still.

The clock is compared with a stopwatch that nobody can set, and at the start with what is stored.
"""

import logging
from datetime import datetime, timedelta

from domain.language.dates import WIB
from domain.sequence import TOLERANCE
from handlers.audit.stopwatch import ClockWatch
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context

log = logging.getLogger(__name__)

LANE, CLOCK = "clock", "clock"


async def _steps(context: Context) -> list[timedelta]:
    """Return by how much the clock went back; nothing of it once it has caught up with itself."""
    watch, now = context.services.kept(ClockWatch), context.now
    if watch.is_new:
        async with context.look() as uow:
            newest = await uow.waits.newest()
        watch.look(now)
        watch.step = newest - now if newest is not None and newest - now > TOLERANCE else timedelta()
    elif (back := watch.look(now)) > TOLERANCE:
        watch.step = (watch.step or timedelta()) + back
    elif watch.step is None and watch.ahead_until is not None and now >= watch.ahead_until:
        watch.step = timedelta()
    return [] if watch.step is None else [watch.step]


async def _noted(context: Context, back: timedelta) -> None:
    """Say that the clock went back and end what would wait for it, or (zero) that it is right again."""
    watch, now = context.services.kept(ClockWatch), context.now
    async with context.aside() as uow:
        if back:
            reason = _in_words(back, now)
            await uow.waits.end_from_the_future(now)
            await uow.troubles.note(LANE, CLOCK, reason, now)
        else:
            await uow.troubles.settle(LANE, CLOCK, now)
        await uow.commit()
    watch.step, watch.ahead_until = None, now + back if back else None
    if back:
        log.warning("%s. What happens keeps its order; nothing waits for the clock to catch up.", reason)


def _in_words(back: timedelta, now: datetime) -> str:
    minutes = round(back / timedelta(minutes=1))
    at = f"{now.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
    return f"The clock went back by {minutes // 60} h {minutes % 60} min; it says {at} now"


keep_watch = Chore("clock-watch", _steps, _noted, lambda _: "step")
