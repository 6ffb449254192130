"""Plain words: what is typed where nothing is asked, and what becomes of what nobody waits for."""

from handlers.feature import Feature
from handlers.plain_words import asking, ticket
from handlers.plain_words.arriving import edited, other_message, typed
from handlers.telegram.press import presses

FEATURE = Feature(presses=presses(asking.meant, ticket.open_ticket))

__all__ = ["FEATURE", "edited", "other_message", "typed"]
