"""What systemd is told, where it asks: that the bot is ready, that it lives, that it ends (`sd_notify`)."""

import os
import socket
from collections.abc import Callable
from typing import Protocol

from bot.receiving.stop import Stop

LONGEST_START = 30.0
"""Seconds after which the start counts as over, whatever is still waited for: systemd would begin anew."""
_MICROSECONDS = 1_000_000


class Notifier(Protocol):
    socket: socket.socket | None

    def notify(self, state: str) -> None: ...


class Herald:
    """Says nothing, and imports nothing, where nobody listens."""

    def __init__(self) -> None:
        self.is_alive: Callable[[], bool] = lambda: True
        self._notifier: Notifier | None = None
        self._is_ready = False
        if os.environ.get("NOTIFY_SOCKET"):
            from sdnotify import SystemdNotifier  # type: ignore[import-untyped] # noqa: PLC0415 - only where systemd listens

            notifier = SystemdNotifier()
            # What systemd is too busy to hear is not waited for: everybody else would wait as well.
            if notifier.socket is not None:
                notifier.socket.setblocking(False)
            self._notifier = notifier

    @property
    def is_heard(self) -> bool:
        return self._notifier is not None

    def ready(self, status: str) -> None:
        """Say, once, that the start is over, and each time what the bot does."""
        self._say(f"STATUS={status}" if self._is_ready else f"READY=1\nSTATUS={status}")
        self._is_ready = True

    def ends(self) -> None:
        """Say so; it is the last that is said."""
        self._say("STOPPING=1")
        notifier, self._notifier = self._notifier, None
        if notifier is not None and notifier.socket is not None:
            notifier.socket.close()

    async def watch(self, stop: Stop) -> None:
        """Say again and again that the bot lives, as long as it does; systemd ends one that says nothing.

        It is said from the event loop that answers people: where that stands still, nothing is said.
        """
        if not self.is_heard:
            return
        every, waited = _pause(), 0.0
        while not stop.requested:
            if self.is_alive():
                self._say("WATCHDOG=1")
            await stop.sleep(every)
            waited += every
            if not self._is_ready and waited >= LONGEST_START:
                self.ready("Waiting for the database or Telegram")

    def _say(self, what: str) -> None:
        if self._notifier is not None:
            self._notifier.notify(what)


def _pause() -> float:
    """Return how often it is to be said, in seconds: twice as often as systemd wants to hear of it."""
    wanted = int(os.environ.get("WATCHDOG_USEC") or 0) / _MICROSECONDS
    return min(wanted, LONGEST_START) / 2 if wanted else LONGEST_START / 2
