"""Plain log lines on standard error, in the settings' time zone, and never a token in them."""

import logging
import re
import sys
from datetime import datetime, tzinfo
from types import TracebackType

from handlers.telegram.handled import handled

# A bot token is <digits>:<secret>; in a URL the colon may be written %3A.
_TOKEN = re.compile(r"(?<!\d)(\d{5,})(?::|%3A)[A-Za-z0-9_-]{8,}", re.IGNORECASE)
# These say at INFO what is of use to nobody here, httpx with the token in every line's address.
_QUIET = ("httpx", "httpcore", "telegram", "aiosqlite", "asyncio", "uvicorn", "alembic")
log = logging.getLogger("bot")


def redact(text: str) -> str:
    """Return the text with the secret half of every bot token in it replaced."""
    return _TOKEN.sub(r"\1:[secret]", text)


class Redacting(logging.Formatter):
    """Formats a record, its traceback included, and then redacts the whole of it."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._zone = zone

    # The names below are logging's own.
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802 - see above
        return datetime.fromtimestamp(record.created, self._zone).isoformat(" ", "seconds")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - as above
        whose = handled() if record.levelno >= logging.WARNING else ""
        return super().formatMessage(record) + (f" [{whose}]" if whose else "")

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def configure(level: str, zone: tzinfo) -> None:
    """Send the log to standard error, and the traceback of a crash with it."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(zone))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _log_crash


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("The bot stops because of an error it did not expect.", exc_info=(kind, error, trace))
