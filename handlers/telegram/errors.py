"""The one error handler, and which errors are worth waiting for."""

import logging
from datetime import timedelta

from telegram import Chat, Update
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ApplicationHandlerStop

from domain.people.person import Role, Unreachable
from handlers.telegram.context import Context
from handlers.telegram.refusals import Meaning, meaning_of
from handlers.telegram.screen import Screen, answer, chat_of, ending, say
from handlers.words import problems, ways_on
from storage.ports import AlreadyApplied, Stale, Unavailable

log = logging.getLogger(__name__)

_PASSING = (Unavailable, AlreadyApplied, NetworkError, RetryAfter, Conflict, InvalidToken)


# The library calls it a NetworkError when a call of ours could not even be written, and it never will be.
_NEVER_SENT = (ValueError, TypeError, LookupError, AttributeError)


class NeverLeft(NetworkError):
    """Telegram surely did not hear of this call: there was no connection to send it on."""


def is_passing(error: BaseException) -> bool:
    """Return whether the same update will go through later: the database or Telegram is away or busy.

    BadRequest is a NetworkError to python-telegram-bot, but most often it is our own mistake and stays one. A
    token that is refused in the middle of the work was changed; the update waits for the next one. An effect
    that turns out to be stored already is shown by the next try.
    """
    if isinstance(error, BadRequest):
        return meaning_of(error) is Meaning.BUSY
    if isinstance(error.__cause__, _NEVER_SENT):
        return False
    return isinstance(error, _PASSING)


def is_outage(error: BaseException) -> bool:
    """Return whether Telegram was not there; then the log says so already, once for everybody."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def wait_asked(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait; the library may give it as seconds."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def nobody_is_there(error: BaseException | None) -> bool:
    """Return whether Telegram says that nothing can be said to that person, or in that chat or topic."""
    if not isinstance(error, BadRequest | Forbidden):
        return False
    means = meaning_of(error)
    return isinstance(error, Forbidden) or means is Meaning.SHUT or isinstance(means, Unreachable)


async def on_error(update: object, context: Context) -> None:
    """Log a bug and tell the person that it was not theirs; somebody who blocked the bot is left alone.

    Raises what passes: then the person was not told yet, and has to be.
    """
    error = context.error
    if nobody_is_there(error):
        log.info("Somebody cannot be reached any more: %s", error)
        raise ApplicationHandlerStop
    if isinstance(error, Stale):
        log.info("An answer came too late: the draft had moved on.")
    else:
        log.error("An update could not be handled.", exc_info=error)
    if isinstance(update, Update) and update.effective_chat is not None:
        await answer(context, update)
        await _apologise(update, context)
    # Later groups would run on a half-handled update otherwise.
    raise ApplicationHandlerStop


async def _apologise(update: Update, context: Context) -> None:
    try:
        await say(context, chat_of(update), await _apology(update, context))
    except TelegramError as refused:
        if is_passing(refused):
            raise
        log.warning("Somebody could not even be told that something went wrong: %s", refused)


async def _apology(update: Update, context: Context) -> Screen:
    """Return what is said; whoever was let in has the way home, which no group and no stranger has."""
    roles = await _roles(update, context)
    sentence = await _sentence(context, roles)
    is_private = update.effective_chat is not None and update.effective_chat.type == Chat.PRIVATE
    return ending(sentence) if roles and is_private else Screen(sentence)


async def _sentence(context: Context, roles: frozenset[Role]) -> str:
    """Return what is true: a colleague was faster, it is stored but not shown, or nothing is stored."""
    if isinstance(context.error, Stale):
        return ways_on.stale_answer(roles)
    if context.update_id is not None:
        async with context.look() as uow:
            if await uow.inbox.reply_to(context.update_id) is not None:
                return ways_on.stored_but_not_shown(roles)
    return problems.SOMETHING_BROKE


async def _roles(update: Update, context: Context) -> frozenset[Role]:
    """Return what this person is, so that nobody is sent to a command of others."""
    if update.effective_user is None:
        return frozenset()
    async with context.look() as uow:
        person = await uow.people.by_telegram_id(update.effective_user.id)
    return person.roles if person is not None else frozenset()
