"""`/tenggat`: until when a report is due, for all and for one OPD."""

from handlers.deadlines import at_home, extend, overview, revoke, told
from handlers.deadlines import set as set_deadlines
from handlers.deadlines.buttons import DaysOff, Extend, ReminderSteps
from handlers.deadlines.desk import ROLES, deadline_facts
from handlers.deadlines.desk import may_set as may_extend
from handlers.deadlines.effect import following
from handlers.deadlines.texts import NOT_YOURS, DeadlineFacts
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.telegram.command import Command
from handlers.telegram.press import presses

FEATURE = Feature(
    commands=(
        Command(
            "tenggat",
            "Tenggat, perpanjangan, hari libur",
            overview.deadlines_command,
            ROLES,
            after="target",
        ),
    ),
    presses=presses(
        overview.show_deadlines,
        overview.show_card,
        set_deadlines.set_deadline,
        extend.pick_extension,
        extend.search,
        extend.show_found,
        extend.extend,
        revoke.show_extensions,
        revoke.revoke,
        not_yours=NOT_YOURS,
    ),
    home=at_home.at_home,
    flows=(
        *set_deadlines.DEADLINE_FLOWS,
        extend.EXTENSION_FLOW,
        extend.SEARCH.flow,
        revoke.REVOCATION_FLOW,
    ),
    replies={"deadline": overview.show_stored},
    notices=(NoticeKind(told.KIND, told.deadline),),
)

__all__ = [
    "FEATURE", "NOT_YOURS", "DaysOff", "DeadlineFacts", "Extend", "ReminderSteps", "deadline_facts",
    "following", "may_extend",
]  # fmt: skip
