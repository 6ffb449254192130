from telegram.error import RetryAfter

from handlers.telegram.pace import wait_asked


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds."""
    return wait_asked(error).total_seconds()
