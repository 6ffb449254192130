"""Messages to people who did not ask just now: queued with an effect, delivered by a tick.

A notice is marked before it goes out and settled after it has arrived. Whoever is killed in between sends it
again: Telegram has no way to send exactly once, and a message twice is better than one that is missing.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from handlers.context import Context
from handlers.speech import Screen, say
from storage.ports import Notice, NoticeState, Unavailable

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Notices delivered in one tick: Telegram takes about thirty messages a second in all."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
MOST_TRIES = 30
"""About a day of trying."""
NOT_WORTH_SENDING = "outdated"

Render: TypeAlias = Callable[[Context, Notice], Awaitable[Screen | None]]

_RENDERED: dict[str, Render] = {}


def notice(kind: str) -> Callable[[Render], Render]:
    """Register how notices of that kind read at the moment of sending; None: no longer worth sending."""

    def register(render: Render) -> Render:
        if kind in _RENDERED:
            raise ValueError(f"two notices are of the kind {kind}")
        _RENDERED[kind] = render
        return render

    return register


async def deliver(context: Context) -> None:
    """Send what is due, oldest first. Running it twice is harmless; Telegram being away ends the turn."""
    async with context.aside() as uow:
        due = await uow.notices.due(context.now, AT_ONCE)
    for waiting in due:
        if not await _delivered(context, waiting):
            return


async def _delivered(context: Context, waiting: Notice) -> bool:
    """Settle one notice; return False when nobody can be reached just now."""
    # From here on the message may have been seen, whatever becomes of this process. It is written only after
    # that, so that an undoing is either seen by the words or sees that they went out.
    tried = replace(waiting, attempts=waiting.attempts + 1, next_try=context.now + _wait(waiting))
    await _note(context, tried)
    screen, problem = await _rendered(context, tried)
    if screen is None:
        await _settle(context, tried, NoticeState.FAILED, problem or NOT_WORTH_SENDING)
        return True
    try:
        message_id = await _send(context, tried, screen)
    except Forbidden as error:
        await _settle(context, tried, NoticeState.BLOCKED, str(error))
    except BadRequest as error:
        log.warning("Notice %d is refused by Telegram: %s", tried.id, error)
        await _settle(context, tried, NoticeState.FAILED, str(error))
    except TelegramError as error:
        await _later(context, tried, error)
        return False
    else:
        await _settle(context, replace(tried, message_id=message_id), NoticeState.SENT)
    return True


async def _rendered(context: Context, waiting: Notice) -> tuple[Screen | None, str]:
    """Return the message, or None and what is wrong with this notice."""
    render = _RENDERED.get(waiting.kind)
    if render is None:
        log.error("Nobody knows how to say a notice of the kind %s.", waiting.kind)
        return None, f"unknown kind {waiting.kind}"
    try:
        return await render(context, waiting), ""
    except Unavailable:
        raise
    except Exception as error:  # a bug in one notice must not keep all later ones from their readers
        log.exception("Notice %d cannot be worded.", waiting.id)
        return None, repr(error)


async def _send(context: Context, waiting: Notice, screen: Screen) -> int:
    async with context.aside() as uow:
        person = await uow.people.get(waiting.person)
    return await say(context, person.telegram_id, screen)


async def _later(context: Context, tried: Notice, error: TelegramError) -> None:
    """Wait as long as Telegram asks, else twice as long after every try."""
    if tried.attempts >= MOST_TRIES:
        await _settle(context, tried, NoticeState.FAILED, str(error))
    elif isinstance(error, RetryAfter):
        asked = error.retry_after
        wait = asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
        await _note(context, replace(tried, next_try=context.now + wait, reason=str(error)))
    else:
        await _note(context, replace(tried, reason=str(error)))


def _wait(waiting: Notice) -> timedelta:
    doublings: int = 2 ** min(waiting.attempts, MOST_TRIES)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


async def _settle(context: Context, settled: Notice, state: NoticeState, reason: str = "") -> None:
    await _note(context, replace(settled, state=state, settled_at=context.now, next_try=None, reason=reason))


async def _note(context: Context, changed: Notice) -> None:
    async with context.aside() as uow:
        await uow.notices.update(changed)
        await uow.commit()
