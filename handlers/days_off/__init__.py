"""The days off of a year, below `/tenggat`."""

from handlers.days_off.add import DAY_OFF_FLOW, add_day_off
from handlers.days_off.buttons import AddDayOff, ChangeDayOff, DayOffCard
from handlers.days_off.overview import DAYS_OFF, change_day, show_day, show_days_off
from handlers.deadlines import NOT_YOURS, DaysOff
from handlers.feature import Feature
from handlers.telegram.press import Press, presses
from handlers.years import NOT_YOURS as NOT_AN_ADMIN

FEATURE = Feature(
    presses=(
        Press(DaysOff, show_days_off, NOT_YOURS),
        *presses(
            {DayOffCard: show_day, ChangeDayOff: change_day, AddDayOff: add_day_off},
            NOT_AN_ADMIN,
        ),
    ),
    flows=(DAY_OFF_FLOW,),
    replies={DAYS_OFF.reply: DAYS_OFF.show_saved},
)

__all__ = ["FEATURE"]
