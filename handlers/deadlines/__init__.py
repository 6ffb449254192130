"""`/tenggat`: until when a report is due, for all and for one OPD."""

from handlers.deadlines import desk, extend, overview, revoke, texts, told
from handlers.deadlines import set as set_deadlines
from handlers.deadlines.buttons import (
    DeadlineCard,
    Extend,
    Extensions,
    FoundExtension,
    PickExtension,
    ReminderSteps,
    RevokeExtension,
    SearchExtension,
    SetDeadline,
    SetSteps,
)
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.steps import set as steps
from handlers.telegram.command import Command
from handlers.telegram.press import Press, presses
from handlers.years import texts as years
from handlers.years.buttons import Deadlines

FEATURE = Feature(
    commands=(
        Command(
            "tenggat",
            "Tenggat, perpanjangan, hari libur",
            overview.deadlines_command,
            desk.ROLES,
            after="target",
        ),
    ),
    presses=(
        *presses(
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
                ReminderSteps: steps.STEPS.show,
            },
            texts.NOT_YOURS,
        ),
        Press(SetSteps, steps.set_steps, years.NOT_YOURS),
    ),
    flows=(
        *set_deadlines.DEADLINE_FLOWS,
        extend.EXTENSION_FLOW,
        extend.SEARCH_FLOW,
        revoke.REVOCATION_FLOW,
        *steps.STEPS_FLOWS,
    ),
    replies={"deadline": overview.show_stored, steps.STEPS.reply: steps.STEPS.show_saved},
    notices=(NoticeKind(told.KIND, told.deadline),),
)
