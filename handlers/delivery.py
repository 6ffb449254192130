"""The delivery lane: claims what waits in the ledger, sends it at Telegram's pace, notes what became of it.

It is a lane of its own: replies to people never wait behind it. What is claimed is sent by nobody else until
its lease is over. Whoever is killed between Telegram's taking a message and our noting it sends it again:
Telegram has no way to send exactly once, and a message twice is better than one that is missing. Such a
line counts what is `unsure` about it.
"""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import httpx
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from domain.people import Person, Unreachable
from handlers.context import Context
from handlers.notices import NOT_WORTH_SENDING, Act, act_of
from handlers.pacing import PACE
from storage.ports import Notice, NoticeState, Unavailable

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Messages claimed and not settled at one time: a slow chat holds up no other."""
_LOOK_AGAIN = 0.2  # seconds after which more is claimed although nothing has been settled
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
MOST_TRIES = 30
"""About a day of trying."""
_UNREACHABLE = {
    "user is deactivated": Unreachable.DEACTIVATED,
    "can't initiate conversation": Unreachable.NEVER_STARTED,
    "chat not found": Unreachable.NEVER_STARTED,
}


async def deliver(context: Context) -> None:
    """Send what is due until nothing is, or until the process ends. Running it twice is harmless."""
    ran = context.application.running
    under_way = set[asyncio.Task[None]]()
    try:
        while context.application.running == ran and not context.services.pacer.is_paused:
            claimed = await _claimed(context, AT_ONCE - len(under_way))
            under_way |= {asyncio.create_task(_deliver(context, one)) for one in claimed}
            if not under_way:
                return
            done, under_way = await asyncio.wait(
                under_way, timeout=_LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                task.result()
    finally:
        # Cutting off a message that is on its way would leave everybody in doubt about it.
        await asyncio.gather(*under_way, return_exceptions=True)


async def _claimed(context: Context, limit: int) -> list[Notice]:
    if limit <= 0:
        return []
    async with context.aside() as uow:
        claimed = await uow.notices.claim(context.now, limit, PACE)
        await uow.commit()
    return claimed


async def _deliver(context: Context, waiting: Notice) -> None:
    """Settle one notice, or leave it for later."""
    await context.services.pacer.turn()
    if waiting.next_try is None or context.now >= waiting.next_try or context.services.pacer.is_paused:
        return  # its lease is over, or the lane is to be quiet: somebody claims it again
    # From here on the message may have been seen, whatever becomes of this process. It is worded only after
    # that, so that an undoing is either seen by the words or sees that they went out.
    tried = replace(waiting, attempts=waiting.attempts + 1, unsure=waiting.unsure + 1)
    async with context.aside() as uow:
        await uow.notices.update(tried)
        person = await uow.people.get(waiting.person)
        await uow.commit()
    act, problem = await _worded(context, tried)
    sure = replace(tried, unsure=waiting.unsure)
    if act is None:
        await _settle(context, sure, NoticeState.FAILED, problem or NOT_WORTH_SENDING)
        return
    await _acted(context, person, act, tried, sure)


async def _acted(context: Context, person: Person, act: Act, tried: Notice, sure: Notice) -> None:
    """Do it, and note what came of it; `sure` is the notice if it is certain whether it arrived."""
    try:
        message_id = await act(context, person.telegram_id)
    except RetryAfter as error:
        await _refused(context, person, sure, error)
    except Forbidden as error:
        await _settle(context, sure, NoticeState.BLOCKED, str(error), person)
    except BadRequest as error:
        log.warning("Notice %d is refused by Telegram: %s", tried.id, error)
        gone = why_unreachable(str(error)) is Unreachable.NEVER_STARTED
        await _settle(context, sure, NoticeState.BLOCKED if gone else NoticeState.FAILED, str(error), person)
    except TelegramError as error:
        await _later(context, sure if _never_left(error) else tried, error)
    else:
        context.services.pacer.took()
        await _settle(context, replace(sure, message_id=message_id), NoticeState.SENT, "", person)


async def _worded(context: Context, waiting: Notice) -> tuple[Act | None, str]:
    """Return what to do, or None and what is wrong with this notice."""
    try:
        return await act_of(context, waiting), ""
    except Unavailable:
        raise
    except Exception as error:  # a bug in one notice must not keep all later ones from their readers
        log.exception("Notice %d cannot be worded.", waiting.id)
        return None, repr(error)


async def _refused(context: Context, person: Person, sure: Notice, error: RetryAfter) -> None:
    """Let this chat alone for as long as Telegram asks, and everybody if it seems to mean everybody."""
    asked = error.retry_after
    wait = asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
    context.services.pacer.refused(person.telegram_id, wait.total_seconds())
    until = context.now + wait
    async with context.aside() as uow:
        await uow.people.pause(person.id, until)
        await uow.notices.update(replace(sure, next_try=until, reason=str(error)))
        await uow.commit()


async def _later(context: Context, tried: Notice, error: TelegramError) -> None:
    """Wait twice as long after every try."""
    if tried.attempts >= MOST_TRIES:
        await _settle(context, tried, NoticeState.FAILED, str(error))
        return
    doublings: int = 2 ** min(tried.attempts - 1, MOST_TRIES)
    until = context.now + min(FIRST_WAIT * doublings, LONGEST_WAIT)
    async with context.aside() as uow:
        await uow.notices.update(replace(tried, next_try=until, reason=str(error)))
        await uow.commit()


async def _settle(
    context: Context, settled: Notice, state: NoticeState, reason: str, person: Person | None = None
) -> None:
    now = context.now
    async with context.aside() as uow:
        await uow.notices.update(replace(settled, state=state, settled_at=now, next_try=None, reason=reason))
        if person is not None and state in (NoticeState.SENT, NoticeState.BLOCKED):
            why = why_unreachable(reason) if state is NoticeState.BLOCKED else None
            if person.unreachable is not why:
                await uow.people.unreachable(person.id, why, now)
        await uow.commit()


def why_unreachable(reason: str) -> Unreachable:
    said = reason.lower()
    return next((why for words, why in _UNREACHABLE.items() if words in said), Unreachable.BLOCKED)


def _never_left(error: TelegramError) -> bool:
    """Return whether the message surely did not reach Telegram: there was no connection to send it on."""
    return isinstance(error.__cause__, httpx.ConnectError)
