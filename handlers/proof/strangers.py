"""How often somebody without a role may check a code: enough for a pile of paper, too seldom to guess."""

from datetime import datetime, timedelta

MOST = 20
"""Checks of one stranger within EVERY. A code has 60 bits: who guesses needs as many years as the sun has."""
EVERY = timedelta(hours=1)
_MOST_KEPT = 1000
"""Strangers that are remembered; the one who asked longest ago is forgotten first."""


class Patience:
    """Kept in this process alone: a restart forgives, and nothing of a stranger is stored."""

    def __init__(self) -> None:
        self._asked: dict[int, list[datetime]] = {}

    def allows(self, telegram_id: int, now: datetime) -> bool:
        """Note that somebody checks a code; return whether they are answered."""
        recent = [at for at in self._asked.pop(telegram_id, []) if now - EVERY < at <= now]
        allowed = len(recent) < MOST
        self._asked[telegram_id] = [*recent, now] if allowed else recent
        while len(self._asked) > _MOST_KEPT:
            del self._asked[next(iter(self._asked))]
        return allowed
