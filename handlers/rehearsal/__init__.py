"""`/gladi`: a dry run of the reminders."""

from handlers.feature import Feature
from handlers.rehearsal import rehearse
from handlers.rehearsal.buttons import NeverArriving, Rehearsals, RehearsalSheet, Rehearse, RehearsedDay
from handlers.telegram.admins import ADMINS, for_admins
from handlers.telegram.command import Command

FEATURE = Feature(
    commands=(Command("gladi", "Gladi: siapa akan diingatkan, kapan", rehearse.rehearsal_command, ADMINS),),
    presses=for_admins(
        {
            Rehearsals: rehearse.show_choices,
            Rehearse: rehearse.show_calendar,
            RehearsedDay: rehearse.show_day,
            NeverArriving: rehearse.show_never,
            RehearsalSheet: rehearse.download,
        }
    ),
)
