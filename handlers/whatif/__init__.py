"""*Bagaimana bila*: the OPD of an indicator as keys, put on the other side; nothing of it is stored."""

from handlers.feature import Feature
from handlers.telegram.press import presses
from handlers.whatif import ask, texts

FEATURE = Feature(presses=presses(ask.ask, ask.turn, ask.full, not_yours=texts.NOT_YOURS))

__all__ = ["FEATURE"]
