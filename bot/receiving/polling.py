"""Long polling: asks for the next updates only when those before are safe in the inbox."""

import logging
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.line.answers import is_telegrams_own
from bot.line.seconds import seconds_of
from bot.receiving.backoff import Backoff
from bot.receiving.batch import batch_of, offset_after
from bot.receiving.incoming import Came, Unread, decoded
from bot.receiving.stop import Stop
from handlers.telegram.calls import Said
from handlers.telegram.errors import is_outage
from storage.ports import Unavailable

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 30
_ANSWER_SECONDS = 10.0  # what a poll may take beyond its own length before the connection counts as dead
_CONFLICT_SECONDS = 15.0
_LEAST_SECONDS = 1.0  # between two polls of which the first brought nothing
_MOST_IN_PIECES = 5  # answers in a row that cannot be taken apart, before it counts as one update's own fault
_CONFLICT = (
    "Telegram says 409 Conflict: another process polls with this token, or a webhook is set."
    " Stop the other process (or make a new token with BotFather's /revoke); trying again every %d s. (%s)"
)


class GetUpdates:
    """Asks Telegram for updates and returns them as they came.

    Not `Bot.get_updates`, which parses a whole batch at once: one update that this version of the library
    cannot read, or that is not even JSON, would keep all the others away.
    """

    def __init__(self, request: BaseRequest, base_url: str) -> None:
        self._request = request
        self._url = f"{base_url}/getUpdates"
        self._in_pieces = 0
        """How often in a row an answer could not even be taken apart."""

    async def __call__(self, offset: int | None) -> list[Came]:
        """Return the updates from `offset` on; none after half a minute of silence. Raises TelegramError."""
        asked: dict[str, Any] = {"timeout": POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            asked["offset"] = offset
        if self._in_pieces:
            asked["limit"] = 1
        status, body = await self._request.do_request(
            self._url, "POST", Said(asked), read_timeout=POLL_SECONDS + _ANSWER_SECONDS
        )
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise _refusal(status, body)
        try:
            updates = batch_of(body)
        except NetworkError:
            self._in_pieces += 1
            if self._in_pieces == 1:
                log.warning("An answer with updates can be read neither whole nor in part; asking again.")
            if self._in_pieces < _MOST_IN_PIECES or not is_telegrams_own(body):
                raise
            # Half a connection would have been mended by now: this one update is what cannot be read.
            updates = [Unread(body)]
        self._in_pieces = 0
        return updates


def _refusal(status: int, body: bytes) -> TelegramError:
    """Return what the library makes of an answer with that status."""
    said = decoded(body)
    said = said if isinstance(said, dict) else {}
    why = str(said.get("description") or status)
    more = said.get("parameters")
    pause = more.get("retry_after") if isinstance(more, dict) else None
    if status == HTTPStatus.TOO_MANY_REQUESTS and isinstance(pause, int):
        return RetryAfter(pause)
    if status == HTTPStatus.UNAUTHORIZED:
        return InvalidToken(why)
    return Conflict(why) if status == HTTPStatus.CONFLICT else NetworkError(why)


class Polling:
    def __init__(
        self,
        fetch: Callable[[int | None], Awaitable[list[Came]]],
        accept: Callable[[list[Came]], Awaitable[None]],
        stop: Stop,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._accept = accept
        self._stop = stop
        self._stopwatch = stopwatch
        self._offset: int | None = None
        self._backoff = Backoff(1, 30)
        self._trouble = ""

    @property
    def is_contested(self) -> bool:
        """Whether Telegram says that another process polls with this token."""
        return self._trouble == "conflict"

    async def run(self) -> None:
        """Poll until the end is wished for. Raises InvalidToken, which no waiting heals."""
        while not self._stop.requested:
            wait = await self._turn()
            if wait is not None and wait > 0 and not self._stop.requested:
                await self._stop.sleep(wait)

    async def _turn(self) -> float | None:
        """Fetch and keep one batch; return the seconds to wait before the next, if there are any."""
        began, before = self._stopwatch(), self._offset
        try:
            # What is cut off here was not acknowledged: Telegram delivers it again, and the inbox knows it.
            await self._stop.unless(self._fetch_and_keep())
        except InvalidToken:
            raise
        except Conflict as error:
            self._begins("conflict", _CONFLICT, _CONFLICT_SECONDS, error)
            return _CONFLICT_SECONDS
        except RetryAfter as error:
            wait = seconds_of(error)
            self._begins("flood", "Telegram asks for a pause of %.0f s before the next updates.", wait)
            return wait
        except Unavailable as error:
            self._begins("database", "The database is away; updates wait at Telegram. (%s)", error)
        except TelegramError as error:
            if is_outage(error):
                log.debug("No updates came: %s", error)
            else:
                self._begins("refusal", "Telegram refuses to tell the updates; trying again. (%s)", error)
        except Exception:  # nothing was acknowledged, so nothing is lost; a process that ends answers nobody
            if not self._trouble:
                log.exception("Updates cannot be kept; trying again until they can.")
            self._trouble = "bug"
        else:
            self._is_over()
            # A server that does not hold the poll, or gives again what cannot be acknowledged, is not rushed.
            return None if self._offset != before else began + _LEAST_SECONDS - self._stopwatch()
        return self._backoff.next()

    async def _fetch_and_keep(self) -> None:
        updates = await self._fetch(self._offset)
        if updates:
            await self._accept(updates)
            self._offset = offset_after(updates, self._offset)

    def _begins(self, trouble: str, line: str, *details: object) -> None:
        if trouble != self._trouble:
            log.warning(line, *details)
        self._trouble = trouble

    def _is_over(self) -> None:
        if self._trouble:
            log.info("Updates are coming in again (%s is over).", self._trouble)
        self._trouble = ""
        self._backoff.reset()
