"""The life of the process: connect, receive, and end within ten seconds of being asked to."""

import asyncio
import json
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.app import BotApplication
from bot.line.seconds import seconds_of
from bot.process.loop import name_of_loop
from bot.receiving.backoff import Backoff
from bot.receiving.intake import Intake
from bot.receiving.polling import ALLOWED_UPDATES, GetUpdates, Polling
from bot.receiving.stop import Stop
from bot.settings import Settings
from bot.watch.health import Watched
from bot.watch.herald import Herald
from bot.watch.over import NoAddressError, watched_over
from handlers import COMMANDS
from handlers.delivery.in_hand import Lane
from handlers.telegram.errors import is_passing
from storage.ports import BOT_NAME, MENU, Unavailable

log = logging.getLogger(__name__)
_T = TypeVar("_T")

WORK_SECONDS = 8.0
"""For the work in hand, counted from the moment the end is wished for."""
LEAVE_SECONDS = 9.5
"""After so long the process leaves, whatever still holds it up: a locked database, a thread, a socket."""
_TICK_SECONDS = 1.0
EXIT_SETTINGS = 2
FOR_STRANGERS = "start"
"""The one command in the menu of somebody who was not let in yet; everybody else gets their own menu."""
_REFUSED = (
    "Telegram refuses TELEGRAM_BOT_TOKEN (401). Copy the token from @BotFather again"
    " (/mybots, the bot, API Token) and check TELEGRAM_API_URL."
)


def obey_signals(stop: Stop) -> None:
    """End in order on the first SIGTERM or SIGINT, at once on the second."""
    loop = asyncio.get_running_loop()

    def receive(number: int) -> None:
        if stop.requested:
            os._exit(128 + number)  # what is unfinished is in the inbox; nothing else is owed to anyone
        log.info("Stopping: finishing the work in hand. A second signal stops at once.")
        stop.request()
        loop.call_later(LEAVE_SECONDS, _leave_anyway)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, receive, number)


def _leave_anyway() -> None:
    log.warning("Something held up the end and was left behind; the next start goes on from the inbox.")
    os._exit(0)


async def patiently(
    work: Callable[[], Awaitable[_T]], what: str, stop: Stop, *, whole: bool = False
) -> _T | None:
    """Return what the work gives, trying again while the database or Telegram is away.

    Returns None when the end is wished for first; a try that is `whole` is not cut off by that. Raises what
    does not pass by itself.
    """
    backoff, waiting = Backoff(0.5, 30), False
    while not stop.requested:
        try:
            done = await (work() if whole else stop.unless(work()))
        except (Unavailable, TelegramError) as error:
            # A token that is refused is not waited for here: somebody has to copy it again.
            if isinstance(error, InvalidToken) or not is_passing(error):
                raise
            if not waiting:
                log.warning("%s: not possible yet, trying again until it is. (%s)", what, error)
            waiting = True
            await stop.sleep(seconds_of(error) if isinstance(error, RetryAfter) else backoff.next())
        else:
            if waiting:
                log.info("%s: done.", what)
            return done
    return None


async def live(app: BotApplication, settings: Settings, stop: Stop) -> int:
    """Answer people until the end is wished for; return the exit code."""
    services = app.bot_data
    intake = Intake(app, services.storage, services.clock, stop, settings.instance)
    try:
        async with watched_over(app, intake, settings, stop) as watched:
            await patiently(app.initialize, "Connecting to Telegram", stop)
            if not stop.requested:
                await patiently(lambda: _introduce(app), "Noting the bot's name", stop)
                await app.start()
                await patiently(intake.resume, "Reading the inbox", stop)
                async with _staying(intake):
                    hear = _hear if settings.webhook_url else _poll
                    await hear(app, settings, intake, stop, watched=watched)
    except InvalidToken:
        log.error(_REFUSED)  # noqa: TRY400 - the traceback says nothing more, and PTB's text has the token
        return EXIT_SETTINGS
    except BadRequest as error:
        log.error("Telegram refuses WEBHOOK_URL: %s", error)  # noqa: TRY400 - as above
        return EXIT_SETTINGS
    except NoAddressError as error:
        log.error("%s", error)  # noqa: TRY400 - as above
        return EXIT_SETTINGS
    except OSError as error:
        log.error("WEBHOOK_LISTEN cannot be had: %s", error)  # noqa: TRY400 - as above
        return EXIT_SETTINGS
    finally:
        stop.request()
        services.kept(Herald).ends()
        await _wind_down(app, intake, stop)
    return 0


@asynccontextmanager
async def _staying(intake: Intake) -> AsyncIterator[None]:
    """Hold what is in hand, and take over from dead peers, for the length of the block."""
    staying = asyncio.create_task(intake.stay(), name="leases")
    try:
        yield
    finally:
        staying.cancel()
        await asyncio.wait({staying})


async def _introduce(app: BotApplication) -> None:
    """Keep how the bot is called (documents made on the command line lead to it, too), and its menu.

    Nothing is written or told that was so at the last start.
    """
    menu = [(each.name, each.description) for each in COMMANDS if each.name == FOR_STRANGERS]
    now = {BOT_NAME: app.bot.username, MENU: json.dumps([app.bot.id, menu])}
    async with app.bot_data.storage.look() as uow:
        changed = {name: value for name, value in now.items() if await uow.installation.get(name) != value}
    if MENU in changed and not await _offer_commands(app, menu):
        del changed[MENU]
    if not changed:
        return
    async with app.bot_data.storage.uow() as uow:
        for name, value in changed.items():
            await uow.installation.set(name, value)
        await uow.commit()


async def _offer_commands(app: BotApplication, menu: list[tuple[str, str]]) -> bool:
    """Set the menu of those who are not known yet; without it the bot works all the same."""
    try:
        return await app.bot.set_my_commands(menu)
    except TelegramError as error:
        log.warning("The command menu could not be set: %s", error)
        return False


async def _poll(app: BotApplication, _: Settings, intake: Intake, stop: Stop, *, watched: Watched) -> None:
    await patiently(lambda: app.bot.delete_webhook(drop_pending_updates=False), "Leaving the webhook", stop)
    address = app.bot.base_url.partition("/bot")[0]
    log.info("@%s is running and polls %s, on %s.", app.bot.username, address, name_of_loop())
    app.bot_data.kept(Herald).ready(f"@{app.bot.username} polls")
    watched.polling = Polling(GetUpdates(app.updates_request, app.bot.base_url), intake.accept, stop)
    await watched.polling.run()


async def _hear(
    app: BotApplication, settings: Settings, intake: Intake, stop: Stop, *, watched: Watched
) -> None:
    # Only a bot that is called needs a server.
    from bot.receiving.webhook import bind, create_app, listen  # noqa: PLC0415
    from bot.watch.server import healthz  # noqa: PLC0415

    web = create_app(settings.webhook_url, settings.secret, intake.accept, healthz(watched.health))
    at = bind(*settings.listen)
    server = asyncio.create_task(listen(web, at, stop))
    await patiently(lambda: _set_webhook(app, settings), "Setting the webhook", stop)
    log.info(
        "@%s is running; Telegram calls %s, on %s.", app.bot.username, settings.webhook_url, name_of_loop()
    )
    app.bot_data.kept(Herald).ready(f"Telegram calls @{app.bot.username}")
    await server


async def _set_webhook(app: BotApplication, settings: Settings) -> bool:
    return await app.bot.set_webhook(
        settings.webhook_url,
        secret_token=settings.secret,
        allowed_updates=ALLOWED_UPDATES,
        drop_pending_updates=False,
    )


async def _hand_over(intake: Intake) -> None:
    try:
        await asyncio.wait_for(intake.leave(), _TICK_SECONDS)
    except TimeoutError:
        log.info("What is unfinished could not be handed over in time; the next start goes on with it.")


async def _wind_down(app: BotApplication, intake: Intake, stop: Stop) -> None:
    left = max(0.0, WORK_SECONDS - stop.since)
    # Side by side: from now on no message leaves that nobody asked for, however long the answers take.
    cut, in_doubt = await asyncio.gather(intake.close(left), app.bot_data.kept(Lane).close(left))
    await _hand_over(intake)
    if cut:
        log.warning("%d chat(s) were still being answered; the next start goes on with them.", cut)
    if in_doubt:
        log.warning("%d message(s) may or may not have arrived; the next start sends them again.", in_doubt)
    if app.running:
        try:
            await asyncio.wait_for(app.stop(), _TICK_SECONDS)
        except TimeoutError:
            log.warning("A tick was still running and was cut off; it is done again after the next start.")
    await app.shutdown()
    # An application that never got to know its bot shuts nothing down, not even its connections.
    await app.bot.shutdown()
    log.info("Stopped.")
