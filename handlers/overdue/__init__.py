"""`/belum`: who still owes which report, and what can be done about it there."""

from handlers.feature import Feature
from handlers.overdue import at_home, opd, opd_texts, overview, texts
from handlers.overdue.buttons import Overdue, OverdueOpd
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(Command("belum", "Siapa yang belum lapor", overview.overdue_command, overview.ROLES),),
    listens=dict.fromkeys(("belum", "belum.found", opd.CARD), overview.heard),
    living=(overview.LIVING_OVERDUE,),
    presses=(
        *presses(overview.show_overdue, opd.show_opd, not_yours=texts.NOT_YOURS),
        *presses(opd.remind, not_yours=opd_texts.CANNOT_ASK),
    ),
    replies={"belum_reminded": opd.show_reminded},
    home=at_home.at_home,
)
__all__ = ["FEATURE", "Overdue", "OverdueOpd"]
