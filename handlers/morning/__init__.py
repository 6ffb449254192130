"""One message a morning to verifikators and pimpinan: who is late, what waits, what changed."""

from datetime import timedelta

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.morning import call
from handlers.morning.call import READERS
from handlers.morning.told import MORNING_MESSAGE, number_of
from handlers.telegram.chores import Tick

FEATURE = Feature(
    notices=(NoticeKind(MORNING_MESSAGE, call.message),),
    ticks=(
        Tick(
            call.call,
            timedelta(seconds=10),
            "Kabar pagi",
            wakes=frozenset({"people", "role_events", "year_settings"}),
        ),
    ),
)
__all__ = ["FEATURE", "MORNING_MESSAGE", "READERS", "number_of"]
