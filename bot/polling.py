"""Long polling: asks for the next updates only when those before are safe in the inbox."""

import json
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.backoff import Backoff
from bot.intake import Json
from bot.seconds import seconds_of
from bot.stop import Stop
from handlers.errors import is_outage
from storage.ports import Unavailable

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 30
_ANSWER_SECONDS = 10.0  # what a poll may take beyond its own length before the connection counts as dead
_CONFLICT_SECONDS = 15.0
_CONFLICT = (
    "Telegram says 409 Conflict: another process polls with this token, or a webhook is set."
    " Stop the other process (or make a new token with BotFather's /revoke); trying again every %d s. (%s)"
)


class GetUpdates:
    """Asks Telegram for updates and returns them as they came.

    Not `Bot.get_updates`, which parses a whole batch at once: one update that this version of the library
    cannot read would keep all the others away.
    """

    def __init__(self, request: BaseRequest, base_url: str) -> None:
        self._request = request
        self._url = f"{base_url}/getUpdates"

    async def __call__(self, offset: int | None) -> list[Json]:
        """Return the updates from `offset` on; none after half a minute of silence. Raises TelegramError."""
        query = {"timeout": POLL_SECONDS, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if offset is not None:
            query["offset"] = offset
        answer = await self._request.post(
            f"{self._url}?{urlencode(query)}", read_timeout=POLL_SECONDS + _ANSWER_SECONDS
        )
        return answer if isinstance(answer, list) else []


class Polling:
    def __init__(
        self,
        fetch: Callable[[int | None], Awaitable[list[Json]]],
        accept: Callable[[list[Json]], Awaitable[None]],
        stop: Stop,
    ) -> None:
        self._fetch = fetch
        self._accept = accept
        self._stop = stop
        self._offset: int | None = None
        self._backoff = Backoff(1, 30)
        self._trouble = ""

    async def run(self) -> None:
        """Poll until the end is wished for. Raises InvalidToken, which no waiting heals."""
        while not self._stop.requested:
            wait = await self._turn()
            if wait is not None:
                await self._stop.sleep(wait)

    async def _turn(self) -> float | None:
        """Fetch and keep one batch; return the seconds to wait if that failed."""
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
        else:
            self._is_over()
            return None
        return self._backoff.next()

    async def _fetch_and_keep(self) -> None:
        updates = await self._fetch(self._offset)
        if updates:
            await self._accept(updates)
            self._offset = max(update["update_id"] for update in updates) + 1

    def _begins(self, trouble: str, line: str, *details: object) -> None:
        if trouble != self._trouble:
            log.warning(line, *details)
        self._trouble = trouble

    def _is_over(self) -> None:
        if self._trouble:
            log.info("Updates are coming in again (%s is over).", self._trouble)
        self._trouble = ""
        self._backoff.reset()
