"""Files that come before anybody asked: kept for ten minutes, until it is said which report they prove."""

from handlers.early_files import choose
from handlers.early_files.flow import EARLY, expire, is_early
from handlers.early_files.keep import received, told
from handlers.feature import Feature
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(choose.choose),
    flows=(EARLY,),
    replies={
        "early_moved": choose.show_moved,
        "early_not_open": choose.show_not_open,
        "early_dropped": choose.show_dropped,
    },
)

__all__ = ["FEATURE", "expire", "is_early", "received", "told"]
