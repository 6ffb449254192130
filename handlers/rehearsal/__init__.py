"""`/gladi`: a dry run of the reminders."""

from handlers.feature import Feature
from handlers.rehearsal import rehearse
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.command import Command

FEATURE = Feature(
    commands=(Command("gladi", "Gladi: siapa akan diingatkan, kapan", rehearse.rehearsal_command, ADMINS),),
    presses=for_admins(
        rehearse.show_choices,
        rehearse.show_calendar,
        rehearse.show_day,
        rehearse.show_never,
        rehearse.download,
    ),
)
