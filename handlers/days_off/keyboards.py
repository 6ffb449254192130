"""The keys of a year's days off."""

from telegram import InlineKeyboardMarkup

from domain.days_off.days import DayOff, Whose
from domain.years.rules import WORKING
from handlers.days_off.buttons import AddDayOff, ChangeDayOff, DayOffCard
from handlers.days_off.texts import label
from handlers.deadlines import DaysOff, DeadlineFacts
from handlers.telegram.home import home_key
from handlers.telegram.keys import DANGER, PRIMARY, key, markup, short
from handlers.telegram.paging import Page
from handlers.years import Deadlines

AS_BEFORE = "asal"
_CHANGES = {
    Whose.NATIONAL: ("Jadikan hari kerja", WORKING, None),
    Whose.CITY: ("Hapus", AS_BEFORE, DANGER),
    Whose.WORKING: ("Jadikan libur lagi", AS_BEFORE, None),
}


def days_off(facts: DeadlineFacts, page: Page[DayOff]) -> InlineKeyboardMarkup:
    """Return a key per day that the reader may change, the pages, and adding a day."""
    year, changes = facts.rules.year, facts.runs_the_bot and facts.coming
    return markup(
        *([key(short(label(one)), DayOffCard(one.day.isoformat()))] for one in page.items if changes),
        page.keys(lambda turned: DaysOff(year, turned)),
        [key("Tambah hari libur", AddDayOff(year), PRIMARY)] if changes else [],
        [key("‹ Tenggat", Deadlines(year)), home_key()],
    )


def card(facts: DeadlineFacts, one: DayOff) -> InlineKeyboardMarkup:
    said, to, style = _CHANGES[one.whose]
    changes = facts.open and one.day >= facts.today
    return markup(
        [key(said, ChangeDayOff(one.day.isoformat(), to), style)] if changes else [],
        [key("‹ Hari libur", DaysOff(one.day.year, 0))],
    )
