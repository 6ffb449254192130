from telegram.error import RetryAfter

from handlers.telegram.errors import wait_asked


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds."""
    return wait_asked(error).total_seconds()
