"""Once a day the head of the audit trail goes into the log, and is compared with the one before it.

A log is kept elsewhere, and for years: `audit verify --since` proves by any of its heads that nothing before
it has moved. The last one stands in the installation, too: a trail that is shorter than it was, or says
something else, is told at once, and the head that knew better stays.
"""

import logging
from datetime import datetime, time

from domain.language.dates import next_at
from handlers.telegram.chores import Chore
from handlers.telegram.context import Context
from storage.ports import HEAD, Head

log = logging.getLogger(__name__)

LANE, TRAIL = "audit", "trail"
AT = time(5, 40)
"""WIB: when nothing else is due."""
MOVED = "The audit trail does not say any more what it said at its head"


async def _newest(context: Context) -> list[Head]:
    async with context.look() as uow:
        head = await uow.audit.head()
        return [head] if head.id or await uow.installation.get(HEAD) is not None else []


async def _kept(context: Context, head: Head) -> None:
    """Say the head; note it unless the one that was noted before does not hold."""
    async with context.aside() as uow:
        noted = await uow.installation.get(HEAD)
        holds = noted is None or await uow.audit.holds(Head.read(noted))
        if holds:
            await uow.installation.set(HEAD, str(head))
            await uow.troubles.settle(LANE, TRAIL, context.now)
        else:
            await uow.troubles.note(LANE, TRAIL, f"{MOVED} {noted}", context.now)
        await uow.commit()
    if holds:
        log.info("The head of the audit trail is %s.", head)
    else:
        log.error("%s %s: `python -m bot audit verify` says more.", MOVED, noted)


async def _tomorrow(context: Context) -> datetime:
    return next_at(context.now, AT)


keep_head = Chore("audit-head", _newest, _kept, lambda head: f"entry {head.id}", next_due=_tomorrow)
