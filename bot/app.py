"""The composition root: one Application from values and services, every part replaceable by an argument."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import tzinfo
from typing import Any, cast

from telegram import Update
from telegram.error import BadRequest, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ApplicationHandlerStop,
    ContextTypes,
    Defaults,
    ExtBot,
    Job,
    JobQueue,
)
from telegram.request import BaseRequest

from bot.line.outage import Outage
from bot.line.request import TelegramRequest
from bot.line.seconds import seconds_of
from bot.receiving.incoming import Json
from bot.receiving.lanes import AT_ONCE
from bot.receiving.parsing import update_of
from bot.receiving.reader import Undelivered
from bot.ticks.schedule import schedule
from bot.ticks.wheel import Wheel
from handlers import STEPS, register
from handlers.telegram.command import Run
from handlers.telegram.context import AnyDict, Context, New, Services
from handlers.telegram.errors import is_passing, on_error
from handlers.telegram.handled import handling
from handlers.telegram.replies import stored_reply
from handlers.words import problems
from storage.ports import Stale

log = logging.getLogger(__name__)

# Every lane may be speaking while ticks and broadcasts speak too.
_CONNECTIONS = AT_ONCE * 2


class BotApplication(Application[ExtBot[None], Context, AnyDict, AnyDict, Services, JobQueue[Context]]):
    """An Application that lets an error which passes by itself out to the intake, to try the update again."""

    updates_request: BaseRequest
    """The connection that long polls wait on; the bot opens and closes it with its own."""
    steps: Sequence[Run] = STEPS
    """What every update goes through, one after the other, until one of them stops it."""
    outage: Outage
    """What is known of whether Telegram answers."""

    def parse(self, payload: Json) -> Update:
        """Return the update of a JSON payload; raises what the library raises for one it cannot read."""
        return update_of(payload, self.bot)

    async def process_update(self, update: object, *, is_new: bool = False) -> None:
        """Handle an update in its chat's turn, so that no tick changes a card while it is being answered.

        `is_new`: it was never tried before, by nobody, so that no effect of it can be stored.
        """
        if not isinstance(update, Update):
            raise TypeError(f"no update: {update!r}")
        chat, new = update.effective_chat, self.bot_data.kept(New)
        if is_new:
            new.add(update.update_id)
        try:
            async with self.bot_data.turns.of(chat.id) if chat is not None else nullcontext():
                await self._go_through(update)
        finally:
            new.discard(update.update_id)

    async def _go_through(self, update: Update) -> None:
        """Let an update go through the steps, as the library does with handlers that take every update.

        It would ask each of them, and afterwards whether something of it is to be stored that this bot lacks.
        """
        context = Context.from_update(update, self)
        with handling(context):
            try:
                for step in self.steps:
                    await step(update, context)
            except ApplicationHandlerStop:
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told to the person or raised again
                await self.process_error(update, error)

    async def process_error(
        self,
        update: object | None,
        error: Exception,
        job: "Job[Context] | None" = None,
        coroutine: Any = None,  # noqa: ANN401 - only handed on; its type is private to PTB
    ) -> bool:
        """Raise Undelivered for a passing error of an update; let the person be told of any other."""
        if not isinstance(update, Update):
            return await super().process_error(update, error, job, coroutine)
        if is_passing(error) or await self._was_faster(update, error):
            raise _undelivered(error) from error
        await self._apologise(update, error)
        return True

    async def _was_faster(self, update: Update, error: Exception) -> bool:
        """Return whether another instance has stored this update's effect: the next try shows its reply."""
        if not isinstance(error, Stale):
            return False
        return bool(await stored_reply(self.bot_data.storage, update.update_id))

    async def give_up(self, update: Update, error: Exception) -> None:
        """Let the person be told although the error may be a passing one. Raises Undelivered as above."""
        with handling(Context.from_update(update, self)):
            await self._apologise(update, error)

    async def _apologise(self, update: Update, error: Exception) -> None:
        """Call the error handler, of which the library would swallow that Telegram is away just now."""
        try:
            await on_error(update, Context.from_error(update, error, self))
        except ApplicationHandlerStop:
            return
        except Exception as away:
            if not is_passing(away):
                raise
            raise _undelivered(away) from away

    async def say_unreadable(self, chat_id: int) -> None:
        """Tell somebody that their last message could not be read. Raises Undelivered."""
        await self._say(chat_id, problems.UNREADABLE)

    async def say_no_room(self, chat_id: int) -> None:
        """Tell somebody that nothing can be stored just now. Raises Undelivered."""
        await self._say(chat_id, problems.NO_ROOM)

    async def _say(self, chat_id: int, text: str) -> None:
        """Say what needs nothing that is stored. Raises Undelivered."""
        try:
            await self.bot.send_message(chat_id, text)
        except TelegramError as error:
            if is_passing(error):
                raise _undelivered(error) from error
            log.info("Nobody could be told what became of their update: %s", error)


def _undelivered(error: Exception) -> Undelivered:
    is_busy = isinstance(error, BadRequest)
    return Undelivered(
        error, seconds_of(error) if isinstance(error, RetryAfter) else None, is_outage=not is_busy
    )


def build(
    *,
    token: str,
    services: Services,
    zone: tzinfo,
    api_url: str = "https://api.telegram.org",
    request: BaseRequest | None = None,
    updates_request: BaseRequest | None = None,
) -> BotApplication:
    """Return the application with every handler and tick in place, not yet initialized."""
    outage = Outage()
    updates_request = updates_request or _request(1, outage)
    builder = (
        ApplicationBuilder()
        .application_class(BotApplication)
        .updater(None)
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        # Only the zone: a default parse_mode would be sent with calls that have no such field, too.
        .defaults(Defaults(tzinfo=zone))
        .job_queue(Wheel())
        .request(request or _request(_CONNECTIONS, outage))
        .get_updates_request(updates_request)
        # PTB makes the bot's data itself, by calling what it takes for a class.
        .context_types(ContextTypes(context=Context, bot_data=cast("type[Services]", lambda: services)))
    )
    app = cast("BotApplication", builder.build())
    app.updates_request, app.outage = updates_request, outage
    register(app)
    schedule(app)
    return app


def _request(connections: int, outage: Outage) -> TelegramRequest:
    return TelegramRequest(
        outage,
        connection_pool_size=connections,
        connect_timeout=5.0,
        read_timeout=15.0,
        write_timeout=15.0,
        pool_timeout=15.0,
    )
