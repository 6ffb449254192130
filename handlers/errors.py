"""The one error handler, and which errors are worth waiting for."""

import logging

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context
from handlers.speech import Screen, answer, chat_of, say
from handlers.texts import problems
from storage.ports import AlreadyApplied, Stale, Unavailable

log = logging.getLogger(__name__)


def is_passing(error: BaseException) -> bool:
    """Return whether the same update will go through later: the database or Telegram is away or busy.

    BadRequest is a NetworkError to python-telegram-bot, but it is our own mistake and stays one. An effect
    that turns out to be stored already is shown by the next try.
    """
    if isinstance(error, BadRequest):
        return False
    return isinstance(error, Unavailable | AlreadyApplied | NetworkError | RetryAfter)


async def _sentence(context: Context, error: Exception | None) -> str:
    """Return what is true: a colleague was faster, it is stored but not shown, or nothing is stored."""
    if isinstance(error, Stale):
        return problems.STALE_ANSWER
    if context.update_id is not None:
        async with context.aside() as uow:
            if await uow.inbox.reply_to(context.update_id) is not None:
                return problems.STORED_BUT_NOT_SHOWN
    return problems.SOMETHING_BROKE


async def on_error(update: object, context: Context) -> None:
    """Log a bug and tell the person that it was not theirs; somebody who blocked the bot is left alone."""
    error = context.error
    if isinstance(error, Forbidden):
        log.info("Somebody cannot be reached any more: %s", error)
        raise ApplicationHandlerStop
    if isinstance(error, Stale):
        log.info("An answer came too late: the draft had moved on.")
    else:
        log.error("An update could not be handled.", exc_info=error)
    if isinstance(update, Update) and update.effective_chat is not None:
        await answer(context, update)
        await say(context, chat_of(update), Screen(await _sentence(context, error)))
    # Later groups would run on a half-handled update otherwise.
    raise ApplicationHandlerStop
