"""One message a morning to verifikators and pimpinan."""

from datetime import timedelta

from handlers.delivery.notices import NoticeKind
from handlers.feature import Feature
from handlers.morning import call, told
from handlers.telegram.chores import Tick

FEATURE = Feature(
    notices=(NoticeKind(told.KIND, call.message),),
    ticks=(Tick(call.call, timedelta(seconds=10)),),
)
