"""The days off of a year, below `/tenggat`."""

from handlers.days_off.add import DAY_OFF_FLOW, add_day_off
from handlers.days_off.overview import DAYS_OFF, change_day, show_day, show_days_off, show_saved_day
from handlers.deadlines import NOT_YOURS
from handlers.feature import Feature
from handlers.telegram.press import presses
from handlers.years import NOT_YOURS as NOT_AN_ADMIN

FEATURE = Feature(
    presses=(
        *presses(show_days_off, not_yours=NOT_YOURS),
        *presses(show_day, change_day, add_day_off, not_yours=NOT_AN_ADMIN),
    ),
    flows=(DAY_OFF_FLOW,),
    replies={DAYS_OFF.reply: DAYS_OFF.show_saved, "day_off": show_saved_day},
)

__all__ = ["FEATURE"]
