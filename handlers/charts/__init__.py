"""*Grafik*: the numbers as a picture, asked for from `/iku`, or sent every Monday to who wants it."""

from datetime import timedelta

from handlers.charts import at_home, mine, subscribe, weekly
from handlers.charts.chart import CHART
from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.telegram.chores import Tick
from handlers.telegram.press import presses

FEATURE = Feature(
    presses=presses(subscribe.switch, mine.show_mine, mine.stop_mine),
    replies={subscribe.SWITCHED: subscribe.show_switched, mine.STOPPED: mine.show_stopped},
    notices=(NoticeKind(weekly.WEEKLY, weekly.picture),),
    ticks=(
        Tick(
            weekly.send,
            timedelta(seconds=10),
            "Grafik tiap Senin",
            wakes=frozenset({"subscriptions", "year_settings"}),
        ),
    ),
    papers=(CHART,),
    home=at_home.at_home,
)
__all__ = ["FEATURE"]
