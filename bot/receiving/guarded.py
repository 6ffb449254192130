"""The webhook's connections: each brings a whole request in time, and there are never too many of them.

uvicorn knows neither limit: it waits for ever for the end of a request, and takes connections until the
process may open no more files, also none that Telegram calls by (uvicorn's pull request 1192 tells of it).
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What strangers may take of the webhook; Telegram's own updates take some milliseconds."""

    seconds: float = 10.0
    """From the connection, or the last answer, until a request has come whole."""
    connections: int = 200
    """Open at one time; Telegram opens at most 100."""


class Guarded(H11Protocol):
    """One connection; make a class of one's own limits with `guarded`."""

    limits: ClassVar[Limits] = Limits()
    pushed_out: ClassVar[bool] = False
    """Whether the log says already that somebody opens more connections than there may be."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - only handed on
        super().__init__(*arguments, **named)
        self._since = self.loop.time()
        self._deadline: asyncio.TimerHandle | None = None

    # The names below are uvicorn's and asyncio's own.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        super().connection_made(transport)
        self._look()
        if len(self.connections) > self.limits.connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_waiting()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._stop_waiting()
        self._look()

    @property
    def is_answering(self) -> bool:
        """Whether a whole request has come that is not answered yet."""
        cycle = self.cycle
        # uvicorn has no cycle before the first request, whatever it declares.
        return cycle is not None and not cycle.more_body and not cycle.response_complete

    def _look(self) -> None:
        if self.is_answering:
            self._stop_waiting()
        elif self._deadline is None and not self.transport.is_closing():
            self._since = self.loop.time()
            self._deadline = self.loop.call_later(self.limits.seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _make_room(self) -> None:
        """End the connection that has brought nothing for longest, this one where all have."""
        silent = [one for one in self.connections if isinstance(one, Guarded) and not one.is_answering]
        oldest = min(silent, key=lambda one: one._since, default=self)  # noqa: SLF001 - its own class
        kind = type(self)
        if not kind.pushed_out:
            kind.pushed_out = True
            log.warning(
                "More than %d connections to the webhook at one time: those that bring nothing are ended.",
                self.limits.connections,
            )
        self.connections.discard(oldest)
        oldest.transport.abort()


def guarded(given: Limits) -> type[Guarded]:
    """Return the class of connections with these limits."""

    class Limited(Guarded):
        limits = given

    return Limited
