"""The days off of a year, below `/tenggat`."""

from handlers.days_off import add, overview
from handlers.days_off.buttons import AddDayOff, ChangeDayOff, DayOffCard
from handlers.deadlines import texts as deadlines
from handlers.deadlines.buttons import DaysOff
from handlers.feature import Feature
from handlers.telegram.press import Press, presses
from handlers.years import texts as years

FEATURE = Feature(
    presses=(
        Press(DaysOff, overview.show_days_off, deadlines.NOT_YOURS),
        *presses(
            {
                DayOffCard: overview.show_day,
                ChangeDayOff: overview.change_day,
                AddDayOff: add.add_day_off,
            },
            years.NOT_YOURS,
        ),
    ),
    flows=(add.DAY_OFF_FLOW,),
    replies={overview.DAYS_OFF.reply: overview.DAYS_OFF.show_saved},
)
