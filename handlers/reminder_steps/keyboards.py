"""The keys of the steps of reminders."""

from telegram import InlineKeyboardMarkup

from handlers.deadlines import DeadlineFacts
from handlers.reminder_steps.buttons import SetSteps
from handlers.telegram.home import home_key
from handlers.telegram.keys import key, markup
from handlers.years import Deadlines


def steps(facts: DeadlineFacts) -> InlineKeyboardMarkup:
    year = facts.rules.year
    change = [
        [key("Ubah sebelum tenggat", SetSteps(year, "before"))],
        [key("Ubah sesudah tenggat", SetSteps(year, "after"))],
    ]
    return markup(
        *(change if facts.runs_the_bot and facts.open else []),
        [key("‹ Tenggat", Deadlines(year)), home_key()],
    )
