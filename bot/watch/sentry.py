"""Unexpected errors at Sentry, if somebody wants them there: kind and frames, and nothing that anybody wrote.

The event is made here and not by the library, which would add what an error says, local variables and the
lines of the log before it: a piece of a report, a name, a Telegram id.
"""

import logging
import time
import traceback
from collections.abc import Callable
from typing import Any

from sentry_sdk import Client

from bot.watch.noticing import told_by

AGAIN = 60.0
"""Seconds in which the same error is sent once."""
_LAST_SECONDS = 2.0
_ITS_OWN = ("sentry_sdk", "urllib3")


class Sentry(logging.Handler):
    def __init__(self, dsn: str, stopwatch: Callable[[], float] = time.monotonic, **options: Any) -> None:  # noqa: ANN401 - of the library
        super().__init__(logging.ERROR)
        self._stopwatch = stopwatch
        self._sent: dict[tuple[str, str], float] = {}
        self._client = Client(
            dsn=dsn,
            default_integrations=False,
            auto_enabling_integrations=False,
            include_local_variables=False,
            include_source_context=False,
            max_breadcrumbs=0,
            server_name="iku-bot",
            **options,
        )

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(_ITS_OWN):
            return
        known_by, now = told_by(record), self._stopwatch()
        if now - self._sent.get(known_by, -AGAIN) >= AGAIN:
            self._sent[known_by] = now
            self._client.capture_event(event_of(record))

    def close(self) -> None:
        """Send what is still to be sent, for at most two seconds."""
        self._client.close(timeout=_LAST_SECONDS)
        super().close()


def event_of(record: logging.LogRecord) -> Any:  # noqa: ANN401 - the library's own type
    """Return what Sentry is told of an error that was logged."""
    kind, place = told_by(record)
    trace = record.exc_info[2] if record.exc_info else None
    frames = [
        {"filename": frame.f_code.co_filename, "function": frame.f_code.co_name, "lineno": line}
        for frame, line in traceback.walk_tb(trace)
    ]
    error = {"type": kind, "value": place, "stacktrace": {"frames": frames}}
    return {
        "level": "error",
        "logger": record.name,
        "fingerprint": [kind, place],
        "exception": {"values": [error]},
    }
