"""`/belum`: who still owes which report."""

from handlers.feature import Feature
from handlers.overdue import overview
from handlers.overdue.buttons import Overdue
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(Command("belum", "Siapa yang belum lapor", overview.overdue_command, overview.ROLES),),
    presses=presses(overview.show_overdue),
)
__all__ = ["FEATURE", "Overdue"]
