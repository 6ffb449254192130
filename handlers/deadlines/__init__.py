"""`/tenggat`: until when a report is due, for all and for one OPD."""

from handlers.deadlines import extend, overview, revoke, told
from handlers.deadlines import set as set_deadlines
from handlers.deadlines.buttons import (
    DaysOff,
    DeadlineCard,
    Extend,
    Extensions,
    FoundExtension,
    PickExtension,
    ReminderSteps,
    RevokeExtension,
    SearchExtension,
    SetDeadline,
)
from handlers.deadlines.desk import ROLES, deadline_facts
from handlers.deadlines.effect import following
from handlers.deadlines.texts import NOT_YOURS, DeadlineFacts
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.telegram.command import Command
from handlers.telegram.press import presses
from handlers.years import Deadlines

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
        {
            Deadlines: overview.show_deadlines,
            DeadlineCard: overview.show_card,
            SetDeadline: set_deadlines.set_deadline,
            PickExtension: extend.pick_extension,
            SearchExtension: extend.search,
            FoundExtension: extend.show_found,
            Extend: extend.extend,
            Extensions: revoke.show_extensions,
            RevokeExtension: revoke.revoke,
        },
        NOT_YOURS,
    ),
    flows=(
        *set_deadlines.DEADLINE_FLOWS,
        extend.EXTENSION_FLOW,
        extend.SEARCH_FLOW,
        revoke.REVOCATION_FLOW,
    ),
    replies={"deadline": overview.show_stored},
    notices=(NoticeKind(told.KIND, told.deadline),),
)

__all__ = [
    "FEATURE",
    "NOT_YOURS",
    "DaysOff",
    "DeadlineFacts",
    "ReminderSteps",
    "deadline_facts",
    "following",
]
