"""An outage of Telegram is one line in the log when it begins and one when it is over, whoever notices it."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)

QUIET_SECONDS = 60.0
"""So long every call has to be answered before an outage counts as over: half an outage is still one."""


@dataclass
class Outage:
    """Shared by everything that calls Telegram: replies, notices, downloads and polls."""

    clock: Callable[[], float] = time.monotonic
    seen_at: float | None = None
    """When Telegram last answered a call; None: it never did."""
    failed_calls: int = 0
    """Since the start."""
    _failures: int = 0
    _last: float = 0.0

    def failed(self, method: str, error: Exception) -> None:
        """Note a call that Telegram did not answer."""
        if not self._failures:
            log.warning(
                "Telegram does not answer as it should; everything is tried again until it does. (%s: %s)",
                method,
                error,
            )
        self._failures += 1
        self.failed_calls += 1
        self._last = self.clock()

    @property
    def is_on(self) -> bool:
        """Whether there is an outage, as far as anybody has noticed."""
        return bool(self._failures)

    @property
    def since_seen(self) -> float | None:
        """Seconds since Telegram last answered; None: it never did."""
        return None if self.seen_at is None else self.clock() - self.seen_at

    def answered(self) -> None:
        """Note a call that was answered, be it by a refusal."""
        self.seen_at = self.clock()
        if self._failures and self.seen_at - self._last >= QUIET_SECONDS:
            log.info("Telegram answers again; %d call(s) had failed.", self._failures)
            self._failures = 0
