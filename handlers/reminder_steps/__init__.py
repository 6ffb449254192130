"""On which days before and after a deadline reminders go, below `/tenggat`."""

from handlers.deadlines import NOT_YOURS, ReminderSteps
from handlers.feature import Feature
from handlers.reminder_steps.buttons import SetSteps
from handlers.reminder_steps.set import STEPS, STEPS_FLOWS, set_steps
from handlers.telegram.press import Press
from handlers.years import NOT_YOURS as NOT_AN_ADMIN

FEATURE = Feature(
    presses=(Press(ReminderSteps, STEPS.show, NOT_YOURS), Press(SetSteps, set_steps, NOT_AN_ADMIN)),
    flows=STEPS_FLOWS,
    replies={STEPS.reply: STEPS.show_saved},
)

__all__ = ["FEATURE"]
